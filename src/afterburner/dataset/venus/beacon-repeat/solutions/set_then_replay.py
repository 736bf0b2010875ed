def main():
    m, a, b, c, x = map(int, input().split())
    seen = set()
    v = x
    while v not in seen:
        seen.add(v)
        v = (a * v * v + b * v + c) % m
    lead_in = 0
    while x != v:
        x = (a * x * x + b * x + c) % m
        lead_in += 1
    print(lead_in, len(seen) - lead_in)


main()
