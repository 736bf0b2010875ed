import re


def written_out(row):
    return b"".join([letter * int(number) for number, letter in re.findall(rb"(\d+)([a-z])", row)])


first = written_out(input().encode())
second = written_out(input().encode())
mixed = int.from_bytes(first, "big") ^ int.from_bytes(second, "big")
print(len(first) - mixed.to_bytes(len(first), "big").count(0))
