def main():
    days, n = map(int, input().split())
    for _ in range(n):
        first, last = map(int, input().split())
        # TODO: note the stay

    # TODO: print the three numbers


main()
