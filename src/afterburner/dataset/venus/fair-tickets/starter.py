def main():
    a, b = map(int, input().split())
    # TODO: print how many numbers from a to b are divisible by the sum of their digits


main()
