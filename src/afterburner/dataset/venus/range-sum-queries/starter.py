n, q = map(int, input().split())
numbers = list(map(int, input().split()))

for _ in range(q):
    left, right = map(int, input().split())
    # TODO: print the sum of the numbers from position left to position right (counted from 1)
