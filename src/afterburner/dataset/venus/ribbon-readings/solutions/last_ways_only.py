def ribbon_readings(ribbon, words):
    longest = max(map(len, words), default=0) + 1
    of_length = [None] * longest
    for word in words:
        if of_length[len(word)] is None:
            of_length[len(word)] = set()
        of_length[len(word)].add(word)
    filled = [(length, of_length[length]) for length in range(longest) if of_length[length]]
    ring = [0] * longest
    ring[0] = 1
    for end in range(1, len(ribbon) + 1):
        total = 0
        for length, group in filled:
            count = ring[(end - length) % longest]
            if count and end >= length and ribbon[end - length:end] in group:
                total += count
        ring[end % longest] = total % 1_000_000_007
    return ring[len(ribbon) % longest]
