def shift(ch, key):
    if ch.islower():
        return chr((ord(ch) - 97 + key) % 26 + 97)
    if ch.isupper():
        return chr((ord(ch) - 65 + key) % 26 + 65)
    return ch


def encipher(text, key, width):
    rows = []
    row = []
    for ch in text:
        row.append(shift(ch, key))
        if len(row) == width:
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    result = []
    for column in range(width - 1, -1, -1):
        for r in range(len(rows) - 1, -1, -1):
            if column < len(rows[r]):
                result.append(rows[r][column])
    return "".join(result)
