def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    total = first + second + sum(rowers)
    wanted = n // 2 - 1
    # The weights of each 6 rowers by their mask.
    tables = []
    for start in range(0, len(rowers), 6):
        table = [0]
        for weight in rowers[start:start + 6]:
            table += [known + weight for known in table]
        tables.append(table)
    best = total
    mask = (1 << wanted) - 1
    while mask < 1 << len(rowers):
        crew = first
        rest = mask
        for table in tables:
            crew += table[rest & 63]
            rest >>= 6
        best = min(best, abs(total - 2 * crew))
        if not mask:
            break
        # The next larger number with as many ones.
        low = mask & -mask
        high = mask + low
        mask = ((mask ^ high) // low >> 2) | high
    print(best)


main()
