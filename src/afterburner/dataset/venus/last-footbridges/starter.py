n, m = map(int, input().split())
ends = [tuple(map(int, input().split())) for _ in range(m)]
# TODO: print the numbers of the vital footbridges, or "none"
