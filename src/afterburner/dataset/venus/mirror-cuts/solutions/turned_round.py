def ways_to_cut(text):
    ways = [1]
    for end in range(1, len(text) + 1):
        total = 0
        for start in range(end):
            piece = text[start:end]
            if piece == piece[::-1]:
                total += ways[start]
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
