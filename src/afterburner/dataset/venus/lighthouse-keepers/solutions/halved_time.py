import sys


def halve(duties, middle):
    """Cut a list of duties at a minute."""
    early = [(s, min(e, middle)) for s, e in duties if s < middle]
    late = [(max(s, middle), e) for s, e in duties if e > middle]
    return early, late


def games(first, second, low, high):
    """Yield the games (start, end) between two minutes, in order; a cut may split a game."""
    if not first or not second:
        return
    if len(first) == len(second) == 1:
        s, e = max(first[0][0], second[0][0]), min(first[0][1], second[0][1])
        if s < e:
            yield s, e
        return
    middle = (low + high) // 2
    early, late = halve(first, middle)
    other_early, other_late = halve(second, middle)
    yield from games(early, other_early, low, middle)
    yield from games(late, other_late, middle, high)


def main():
    n, m = map(int, sys.stdin.readline().split())
    duties = [tuple(map(int, line.split())) for line in sys.stdin]
    total = longest = 0
    start = end = 0
    for s, e in games(duties[:n], duties[n:], 0, 1 << 21):
        total += e - s
        start, end = (start if s == end else s), e
        longest = max(longest, end - start)
    print(total, longest)


main()
