import re


def stack_of(row):
    return [[int(number), letter] for number, letter in re.findall(r"(\d+)([a-z])", row)][::-1]


def main():
    first, second = stack_of(input()), stack_of(input())
    different = 0
    while first:
        one, colour = first.pop()
        two, other = second.pop()
        if one > two:
            first.append([one - two, colour])
        elif two > one:
            second.append([two - one, other])
        if colour != other:
            different += min(one, two)
    print(different)


main()
