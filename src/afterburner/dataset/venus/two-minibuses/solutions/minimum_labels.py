import sys


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    links = []
    for a, b in zip(numbers[::2], numbers[1::2]):
        links.append((2 * a, 2 * b + 1))
        links.append((2 * a + 1, 2 * b))
    label = list(range(2 * n + 2))
    before = None
    while before != label:
        before = label[:]
        for seat, other in links:
            low, high = label[seat], label[other]
            if low == high:
                continue
            if low > high:
                low, high = high, low
            # The label's own label falls too: whole groups move at once.
            if label[high] > low:
                label[high] = low
            label[seat] = label[other] = low
        label = [label[label[seat]] for seat in label]
    if any(label[seat] == label[seat + 1] for seat in range(2, 2 * n + 2, 2)):
        print("impossible")
    else:
        print("".join("A" if label[seat] < label[seat + 1] else "B" for seat in range(2, 2 * n + 2, 2)))


main()
