import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    coins = [0]  # coins[j]: the most coins with j orders accepted, of those seen
    for day, price in sorted(zip(numbers[::2], numbers[1::2])):
        one_more = [coin + price for coin in coins[:day]]
        kept = coins[1:day + 1]
        coins[1:day + 1] = [*map(max, kept, one_more), *one_more[len(kept):]]
    print(coins[-1], n + 1 - len(coins))


main()
