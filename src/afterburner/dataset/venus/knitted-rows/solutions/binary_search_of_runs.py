import re
from bisect import bisect_right
from itertools import accumulate


def main():
    numbers, letters = [], []
    for row in (input(), input()):
        numbers.append([int(number) for number in re.findall(r"\d+", row)])
        letters.append(re.findall(r"[a-z]", row))
    ends = list(accumulate(numbers[1]))
    different = 0
    start = 0
    for length, letter in zip(numbers[0], letters[0]):
        end = start + length
        index = bisect_right(ends, start)
        while start < end:
            stop = min(end, ends[index])
            if letters[1][index] != letter:
                different += stop - start
            start = stop
            index += 1
    print(different)


main()
