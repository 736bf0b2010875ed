from bisect import bisect_left, bisect_right, insort

LONGEST = 200


def rank(blocks, tops, value, bisect):
    """How many values come before this one."""
    at = bisect(tops, value)
    if at == len(blocks):
        return sum(map(len, blocks))
    return sum(map(len, blocks[:at])) + bisect(blocks[at], value)


def add(blocks, tops, value):
    at = min(bisect_left(tops, value), len(blocks) - 1)
    block = blocks[at]
    insort(block, value)
    if len(block) > LONGEST:
        half = LONGEST // 2
        blocks.insert(at, block[:half])
        del block[:half]
        tops.insert(at, blocks[at][-1])
        at += 1
    tops[at] = blocks[at][-1]


def count_walks(climbs, low, high):
    blocks, tops = [[0]], [0]
    height = count = 0
    for climb in climbs:
        height += climb
        count += rank(blocks, tops, height - low, bisect_right) - rank(blocks, tops, height - high, bisect_left)
        add(blocks, tops, height)
    return count
