def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    # Each lap has a bit of its own; those of equal times lie side by side.
    order = sorted(range(n), key=times.__getitem__)
    bit_of = [0] * n
    lowest_bit = {}
    for bit, lap in enumerate(order):
        bit_of[lap] = bit
        lowest_bit.setdefault(times[lap], bit)
    window = 0
    ranks = []
    for lap, time in enumerate(times):
        if lap >= k:
            window ^= 1 << bit_of[lap - k]
        below = (1 << lowest_bit[time]) - 1
        ranks.append((window & below).bit_count() + 1)
        window |= 1 << bit_of[lap]
    print(*ranks)


main()
