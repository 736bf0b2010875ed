def strokes(line, wish):
    while line and wish and line[-1] == wish[-1]:
        line, wish = line[:-1], wish[:-1]
    front = 0
    while front < len(line) and front < len(wish) and line[front] == wish[front]:
        front += 1
    line, wish = line[front:], wish[front:]
    kept = [0] * (len(wish) + 1)
    for letter in line:
        corner = 0
        for j, other in enumerate(wish, 1):
            up = kept[j]
            if letter == other:
                kept[j] = corner + 1
            elif kept[j - 1] > up:
                kept[j] = kept[j - 1]
            corner = up
    return len(line) + len(wish) - 2 * kept[-1]


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
