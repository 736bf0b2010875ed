def choose_all(pairs, p):
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
            continue
        k = min(k, n - k)
        top = bottom = 1
        for i in range(k):
            top = top * (n - i) % p
            bottom = bottom * (i + 1) % p
        answers.append(top * pow(bottom, p - 2, p) % p)
    return answers
