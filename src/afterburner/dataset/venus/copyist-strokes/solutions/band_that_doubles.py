def within(line, wish, bound):
    far = bound + 1
    above = [j if j <= bound else far for j in range(len(wish) + 1)]
    for i, letter in enumerate(line, 1):
        low, high = max(1, i - bound), min(len(wish), i + bound)
        row = [far] * (len(wish) + 1)
        if i <= bound:
            row[0] = i
        for j in range(low, high + 1):
            if letter == wish[j - 1]:
                row[j] = above[j - 1]
            else:
                row[j] = 1 + min(above[j], row[j - 1])
        above = row
    return above[-1]


def strokes(line, wish):
    bound = max(2, abs(len(line) - len(wish)))
    while True:
        found = within(line, wish, bound)
        if found <= bound:
            return found
        bound *= 2


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
