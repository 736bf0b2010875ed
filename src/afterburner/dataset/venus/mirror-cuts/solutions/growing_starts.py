def ways_to_cut(text):
    ways = [1]
    starts = []
    for last, letter in enumerate(text):
        # A mirror word inside, empty or of one letter or longer, grows by the same letter on both sides.
        grown = [start - 1 for start in starts if start and text[start - 1] == letter]
        if last and text[last - 1] == letter:
            grown.append(last - 1)
        grown.append(last)
        starts = grown
        ways.append(sum([ways[start] for start in starts]) % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
