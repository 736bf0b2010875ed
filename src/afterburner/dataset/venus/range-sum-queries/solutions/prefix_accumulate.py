import sys
from itertools import accumulate


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n = data[0]
    prefix = list(accumulate(data[2:2 + n], initial=0))
    lefts = data[2 + n::2]
    rights = data[3 + n::2]
    sys.stdout.write("\n".join([str(prefix[r] - prefix[l - 1]) for l, r in zip(lefts, rights)]) + "\n")


main()
