def main():
    m, a, b, c, x = map(int, input().split())
    values = []  # values[k]: the last number whose moment 2^k, but not 2^(k + 1), divides
    times = []
    v = x
    time = 1
    while v not in values:
        slot = (time & -time).bit_length() - 1
        if slot == len(values):
            values.append(v)
            times.append(time)
        else:
            values[slot] = v
            times[slot] = time
        v = ((a * v + b) * v + c) % m
        time += 1
    loop = time - times[values.index(v)]
    ahead = x
    for _ in range(loop):
        ahead = ((a * ahead + b) * ahead + c) % m
    lead_in = 0
    while x != ahead:
        x = ((a * x + b) * x + c) % m
        ahead = ((a * ahead + b) * ahead + c) % m
        lead_in += 1
    print(lead_in, loop)


main()
