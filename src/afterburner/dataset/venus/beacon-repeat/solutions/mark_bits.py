def main():
    m, a, b, c, x = map(int, input().split())
    seen = bytearray((m >> 3) + 1)
    v = x
    amount = 0
    while not seen[v >> 3] >> (v & 7) & 1:
        seen[v >> 3] |= 1 << (v & 7)
        amount += 1
        v = ((a * v + b) * v + c) % m
    lead_in = 0
    while x != v:
        x = ((a * x + b) * x + c) % m
        lead_in += 1
    print(lead_in, amount - lead_in)


main()
