def ribbon_readings(ribbon, words):
    different = []
    for word in words:
        if word not in different:
            different.append(word)
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start in range(len(ribbon)):
        if ways[start] == 0:
            continue
        for word in different:
            if ribbon.startswith(word, start):
                end = start + len(word)
                ways[end] = (ways[end] + ways[start]) % 1_000_000_007
    return ways[-1]
