import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    n = numbers[0]
    root = list(range(2 * n))  # seat 2 * i is in bus A, seat 2 * i + 1 in bus B

    def find(seat):
        while root[seat] != seat:
            root[seat] = root[root[seat]]
            seat = root[seat]
        return seat

    def join(seat, other):
        seat, other = find(seat), find(other)
        if seat < other:
            root[other] = seat
        else:
            root[seat] = other

    pairs = iter(numbers[2:])
    for a, b in zip(pairs, pairs):
        join(2 * a - 2, 2 * b - 1)
        join(2 * a - 1, 2 * b - 2)
    letters = []
    for singer in range(n):
        seat_a, seat_b = find(2 * singer), find(2 * singer + 1)
        if seat_a == seat_b:
            print("impossible")
            return
        # The smallest seat that goes with this one is the first singer's in bus A, or else in bus B.
        letters.append("A" if seat_a < seat_b else "B")
    print("".join(letters))


main()
