def common_refrains(song, times, longest):
    places = {}
    for index, letter in enumerate(song):
        places[letter] = places.get(letter, 0) | 1 << index
    total = 0
    stack = [((1 << len(song)) - 1, 0)]
    while stack:
        ends, length = stack.pop()
        shifted = ends << 1 if length else ends
        for of_letter in places.values():
            longer = shifted & of_letter
            if longer and longer.bit_count() >= times:
                total += 1
                if length + 1 < longest:
                    stack.append((longer, length + 1))
    return total
