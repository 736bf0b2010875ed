from bisect import bisect_left


def choices(weights):
    """For each number of rowers, the weights of all choices of so many."""
    sums = [[0]]
    for weight in weights:
        longer = [[total + weight for total in same] for same in sums]
        sums = [sums[0], *[a + b for a, b in zip(sums[1:], longer)], longer[-1]]
    return sums


def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    middle = len(rowers) // 2
    left = choices(rowers[:middle])
    right = choices(rowers[middle:])
    target = second - first + sum(rowers)  # twice what the crew should weigh without its captain
    best = 10**9
    for size, sums in enumerate(left):
        partners = sorted(right[n // 2 - 1 - size])
        for crew in sums:
            place = bisect_left(partners, target / 2 - crew)
            for partner in partners[max(0, place - 1):place + 1]:
                best = min(best, abs(target - 2 * (crew + partner)))
    print(best)


main()
