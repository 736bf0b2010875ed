import sys
from array import array


def main():
    data = array("i", map(int, sys.stdin.buffer.read().split()))
    days = data[0]
    arrivals = array("i", sorted(data[2::2]))
    departures = array("i", sorted(data[3::2]))
    total = longest_full = longest_empty = 0
    gone = 0
    free_from = 1
    begin = 1
    for came, first in enumerate(arrivals):
        if came == gone:
            longest_empty = max(longest_empty, first - free_from)
            begin = first
        # guests leave before the next arrival; one who leaves the day before it is replaced at once
        following = arrivals[came + 1] if came + 1 < len(arrivals) else days + 2
        while gone <= came and departures[gone] + 1 < following:
            free_from = departures[gone] + 1
            gone += 1
        if gone > came:
            total += free_from - begin
            longest_full = max(longest_full, free_from - begin)
    longest_empty = max(longest_empty, days + 1 - free_from)
    print(total, longest_full, longest_empty)


main()
