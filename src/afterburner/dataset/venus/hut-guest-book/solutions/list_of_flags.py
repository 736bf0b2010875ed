def main():
    days, n = map(int, input().split())
    occupied = [False] * (days + 1)
    for _ in range(n):
        first, last = map(int, input().split())
        for day in range(first, last + 1):
            occupied[day] = True
    total = 0
    longest_full = 0
    longest_empty = 0
    full = 0
    empty = 0
    for day in range(1, days + 1):
        if occupied[day]:
            total += 1
            full += 1
            empty = 0
            if full > longest_full:
                longest_full = full
        else:
            empty += 1
            full = 0
            if empty > longest_empty:
                longest_empty = empty
    print(total, longest_full, longest_empty)


main()
