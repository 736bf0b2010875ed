def common_refrains(song, times, longest):
    digits = [ord(letter) - 96 for letter in song]
    total = 0
    for length in range(1, min(longest, len(song)) + 1):
        counts = {}
        mask = (1 << 5 * length) - 1
        number = 0
        for end, digit in enumerate(digits, 1):
            number = (number << 5 | digit) & mask
            if end >= length:
                counts[number] = counts.get(number, 0) + 1
        total += sum([count >= times for count in counts.values()])
    return total
