def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    middle = 2 * len(rowers) // 3
    bits = [1] + [0] * middle
    for weight in rowers[:middle]:
        for size in range(middle, 0, -1):
            bits[size] |= bits[size - 1] << weight
    few = {(0, 0)}
    for weight in rowers[middle:]:
        few |= {(size + 1, crew + weight) for size, crew in few}
    target = second - first + sum(rowers)
    best = 10**9
    for size, crew in few:
        if n // 2 - 1 - size > middle:
            continue
        wanted = max(0, target // 2 - crew)
        mask = bits[n // 2 - 1 - size]
        above = mask >> wanted
        if above:
            partner = wanted + (above & -above).bit_length() - 1
            best = min(best, abs(2 * (crew + partner) - target))
        below = (mask & ((1 << wanted) - 1)).bit_length() - 1
        if below >= 0:
            best = min(best, abs(2 * (crew + below) - target))
    print(best)


main()
