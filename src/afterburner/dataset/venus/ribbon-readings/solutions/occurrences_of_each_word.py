def ribbon_readings(ribbon, words):
    pieces = []
    for word in set(words):
        start = ribbon.find(word)
        while start >= 0:
            pieces.append((start, start + len(word)))
            start = ribbon.find(word, start + 1)
    pieces.sort()
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start, end in pieces:
        if ways[start]:
            ways[end] = (ways[end] + ways[start]) % 1_000_000_007
    return ways[-1]
