def ribbon_readings(ribbon, words):
    root = [False, {}]
    for word in words:
        node = root
        for letter in reversed(word):
            node = node[1].setdefault(letter, [False, {}])
        node[0] = True
    ways = [1]
    for end in range(1, len(ribbon) + 1):
        total = 0
        _, children = root
        start = end
        while start:
            start -= 1
            node = children.get(ribbon[start])
            if node is None:
                break
            is_word, children = node
            if is_word:
                total += ways[start]
        ways.append(total % 1_000_000_007)
    return ways[-1]
