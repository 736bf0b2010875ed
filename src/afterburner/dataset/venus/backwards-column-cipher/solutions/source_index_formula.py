def encipher(text, key, width):
    n = len(text)
    full_rows, rest = divmod(n, width)
    # The first `rest` columns have one row more than the others.
    long_part = rest * (full_rows + 1)
    codes = list(range(128))
    for base in (65, 97):
        for i in range(26):
            codes[base + i] = base + (i + key) % 26
    letters = [chr(code) for code in codes]
    out = []
    for target in range(n - 1, -1, -1):
        if target < long_part:
            column, row = divmod(target, full_rows + 1)
        else:
            column, row = divmod(target - long_part, full_rows)
            column += rest
        out.append(letters[ord(text[row * width + column])])
    return "".join(out)
