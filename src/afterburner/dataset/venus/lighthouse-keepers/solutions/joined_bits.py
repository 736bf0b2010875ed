import sys

n, m, *numbers = map(int, sys.stdin.read().split())


def mask(borders, horizon):
    """The duties as ones in a binary number."""
    marks = bytearray(b"0") * horizon
    for s, e in zip(borders[::2], borders[1::2]):
        marks[s:e] = b"1" * (e - s)
    return int(marks, 2)


def longest_run(bits):
    """Runs of at least length k are the bits left after and-ing k shifted copies; k doubles, then is refined."""
    if not bits:
        return 0
    copies = [bits]
    while copies[-1] & (copies[-1] >> (1 << (len(copies) - 1))):
        copies.append(copies[-1] & (copies[-1] >> (1 << (len(copies) - 1))))
    length = 1 << (len(copies) - 1)
    left = copies.pop()
    while copies:
        copy = copies.pop()
        longer = left & (copy >> length)
        if longer:
            left = longer
            length += 1 << len(copies)
    return length


horizon = max(numbers)
common = mask(numbers[:2 * n], horizon) & mask(numbers[2 * n:], horizon)
print(common.bit_count(), longest_run(common))
