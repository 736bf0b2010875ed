import re


def written_out(row):
    return "".join([letter * int(number) for number, letter in re.findall(r"(\d+)([a-z])", row)])


def main():
    first, second = written_out(input()), written_out(input())
    different = 0
    stretches = [(0, len(first))]
    while stretches:
        low, high = stretches.pop()
        left, right = first[low:high], second[low:high]
        if left == right:
            continue
        if left == left[0] * len(left) and right == right[0] * len(right):
            different += high - low
        else:
            middle = (low + high) // 2
            stretches.append((low, middle))
            stretches.append((middle, high))
    print(different)


main()
