def main():
    n = int(input())
    weights = list(map(int, input().split()))
    # TODO: print the smallest difference of two crews of n / 2 rowers, the first two rowers apart


main()
