import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))[1:]
    n = len(numbers)
    order = sorted(range(n), key=numbers.__getitem__)
    place = [0] * n  # place of each number in sorted order, counted from 1
    for sorted_place, i in enumerate(order, 1):
        place[i] = sorted_place
    before = list(range(-1, n + 1))
    after = list(range(1, n + 3))
    median = (n + 1) // 2
    medians = [0] * n
    for i in range(n - 1, -1, -1):
        medians[i] = numbers[order[median - 1]]
        # i + 1 numbers are left; with one fewer the median may move by one place
        gone = place[i]
        left, right = before[gone], after[gone]
        if i % 2 == 0:  # odd count: the middle one becomes the left middle one
            if gone >= median:
                median = before[median]
        elif gone <= median:
            median = after[median]
        after[left] = right
        before[right] = left
    print("\n".join(map(str, medians)))


main()
