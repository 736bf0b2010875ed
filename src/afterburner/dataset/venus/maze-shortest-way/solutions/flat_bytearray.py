import sys


def main():
    lines = sys.stdin.read().split()
    width = int(lines[1]) + 2
    text = "#" * width + "".join("#" + line + "#" for line in lines[2:]) + "#" * width
    goal = text.index("G")
    level = [text.index("S")]
    free = bytearray(ch != "#" for ch in text)
    free[level[0]] = 0
    steps = 0
    while level:
        following = []
        for cell in level:
            if cell == goal:
                print(steps)
                return
            for near in (cell - 1, cell + 1, cell - width, cell + width):
                if free[near]:
                    free[near] = 0
                    following.append(near)
        level = following
        steps += 1
    print(-1)


main()
