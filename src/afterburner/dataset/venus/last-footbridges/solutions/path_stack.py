import sys


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    near = [{} for _ in range(n + 1)]  # neighbour -> footbridge; 0 where there are several
    for k in range(1, m + 1):
        a, b = map(int, read().split())
        near[a][b] = near[b][a] = 0 if b in near[a] else k
    number = [0] * (n + 1)
    vital = []
    count = 0
    for first in range(1, n + 1):
        if number[first]:
            continue
        count += 1
        number[first] = count
        walk = [(first, 0, list(near[first]))]
        candidates = [first]  # the highest island of each part that no circle ties to the islands above yet
        while walk:
            island, above, rest = walk[-1]
            if rest:
                other = rest.pop()
                if not number[other]:
                    count += 1
                    number[other] = count
                    walk.append((other, island, list(near[other])))
                    candidates.append(other)
                elif other != above or near[island][other] == 0:
                    while number[candidates[-1]] > number[other]:
                        candidates.pop()
            else:
                walk.pop()
                if candidates[-1] == island:
                    candidates.pop()
                    if above:
                        vital.append(near[island][above])
    print(*sorted(vital) if vital else ["none"])


main()
