rows, cols = map(int, input().split())
grid = [input() for _ in range(rows)]
# TODO: print the smallest number of steps from S to G, or -1
