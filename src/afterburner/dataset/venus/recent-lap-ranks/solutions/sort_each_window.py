from bisect import bisect_left

n, k = map(int, input().split())
times = list(map(int, input().split()))
for lap in range(n):
    window = sorted(times[max(0, lap - k + 1):lap + 1])
    print(bisect_left(window, times[lap]) + 1)
