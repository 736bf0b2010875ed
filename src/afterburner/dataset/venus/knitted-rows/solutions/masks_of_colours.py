import re


def written_out(row):
    return "".join([letter * int(number) for number, letter in re.findall(r"(\d+)([a-z])", row)])


def main():
    first, second = written_out(input()), written_out(input())
    same = 0
    for colour in set(first) & set(second):
        only = str.maketrans({letter: "01"[letter == colour] for letter in set(first + second)})
        mask = int(first.translate(only), 2) & int(second.translate(only), 2)
        same += mask.bit_count()
    print(len(first) - same)


main()
