HALF = 1000


def main():
    a, b = map(int, input().split())
    table = [i // 100 + i // 10 % 10 + i % 10 for i in range(HALF)]
    lows = [[] for _ in range(28)]  # low halves by digit sum
    for low, total in enumerate(table):
        lows[total].append(low)
    highs = [[] for _ in range(28)]  # high halves of which all low halves are asked for
    fair = 0
    for high in range(a // HALF, b // HALF + 1):
        first = max(a - HALF * high, 0)
        last = min(b - HALF * high, HALF - 1)
        total = table[high % HALF] + high // HALF
        if first == 0 and last == HALF - 1 and high:
            highs[total].append(HALF * high)
            continue
        for low in range(max(first, high == 0), last + 1):
            fair += (HALF * high + low) % (total + table[low]) == 0
    for high_sum, starts in enumerate(highs):
        if not starts:
            continue
        for low_sum, ends in enumerate(lows):
            digits = high_sum + low_sum
            counts = [0] * digits
            for low in ends:
                counts[low % digits] += 1
            for start in starts:
                fair += counts[-start % digits]
    print(fair)


main()
