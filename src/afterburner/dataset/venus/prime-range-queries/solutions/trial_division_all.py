def is_prime(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True


def main():
    n, q = map(int, input().split())
    primes = []
    for number in range(1, n + 1):
        if is_prime(number):
            primes.append(number)
    for _ in range(q):
        a, b = map(int, input().split())
        count = 0
        largest = 0
        for p in primes:
            if a <= p <= b:
                count += 1
                largest = p
        print(count, largest)


main()
