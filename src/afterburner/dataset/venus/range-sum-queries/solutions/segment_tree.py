import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    tree = [0] * n + data[2:2 + n]
    for i in range(n - 1, 0, -1):
        tree[i] = tree[2 * i] + tree[2 * i + 1]
    out = []
    position = 2 + n
    for _ in range(q):
        left = data[position] - 1 + n
        right = data[position + 1] + n
        position += 2
        total = 0
        while left < right:
            if left & 1:
                total += tree[left]
                left += 1
            if right & 1:
                right -= 1
                total += tree[right]
            left >>= 1
            right >>= 1
        out.append(str(total))
    print("\n".join(out))


main()
