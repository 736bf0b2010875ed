import sys
from array import array


def main():
    n, q = map(int, sys.stdin.readline().split())
    smallest = array("i", [0]) * (n + 1)
    totals = array("i", [0]) * (n + 1)
    primes = []
    for number in range(2, n + 1):
        if smallest[number] == 0:
            smallest[number] = number
            primes.append(number)
        totals[number] = len(primes)
        limit = smallest[number]
        for p in primes:
            if p > limit or p * number > n:
                break
            smallest[p * number] = p
    for _ in range(q):
        a, b = map(int, sys.stdin.readline().split())
        count = totals[b] - totals[a - 1]
        print(count, primes[totals[b] - 1] if count else 0)


main()
