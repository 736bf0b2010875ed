def encipher(text, key, width):
    table = {}
    for start in ("a", "A"):
        for i in range(26):
            table[chr(ord(start) + i)] = chr(ord(start) + (i + key) % 26)
    result = []
    for column in range(width):
        for position in range(column, len(text), width):
            ch = text[position]
            result.append(table.get(ch, ch))
    result.reverse()
    return "".join(result)
