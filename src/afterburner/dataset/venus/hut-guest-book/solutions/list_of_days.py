def main():
    days, n = map(int, input().split())
    visited = []
    for _ in range(n):
        first, last = map(int, input().split())
        for day in range(first, last + 1):
            visited.append(day)
    visited = sorted(set(visited))
    longest_full = 0
    longest_empty = 0
    full = 0
    previous = 0
    for day in visited:
        if day == previous + 1:
            full += 1
        else:
            full = 1
            longest_empty = max(longest_empty, day - previous - 1)
        if full > longest_full:
            longest_full = full
        previous = day
    longest_empty = max(longest_empty, days - previous)
    print(len(visited), longest_full, longest_empty)


main()
