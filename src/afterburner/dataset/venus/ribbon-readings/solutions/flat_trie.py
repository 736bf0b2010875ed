def ribbon_readings(ribbon, words):
    letters = {letter: index for index, letter in enumerate(sorted(set("".join(words))))}
    width = len(letters)
    child = [0] * width
    is_word = [False]
    for word in words:
        node = 0
        for letter in word:
            slot = node * width + letters[letter]
            if child[slot] == 0:
                child[slot] = len(is_word)
                is_word.append(False)
                child += [0] * width
            node = child[slot]
        is_word[node] = True
    codes = [letters.get(letter, -1) for letter in ribbon]
    codes.append(-1)
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start, count in enumerate(ways):
        if count == 0:
            continue
        count %= 1_000_000_007
        node, end = 0, start
        while codes[end] >= 0:
            node = child[node * width + codes[end]]
            if node == 0:
                break
            end += 1
            if is_word[node]:
                ways[end] += count
    return ways[-1] % 1_000_000_007
