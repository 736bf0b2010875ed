import sys
from itertools import accumulate


def main():
    data = sys.stdin.buffer.read().split()
    n, k = int(data[0]), int(data[1])
    numbers = list(map(int, data[2:2 + n]))
    prefix = []
    suffix = []
    for start in range(0, n, k):
        block = numbers[start:start + k]
        prefix.extend(accumulate(block, max))
        block.reverse()
        backwards = list(accumulate(block, max))
        backwards.reverse()
        suffix.extend(backwards)
    answers = map(max, suffix, prefix[k - 1:])
    sys.stdout.write("\n".join(map(str, answers)) + "\n")


main()
