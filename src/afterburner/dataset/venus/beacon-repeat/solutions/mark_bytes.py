def main():
    m, a, b, c, x = map(int, input().split())
    seen = bytearray(m)
    v = x
    amount = 0
    while not seen[v]:
        seen[v] = 1
        amount += 1
        v = ((a * v + b) * v + c) % m
    lead_in = 0
    while x != v:
        x = ((a * x + b) * x + c) % m
        lead_in += 1
    print(lead_in, amount - lead_in)


main()
