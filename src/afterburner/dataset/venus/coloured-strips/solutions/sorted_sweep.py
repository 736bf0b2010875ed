def count_strips(a, b, m, lengths):
    answer_for = {}
    here, after = 1 % m, a % m
    at = 0
    for n in sorted(set(lengths)):
        for _ in range(n - at):
            here, after = after, (a * after + b * here) % m
        at = n
        answer_for[n] = here
    return [answer_for[n] for n in lengths]
