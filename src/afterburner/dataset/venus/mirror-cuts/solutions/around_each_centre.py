def ways_to_cut(text):
    n = len(text)
    starts_of = [[] for _ in range(n + 1)]
    for centre in range(2 * n - 1):
        start = centre // 2
        end = start + 1 + centre % 2
        while start >= 0 and end <= n and text[start] == text[end - 1]:
            starts_of[end].append(start)
            start -= 1
            end += 1
    ways = [1]
    for starts in starts_of[1:]:
        ways.append(sum([ways[start] for start in starts]) % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
