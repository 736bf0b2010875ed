def main():
    m, a, b, c, x = map(int, input().split())
    values = [-1]  # rising from bottom to top
    times = [-1]
    v = x
    time = 0
    while True:
        while values[-1] > v:
            values.pop()
            times.pop()
        if values[-1] == v:
            break
        values.append(v)
        times.append(time)
        v = ((a * v + b) * v + c) % m
        time += 1
    loop = time - times[-1]
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
