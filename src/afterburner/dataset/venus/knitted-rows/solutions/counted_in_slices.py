import re


def main():
    first = input()
    second = "".join([letter * int(number) for number, letter in re.findall(r"(\d+)([a-z])", input())])
    same = 0
    start = 0
    for number, letter in re.findall(r"(\d+)([a-z])", first):
        end = start + int(number)
        same += second.count(letter, start, end)
        start = end
    print(len(second) - same)


main()
