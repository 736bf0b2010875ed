def strokes(line, wish, known):
    front = 0
    for letter, other in zip(line, wish):
        if letter != other:
            break
        front += 1
    line, wish = line[front:], wish[front:]
    if not line or not wish:
        return len(line) + len(wish)
    if (line, wish) not in known:
        known[line, wish] = 1 + min(strokes(line[1:], wish, known), strokes(line, wish[1:], known))
    return known[line, wish]


def copyist_strokes(written, meant):
    known = {}
    return [strokes(line, wish, known) for line, wish in zip(written, meant)]
