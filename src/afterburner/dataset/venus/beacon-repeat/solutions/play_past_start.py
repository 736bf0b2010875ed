def main():
    m, a, b, c, x = map(int, input().split())
    v = x
    for _ in range(m):
        v = ((a * v + b) * v + c) % m
    anchor = v  # surely in the loop
    loop = 1
    v = ((a * v + b) * v + c) % m
    while v != anchor:
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
