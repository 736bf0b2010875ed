def ribbon_readings(ribbon, words):
    known = set(words)
    lengths = sorted({len(word) for word in known})
    readings = {len(ribbon): 1}
    stack = [0]
    while stack:
        start = stack[-1]
        if start in readings:
            stack.pop()
            continue
        ends = [start + length for length in lengths if ribbon[start:start + length] in known]
        # A cut piece at the end of the ribbon may be shorter than its length says.
        ends = [end for end in ends if end <= len(ribbon)]
        missing = [end for end in ends if end not in readings]
        if missing:
            stack += missing
        else:
            readings[start] = sum([readings[end] for end in ends]) % 1_000_000_007
            stack.pop()
    return readings[0]
