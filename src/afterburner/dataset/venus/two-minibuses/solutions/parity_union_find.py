import sys


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    parent = list(range(n + 1))
    parity = [0] * (n + 1)  # against the parent

    def find(singer):
        way = []
        while parent[singer] != singer:
            way.append(singer)
            singer = parent[singer]
        turned = 0
        for member in reversed(way):
            turned ^= parity[member]
            parity[member] = turned
            parent[member] = singer
        return singer

    for _ in range(m):
        a, b = map(int, read().split())
        root_a, root_b = find(a), find(b)
        if root_a == root_b:
            if parity[a] == parity[b]:
                print("impossible")
                return
        else:
            # The smaller number stays the root, so it is in bus A.
            if root_a > root_b:
                root_a, root_b = root_b, root_a
            parent[root_b] = root_a
            parity[root_b] = parity[a] ^ parity[b] ^ 1
    letters = []
    for singer in range(1, n + 1):
        find(singer)
        letters.append("AB"[parity[singer]])
    print("".join(letters))


main()
