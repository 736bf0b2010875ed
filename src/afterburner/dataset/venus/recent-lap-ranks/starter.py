n, k = map(int, input().split())
times = list(map(int, input().split()))
# TODO: print the rank of each lap among the last k laps
