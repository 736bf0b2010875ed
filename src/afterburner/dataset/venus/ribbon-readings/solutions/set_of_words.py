def ribbon_readings(ribbon, words):
    known = set(words)
    lengths = sorted({len(word) for word in known})
    ways = [1]
    for end in range(1, len(ribbon) + 1):
        total = 0
        for length in lengths:
            if length > end:
                break
            if ribbon[end - length:end] in known:
                total += ways[end - length]
        ways.append(total % 1_000_000_007)
    return ways[-1]
