import sys


def main():
    lines = sys.stdin.read().split()
    width = int(lines[1]) + 1
    # One wall column at the end of each row keeps the shifts inside the rows.
    text = "".join(line + "#" for line in lines[2:])
    free = int(text.translate(str.maketrans("#.SG", "0111")), 2)
    frontier = 1 << (len(text) - 1 - text.index("S"))
    goal = 1 << (len(text) - 1 - text.index("G"))
    steps = 0
    while frontier:
        if frontier & goal:
            print(steps)
            return
        free &= ~frontier
        around = frontier << 1 | frontier >> 1 | frontier << width | frontier >> width
        frontier = around & free
        steps += 1
    print(-1)


main()
