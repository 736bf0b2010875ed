def ribbon_readings(ribbon, words):
    places = dict.fromkeys("".join(words), 0)
    for letter in places:
        marks = "".join(["1" if other == letter else "0" for other in reversed(ribbon)])
        places[letter] = int(marks or "0", 2)
    lengths_at = [[] for _ in range(len(ribbon) + 1)]
    for word in set(words):
        ends = (1 << len(ribbon)) - 1
        for letter in word:
            ends = (ends & places[letter]) << 1
            if ends == 0:
                break
        while ends:
            lowest = ends & -ends
            lengths_at[lowest.bit_length() - 1].append(len(word))
            ends ^= lowest
    ways = [1]
    for end in range(1, len(ribbon) + 1):
        ways.append(sum([ways[end - length] for length in lengths_at[end]]) % 1_000_000_007)
    return ways[-1]
