import sys


def find_primes(n):
    primes = []
    for number in range(2, n + 1):
        for p in primes:
            if p * p > number:
                primes.append(number)
                break
            if number % p == 0:
                break
        else:
            primes.append(number)
    return primes


def first_greater(primes, value):
    low, high = 0, len(primes)
    while low < high:
        middle = (low + high) // 2
        if primes[middle] <= value:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    n, q = map(int, sys.stdin.readline().split())
    primes = find_primes(n)
    for _ in range(q):
        a, b = map(int, sys.stdin.readline().split())
        left = first_greater(primes, a - 1)
        right = first_greater(primes, b)
        print(right - left, primes[right - 1] if right > left else 0)


main()
