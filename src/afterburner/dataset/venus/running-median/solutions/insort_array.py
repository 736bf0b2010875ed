import sys
from array import array
from bisect import bisect_right


def main():
    sys.stdin.readline()
    ordered = array("q")
    out = []
    count = 0
    for field in sys.stdin.readline().split():
        x = int(field)
        ordered.insert(bisect_right(ordered, x), x)
        out.append(str(ordered[count // 2]))
        count += 1
    print("\n".join(out))


main()
