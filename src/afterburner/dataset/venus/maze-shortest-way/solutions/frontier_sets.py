import sys


def main():
    rows, cols, *grid = sys.stdin.read().split()
    free = {(r, c) for r, line in enumerate(grid) for c, ch in enumerate(line) if ch != "#"}
    ends = {ch: (r, c) for r, line in enumerate(grid) for c, ch in enumerate(line) if ch in "SG"}
    frontier = {ends["S"]}
    free -= frontier
    steps = 0
    while frontier and ends["G"] not in frontier:
        around = set()
        for r, c in frontier:
            around.update([(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)])
        frontier = around & free
        free -= frontier
        steps += 1
    print(steps if frontier else -1)


main()
