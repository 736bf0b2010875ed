def ways_to_cut(text):
    places = {}
    for index, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << index
    ways = [1]
    starts = 0
    for last, letter in enumerate(text):
        starts = (starts | 1 << last) >> 1 & places[letter] | 1 << last
        total = 0
        rest = starts
        while rest:
            lowest = rest & -rest
            total += ways[lowest.bit_length() - 1]
            rest ^= lowest
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
