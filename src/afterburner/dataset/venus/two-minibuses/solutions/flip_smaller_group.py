import sys


def main():
    data = sys.stdin.buffer.read().split()
    n, m = int(data[0]), int(data[1])
    group = [[singer] for singer in range(n + 1)]
    side = [0] * (n + 1)
    for k in range(m):
        a, b = int(data[2 * k + 2]), int(data[2 * k + 3])
        if group[a] is group[b]:
            if side[a] == side[b]:
                print("impossible")
                return
            continue
        if len(group[a]) < len(group[b]):
            a, b = b, a
        turn = side[a] == side[b]
        large, small = group[a], group[b]
        for singer in small:
            group[singer] = large
            if turn:
                side[singer] ^= 1
        large += small
    letters = [""] * (n + 1)
    for singer in range(1, n + 1):
        if not letters[singer]:
            # The first of a group that comes up here has its smallest number.
            for member in group[singer]:
                letters[member] = "A" if side[member] == side[singer] else "B"
    print("".join(letters))


main()
