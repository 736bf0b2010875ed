import re
import sys


def main():
    days, n = map(int, sys.stdin.readline().split())
    stays = [tuple(map(int, line.split())) for line in sys.stdin]
    stays.sort()
    # Short pieces first, then neighbouring pieces are combined: no long number is changed over and over.
    piece = 1 << 16
    numbers = [0] * (days // piece + 1)
    for first, last in stays:
        first -= 1
        for k in range(first // piece, (last - 1) // piece + 1):
            low = max(first - k * piece, 0)
            high = min(last - k * piece, piece)
            numbers[k] |= (1 << high) - (1 << low)
    total = 0
    longest = [0, 0]
    run = 0
    kind = "0"
    for k, number in enumerate(numbers):
        width = min(piece, days - k * piece)
        total += number.bit_count()
        if width <= 0:
            break
        text = format(number, "b").zfill(width)[::-1]
        for match in re.finditer("0+|1+", text):
            length = match.end() - match.start()
            if text[match.start()] != kind:
                run = 0
                kind = text[match.start()]
            run += length
            longest[int(kind)] = max(longest[int(kind)], run)
    print(total, longest[1], longest[0])


main()
