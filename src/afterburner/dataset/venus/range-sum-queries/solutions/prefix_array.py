import sys
from array import array


def main():
    source = sys.stdin.buffer
    source.readline()
    prefix = array("q", [0])
    total = 0
    for field in source.readline().split():
        total += int(field)
        prefix.append(total)
    out = []
    for line in source:
        left, right = line.split()
        out.append(str(prefix[int(right)] - prefix[int(left) - 1]))
    print("\n".join(out))


main()
