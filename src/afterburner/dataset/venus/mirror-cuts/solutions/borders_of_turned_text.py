def ways_to_cut(text):
    ways = [1]
    for end in range(1, len(text) + 1):
        turned = text[:end][::-1]
        # Failure function of the turned beginning.
        failure = [0] * (end + 1)
        failure[0] = k = -1
        for i, letter in enumerate(turned):
            while k >= 0 and turned[k] != letter:
                k = failure[k]
            k += 1
            failure[i + 1] = k
        # How much of it the beginning itself, read forward, ends with.
        k = 0
        for letter in text[:end]:
            while k == end or k >= 0 and turned[k] != letter:
                k = failure[k]
            k += 1
        total = 0
        while k > 0:
            total += ways[end - k]
            k = failure[k]
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
