from itertools import accumulate


def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    rowers.sort(reverse=True)
    m = len(rowers)
    before = [0, *accumulate(rowers)]
    target = first + second + before[m]  # twice what a crew should weigh
    best = target
    stack = [(0, n // 2 - 1, first)]
    while stack:
        index, room, crew = stack.pop()
        most = crew + before[index + room] - before[index]
        least = crew + before[m] - before[m - room]
        if 2 * most - target <= -best or 2 * least - target >= best:
            continue
        # Nothing is left to choose, or one of the extremes is as good as any choice.
        for extreme in (most, least):
            best = min(best, abs(2 * extreme - target))
        if 2 * most <= target or 2 * least >= target or room == 0 or room == m - index:
            continue
        stack.append((index + 1, room, crew))
        stack.append((index + 1, room - 1, crew + rowers[index]))
    print(best)


main()
