from bisect import bisect_left

MOST = 64


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    parts = [[]]
    largest = [0]  # of each part
    ranks = []
    for lap, time in enumerate(times):
        if lap >= k:
            old = times[lap - k]
            i = bisect_left(largest, old)
            part = parts[i]
            del part[bisect_left(part, old)]
            if part:
                largest[i] = part[-1]
            elif len(parts) > 1:
                del parts[i], largest[i]
        i = min(bisect_left(largest, time), len(parts) - 1)
        part = parts[i]
        place = bisect_left(part, time)
        ranks.append(sum(map(len, parts[:i])) + place + 1)
        part.insert(place, time)
        largest[i] = part[-1]
        if len(part) > MOST:
            half = MOST // 2
            parts.insert(i + 1, part[half:])
            del part[half:]
            largest[i:i + 1] = [part[-1], parts[i + 1][-1]]
    print(*ranks)


main()
