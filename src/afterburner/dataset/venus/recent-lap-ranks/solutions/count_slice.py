def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    ranks = []
    for lap, time in enumerate(times):
        faster = 0
        for other in times[max(0, lap - k + 1):lap]:
            if other < time:
                faster += 1
        ranks.append(faster + 1)
    print(*ranks)


main()
