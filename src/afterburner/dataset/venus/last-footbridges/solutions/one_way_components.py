import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[0], numbers[1]
    near = [[] for _ in range(n + 1)]
    for position in range(2, 2 * m + 2):
        near[numbers[position]].append(position ^ 1)
    state = bytearray(n + 1)
    against = [[] for _ in range(n + 1)]  # the one-way streets, backwards
    used = bytearray(m + 1)
    order = []
    tree = []
    for first in range(1, n + 1):
        if state[first]:
            continue
        state[first] = 1
        stack = [first]
        while stack:
            island = stack[-1]
            if not near[island]:
                order.append(stack.pop())
                continue
            position = near[island].pop()
            k = position >> 1
            if used[k]:
                continue
            # Footbridges are one-way in the direction in which the walk first tries them.
            used[k] = 1
            other = numbers[position]
            against[other].append(island)
            if not state[other]:
                state[other] = 1
                stack.append(other)
                tree.append((k, island, other))
    # Islands that finish last come first; searching backwards from them finds one part each.
    part = [0] * (n + 1)
    for island in reversed(order):
        if part[island]:
            continue
        part[island] = island
        stack = [island]
        while stack:
            for other in against[stack.pop()]:
                if not part[other]:
                    part[other] = island
                    stack.append(other)
    vital = sorted([k for k, a, b in tree if part[a] != part[b]])
    print(" ".join(map(str, vital)) or "none")


main()
