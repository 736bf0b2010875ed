n, k = map(int, input().split())
numbers = list(map(int, input().split()))

for start in range(n - k + 1):
    # TODO: print the maximum of the window that begins at start
    pass
