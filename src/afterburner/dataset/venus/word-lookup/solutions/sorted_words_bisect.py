import re
import sys
from bisect import bisect_left


def main():
    data = sys.stdin.read().split("\n")
    n, q = map(int, data[0].split())
    pairs = []
    for number in range(1, n + 1):
        for word in re.findall("[a-z]+", data[number].lower()):
            pairs.append((word, number))
    pairs.sort()
    distinct = 0
    previous = None
    for word, _ in pairs:
        if word != previous:
            distinct += 1
            previous = word
    out = [str(distinct)]
    for query in data[n + 1 : n + 1 + q]:
        query = query.strip().lower()
        left = bisect_left(pairs, (query, 0))
        right = bisect_left(pairs, (query, n + 1))
        if left == right:
            out.append(query + " 0 -")
        else:
            out.append(f"{query} {right - left} {pairs[left][1]}")
    print("\n".join(out))


main()
