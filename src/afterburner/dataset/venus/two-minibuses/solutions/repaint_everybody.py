import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    n = numbers[0]
    # Singer i sits in seat 2 * i + side of group seat // 2; groups bear the number of a member.
    seat = [2 * singer for singer in range(n + 1)]
    for position in range(2, len(numbers), 2):
        a, b = seat[numbers[position]], seat[numbers[position + 1]]
        if a == b:
            print("impossible")
            return
        if a >> 1 != b >> 1:
            low, high = min(a, b), max(a, b)
            # The group of `high` joins that of `low`: equal sides there become different ones.
            same, opposite = low ^ 1, low
            turned = high ^ 1
            seat = [same if s == high else opposite if s == turned else s for s in seat]
    # A group's number is that of its smallest member, which never left side 0.
    print("".join("AB"[s & 1] for s in seat[1:]))


main()
