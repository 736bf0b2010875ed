def main():
    m, a, b, c, x = map(int, input().split())
    wait = 1
    loop = 1
    anchor = x
    v = ((a * x + b) * x + c) % m
    while v != anchor:
        if loop == wait:
            anchor = v
            wait *= 2
            loop = 0
        v = ((a * v + b) * v + c) % m
        loop += 1
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
