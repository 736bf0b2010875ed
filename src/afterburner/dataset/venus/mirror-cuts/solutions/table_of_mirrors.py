def ways_to_cut(text):
    n = len(text)
    is_mirror = [[True] * n for _ in range(n)]
    for start in range(n - 1, -1, -1):
        for last in range(start + 1, n):
            is_mirror[start][last] = text[start] == text[last] and is_mirror[start + 1][last - 1]
    ways = [1] + [0] * n
    for last in range(n):
        for start in range(last + 1):
            if is_mirror[start][last]:
                ways[last + 1] += ways[start]
        ways[last + 1] %= 1_000_000_007
    return ways[n]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
