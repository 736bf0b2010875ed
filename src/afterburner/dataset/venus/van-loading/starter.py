n, limit = map(int, input().split())
weights = list(map(int, input().split()))
# TODO: print the largest total weight that is not above limit
