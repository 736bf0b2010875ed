def strokes(line, wish):
    above = list(range(len(wish) + 1))
    for i, letter in enumerate(line, 1):
        left = i
        row = [i]
        for j, other in enumerate(wish):
            if letter == other:
                left = above[j]
            elif above[j + 1] < left:
                left = above[j + 1] + 1
            else:
                left += 1
            row.append(left)
        above = row
    return above[-1]


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
