import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))[1:]
    different = sorted(set(numbers))
    rank = {x: i for i, x in enumerate(different, 1)}
    size = len(different)
    top = 1 << (size.bit_length() - 1)
    tree = [0] * (size + 1)
    out = []
    for m, x in enumerate(numbers, 1):
        i = rank[x]
        while i <= size:
            tree[i] += 1
            i += i & -i
        wanted = (m + 1) // 2
        place = 0
        step = top
        while step:
            if place + step <= size and tree[place + step] < wanted:
                place += step
                wanted -= tree[place]
            step >>= 1
        out.append(different[place])
    print("\n".join(map(str, out)))


main()
