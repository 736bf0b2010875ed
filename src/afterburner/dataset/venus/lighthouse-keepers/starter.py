n, m = map(int, input().split())
first = [tuple(map(int, input().split())) for _ in range(n)]
second = [tuple(map(int, input().split())) for _ in range(m)]
# TODO: print the number of common minutes and the longest stretch of them
