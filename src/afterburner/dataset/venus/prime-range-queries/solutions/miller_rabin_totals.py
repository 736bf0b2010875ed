import sys


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7):
        if n % p == 0:
            return n == p
    d = n - 1
    twos = 0
    while d % 2 == 0:
        d //= 2
        twos += 1
    # These bases decide every n below 3 215 031 751.
    for base in (2, 3, 5, 7):
        x = pow(base, d, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def main():
    lines = sys.stdin.read().splitlines()
    n, q = map(int, lines[0].split())
    totals = [0] * (n + 1)
    previous = [0] * (n + 1)
    for number in range(1, n + 1):
        if is_prime(number):
            totals[number] = totals[number - 1] + 1
            previous[number] = number
        else:
            totals[number] = totals[number - 1]
            previous[number] = previous[number - 1]
    for line in lines[1 : q + 1]:
        a, b = map(int, line.split())
        count = totals[b] - totals[a - 1]
        print(count, previous[b] if count else 0)


main()
