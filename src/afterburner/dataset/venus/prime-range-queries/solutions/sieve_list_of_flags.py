def main():
    n, q = map(int, input().split())
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, n + 1):
        if flags[i]:
            for multiple in range(2 * i, n + 1, i):
                flags[multiple] = False
    for _ in range(q):
        a, b = map(int, input().split())
        count = sum(flags[a : b + 1])
        largest = 0
        if count > 0:
            largest = b
            while not flags[largest]:
                largest -= 1
        print(count, largest)


main()
