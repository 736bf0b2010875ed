def strokes(line, wish):
    places = {}
    bit = 1
    for letter in wish:
        places[letter] = places.get(letter, 0) | bit
        bit <<= 1
    full = bit - 1
    flat = full
    for letter in line:
        matches = flat & places.get(letter, 0)
        flat = (flat + matches | flat - matches) & full
    kept = len(wish) - flat.bit_count()
    return len(line) + len(wish) - 2 * kept


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
