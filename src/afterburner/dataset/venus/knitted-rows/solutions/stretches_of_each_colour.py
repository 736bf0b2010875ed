import re
from collections import defaultdict


def stretches(row):
    result = defaultdict(list)
    place = 0
    for number, letter in re.findall(r"(\d+)([a-z])", row):
        result[letter].append((place, place + int(number)))
        place += int(number)
    return result, place


def in_common(left, right):
    total = i = j = 0
    while i < len(left) and j < len(right):
        low = max(left[i][0], right[j][0])
        high = min(left[i][1], right[j][1])
        if low < high:
            total += high - low
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return total


def main():
    first, length = stretches(input())
    second, _ = stretches(input())
    print(length - sum(in_common(first[colour], second[colour]) for colour in first if colour in second))


main()
