import re


def written_out(row):
    return "".join([letter * int(number) for number, letter in re.findall(r"(\d+)(\w)", row)])


print(sum(a != b for a, b in zip(written_out(input()), written_out(input()))))
