from functools import cache


def count(limit, digits):
    """Numbers below the limit with this digit sum that it divides."""

    @cache
    def endings(length, left, rest):
        """Endings of this length with the digit sum left that bring the remainder rest to 0."""
        if left < 0 or left > 9 * length:
            return 0
        if length == 0:
            return rest == 0
        found = 0
        for digit in range(min(9, left) + 1):
            found += endings(length - 1, left - digit, (10 * rest + digit) % digits)
        return found

    found = 0
    left = digits
    rest = 0
    text = str(limit)
    for place, char in enumerate(text, start=1):
        for digit in range(int(char)):
            found += endings(len(text) - place, left - digit, (10 * rest + digit) % digits)
        left -= int(char)
        rest = (10 * rest + int(char)) % digits
    return found


a, b = map(int, input().split())
print(sum(count(b + 1, digits) - count(a, digits) for digits in range(1, 55)))
