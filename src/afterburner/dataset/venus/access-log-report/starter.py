import sys


def main():
    top = int(input())
    for line in sys.stdin:
        # TODO: take the line apart, count, and print the report at the end
        pass


main()
