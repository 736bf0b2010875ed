n = int(input())
first, second, *rowers = map(int, input().split())


def closest(index, room_a, room_b, difference):
    """Smallest difference that can still be reached, with the rowers from the index on to be placed."""
    if index == len(rowers):
        return abs(difference)
    best = 10**9
    if room_a:
        best = closest(index + 1, room_a - 1, room_b, difference + rowers[index])
    if room_b:
        best = min(best, closest(index + 1, room_a, room_b - 1, difference - rowers[index]))
    return best


print(closest(0, n // 2 - 1, n // 2 - 1, first - second))
