def count(limit, digits):
    """Numbers from 0 to limit with this digit sum that it divides."""
    text = str(limit)
    states = {}  # (sum, remainder) of prefixes below the one of the limit: how many
    tight_sum = tight_rest = 0
    for place, char in enumerate(text):
        most = digits - 9 * (len(text) - 1 - place)  # the sum that has to be reached by now
        grown = {}
        for (total, rest), ways in states.items():
            rest *= 10
            for digit in range(max(0, most - total), min(9, digits - total) + 1):
                key = (total + digit, (rest + digit) % digits)
                grown[key] = grown.get(key, 0) + ways
        for digit in range(int(char)):
            if most <= tight_sum + digit <= digits:
                key = (tight_sum + digit, (10 * tight_rest + digit) % digits)
                grown[key] = grown.get(key, 0) + 1
        tight_sum += int(char)
        tight_rest = (10 * tight_rest + int(char)) % digits
        states = grown
    return states.get((digits, 0), 0) + (tight_sum == digits and tight_rest == 0)


a, b = map(int, input().split())
print(sum(count(b, digits) - count(a - 1, digits) for digits in range(1, 55)))
