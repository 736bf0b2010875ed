def main():
    n, q = map(int, input().split())
    for _ in range(q):
        a, b = map(int, input().split())
        # TODO: print the number of primes from a to b and the largest of them


main()
