from bisect import bisect_left


def strokes(line, wish):
    places = {}
    for j in range(len(wish) - 1, -1, -1):
        places.setdefault(wish[j], []).append(j)
    ends = []
    for letter in line:
        for j in places.get(letter, ()):
            k = bisect_left(ends, j)
            if k == len(ends):
                ends.append(j)
            else:
                ends[k] = j
    return len(line) + len(wish) - 2 * len(ends)


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
