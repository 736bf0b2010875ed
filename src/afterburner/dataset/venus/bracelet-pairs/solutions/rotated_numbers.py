from collections import Counter


def bracelet_pairs(bracelets):
    names = Counter()
    for bracelet in bracelets:
        number = 0
        for letter in bracelet:
            number = number << 5 | ord(letter) - 96
        top = 5 * (len(bracelet) - 1)
        least = number
        for _ in range(len(bracelet) - 1):
            number = number >> 5 | (number & 31) << top
            if number < least:
                least = number
        names[least] += 1
    return sum(count * (count - 1) // 2 for count in names.values())
