def main():
    n = int(input())
    for _ in range(n):
        tid, item, direction, quantity = input().split(",")
        # TODO: skip duplicates, refuse what is too much, book the rest

    # TODO: print the three counts and the balances


main()
