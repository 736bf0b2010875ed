from bisect import bisect_left, insort


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    ranks = []
    for start in range(0, n, k):
        part = times[start:start + k]
        seen = []
        for time in part:
            place = bisect_left(seen, time)
            seen.insert(place, time)
            ranks.append(place + 1)
        if start:
            # Lap start + i also sees the laps from start + i + 1 - k on: from the end, one more each time.
            seen = times[start - k + len(part):start]
            seen.sort()
            for i in range(len(part) - 1, -1, -1):
                ranks[start + i] += bisect_left(seen, part[i])
                insort(seen, times[start + i - k])
    print(*ranks)


main()
