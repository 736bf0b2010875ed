import sys


def main():
    data = sys.stdin.buffer.read().split()
    n, m = int(data[0]), int(data[1])
    near = [[] for _ in range(n + 1)]
    for k in range(1, m + 1):
        a, b = int(data[2 * k]), int(data[2 * k + 1])
        near[a].append((b, k))
        near[b].append((a, k))
    number = [0] * (n + 1)
    low = [0] * (n + 1)
    vital = []
    count = 0
    for first in range(1, n + 1):
        if number[first]:
            continue
        count += 1
        number[first] = low[first] = count
        stack = [(first, 0, iter(near[first]))]
        while stack:
            island, came_by, rest = stack[-1]
            for other, k in rest:
                if not number[other]:
                    count += 1
                    number[other] = low[other] = count
                    stack.append((other, k, iter(near[other])))
                    break
                if k != came_by and number[other] < low[island]:
                    low[island] = number[other]
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    if low[island] > number[above]:
                        vital.append(came_by)
                    elif low[island] < low[above]:
                        low[above] = low[island]
    vital.sort()
    print(" ".join(map(str, vital)) if vital else "none")


main()
