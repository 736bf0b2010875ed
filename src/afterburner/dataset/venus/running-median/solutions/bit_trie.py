import sys

OFFSET = 1 << 30
BITS = 31


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    # counts[path]: how many numbers begin with the bits of the path, a leading 1 before them
    counts = {}
    out = []
    for m, x in enumerate(data[1:], 1):
        path = (x + OFFSET) | (1 << BITS)
        while path > 1:
            counts[path] = counts.get(path, 0) + 1
            path >>= 1
        wanted = (m + 1) // 2
        path = 1
        for _ in range(BITS):
            path *= 2
            below = counts.get(path, 0)
            if below < wanted:
                wanted -= below
                path += 1
        out.append(path - (1 << BITS) - OFFSET)
    print("\n".join(map(str, out)))


main()
