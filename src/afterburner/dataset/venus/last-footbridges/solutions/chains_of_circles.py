import sys
from array import array


def main():
    numbers = array("i", map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[0], numbers[1]
    head = array("i", bytes(4 * (n + 1)))
    chain = array("i", bytes(4 * (2 * m + 2)))
    for position in range(2, 2 * m + 2):
        island = numbers[position]
        chain[position] = head[island]
        head[island] = position
    above = array("i", bytes(4 * (n + 1)))
    place = array("i", bytes(4 * (n + 1)))
    bridge_up = array("i", bytes(4 * (n + 1)))
    order = array("i")
    for first in range(1, n + 1):
        if place[first]:
            continue
        order.append(first)
        place[first] = len(order)
        island = first
        while island:
            # head[] moves along the chain, so each place is left where the walk went on.
            position = head[island]
            if not position:
                island = above[island]
                continue
            head[island] = chain[position]
            other = numbers[position ^ 1]
            if not place[other]:
                order.append(other)
                place[other] = len(order)
                above[other] = island
                bridge_up[other] = position >> 1
                island = other
    # Footbridges off the tree, by their upper end.
    down = [[] for _ in range(n + 1)]
    for k in range(1, m + 1):
        a, b = numbers[2 * k], numbers[2 * k + 1]
        if bridge_up[a] != k and bridge_up[b] != k:
            if place[a] < place[b]:
                down[a].append(b)
            else:
                down[b].append(a)
    on_circle = bytearray(n + 1)  # does a circle use the footbridge to the island above?
    marked = bytearray(n + 1)
    for island in order:
        for lower in down[island]:
            marked[island] = 1
            while not marked[lower]:
                marked[lower] = 1
                on_circle[lower] = 1
                lower = above[lower]
    vital = [bridge_up[island] for island in order if bridge_up[island] and not on_circle[island]]
    print(*sorted(vital) if vital else ["none"])


main()
