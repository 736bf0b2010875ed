import re


def runs_of(row):
    return [(int(number), letter) for number, letter in re.findall(r"(\d+)([a-z])", row)]


def main():
    first, second = runs_of(input()), runs_of(input())
    others = iter(second)
    left = 0
    different = 0
    for length, letter in first:
        while length:
            if left == 0:
                left, other = next(others)
            step = length if length < left else left
            if letter != other:
                different += step
            length -= step
            left -= step
    print(different)


main()
