def ribbon_readings(ribbon, words):
    root = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node["end"] = True
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start in range(len(ribbon)):
        count = ways[start] % 1_000_000_007
        if count == 0:
            continue
        node = root
        for end in range(start, len(ribbon)):
            node = node.get(ribbon[end])
            if node is None:
                break
            if "end" in node:
                ways[end + 1] += count
    return ways[-1] % 1_000_000_007
