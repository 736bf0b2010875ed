from functools import cache


def strokes(line, wish):
    @cache
    def best(i, j):
        if i == len(line):
            return len(wish) - j
        if j == len(wish):
            return len(line) - i
        if line[i] == wish[j]:
            return best(i + 1, j + 1)
        return 1 + min(best(i + 1, j), best(i, j + 1))

    return best(0, 0)


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
