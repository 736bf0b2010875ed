import sys


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    near = [[] for _ in range(n + 1)]
    ends = [(0, 0)]
    for k in range(1, m + 1):
        a, b = map(int, read().split())
        ends.append((a, b))
        near[a].append((b, k))
        near[b].append((a, k))

    def reached(start, closed):
        """Return the islands linked with `start` and the footbridges that first led to them."""
        seen = bytearray(n + 1)
        seen[start] = 1
        islands = [start]
        used = []
        for island in islands:
            for other, k in near[island]:
                if not seen[other] and k != closed:
                    seen[other] = 1
                    islands.append(other)
                    used.append(k)
        return islands, used

    done = set()
    vital = []
    for first in range(1, n + 1):
        if first in done:
            continue
        islands, used = reached(first, 0)
        done.update(islands)
        for k in used:
            if len(reached(ends[k][0], k)[0]) < len(islands):
                vital.append(k)
    print(*sorted(vital) if vital else ["none"])


main()
