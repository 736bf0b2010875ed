import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    tree = [0] + data[2:2 + n]
    for i in range(1, n + 1):
        parent = i + (i & -i)
        if parent <= n:
            tree[parent] += tree[i]

    def prefix(i):
        total = 0
        while i:
            total += tree[i]
            i &= i - 1
        return total

    out = []
    position = 2 + n
    for _ in range(q):
        out.append(str(prefix(data[position + 1]) - prefix(data[position] - 1)))
        position += 2
    print("\n".join(out))


main()
