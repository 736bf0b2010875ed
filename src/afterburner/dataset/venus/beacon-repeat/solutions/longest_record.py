def main():
    m, a, b, c, x = map(int, input().split())
    record = [x]
    for _ in range(m):
        x = (a * x * x + b * x + c) % m
        record.append(x)
    record.reverse()
    loop = record.index(x, 1)
    record.reverse()
    lead_in = 0
    while record[lead_in] != record[lead_in + loop]:
        lead_in += 1
    print(lead_in, loop)


main()
