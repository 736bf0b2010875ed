import sys
from bisect import bisect_left, insort

LIMIT = 600


def main():
    numbers = map(int, sys.stdin.buffer.read().split())
    next(numbers)
    blocks = [[next(numbers)]]
    tops = [blocks[0][0]]
    out = [tops[0]]
    count = 1
    for x in numbers:
        b = min(bisect_left(tops, x), len(tops) - 1)
        block = blocks[b]
        insort(block, x)
        if len(block) > LIMIT:
            half = len(block) // 2
            blocks[b:b + 1] = [block[:half], block[half:]]
            tops[b:b + 1] = [block[half - 1], block[-1]]
        else:
            tops[b] = block[-1]
        count += 1
        wanted = (count - 1) // 2
        for block in blocks:
            if wanted < len(block):
                out.append(block[wanted])
                break
            wanted -= len(block)
    print("\n".join(map(str, out)))


main()
