from bisect import bisect_left


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    window = []
    ranks = []
    for lap, time in enumerate(times):
        if lap >= k:
            del window[bisect_left(window, times[lap - k])]
        place = bisect_left(window, time)
        window.insert(place, time)
        ranks.append(place + 1)
    print(*ranks)


main()
