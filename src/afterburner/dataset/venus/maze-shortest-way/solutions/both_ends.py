import sys


def main():
    lines = sys.stdin.read().split()
    width = int(lines[1]) + 2
    text = "#" * width + "".join("#" + line + "#" for line in lines[2:]) + "#" * width
    # 0: not reached, 1 and 2: reached from the one or the other end
    reached = bytearray(len(text))
    here, there = [text.index("S")], [text.index("G")]
    mine, other = 1, 2
    reached[here[0]] = mine
    reached[there[0]] = other
    steps = 0
    while here and there:
        if len(here) > len(there):
            here, there = there, here
            mine, other = other, mine
        steps += 1
        following = []
        for cell in here:
            for near in (cell - 1, cell + 1, cell - width, cell + width):
                if reached[near] == other:
                    print(steps)
                    return
                if not reached[near] and text[near] != "#":
                    reached[near] = mine
                    following.append(near)
        here = following
    print(-1)


main()
