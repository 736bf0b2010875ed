def ribbon_readings(ribbon, words):
    digits = [ord(letter) - 96 for letter in ribbon]
    numbers = {}
    for word in words:
        number = 0
        for letter in word:
            number = number * 27 + ord(letter) - 96
        numbers.setdefault(len(word), set()).add(number)
    starts_at = [[] for _ in range(len(ribbon) + 1)]
    for length, known in numbers.items():
        place = 27 ** length
        number = 0
        for end, digit in enumerate(digits, 1):
            number = (number * 27 + digit) % place
            if number in known and end >= length:
                starts_at[end].append(end - length)
    ways = [1]
    for starts in starts_at[1:]:
        ways.append(sum([ways[start] for start in starts]) % 1_000_000_007)
    return ways[-1]
