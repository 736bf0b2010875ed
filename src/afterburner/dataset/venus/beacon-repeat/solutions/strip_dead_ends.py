def main():
    m, a, b, c, x = map(int, input().split())
    successor = [(a * v * v + b * v + c) % m for v in range(m)]
    ways_in = [0] * m
    for v in successor:
        ways_in[v] += 1
    dead_ends = [v for v in range(m) if ways_in[v] == 0]
    while dead_ends:
        v = successor[dead_ends.pop()]
        ways_in[v] -= 1
        if ways_in[v] == 0:
            dead_ends.append(v)
    # Whoever still has a way in is part of a loop.
    lead_in = 0
    while ways_in[x] == 0:
        x = successor[x]
        lead_in += 1
    loop = 1
    v = successor[x]
    while v != x:
        v = successor[v]
        loop += 1
    print(lead_in, loop)


main()
