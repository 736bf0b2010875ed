import re
import sys
from collections import defaultdict


def main():
    n, q = map(int, sys.stdin.readline().split())
    places = defaultdict(list)
    for number in range(1, n + 1):
        for match in re.finditer("[A-Za-z]+", sys.stdin.readline()):
            places[match.group().lower()].append(number)
    print(len(places))
    for _ in range(q):
        query = sys.stdin.readline().strip().lower()
        lines = places.get(query, [])
        print(query, len(lines), lines[0] if lines else "-")


main()
