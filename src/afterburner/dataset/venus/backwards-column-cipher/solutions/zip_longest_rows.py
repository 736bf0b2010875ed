from itertools import zip_longest


def encipher(text, key, width):
    table = {}
    for base in (65, 97):
        for i in range(26):
            table[base + i] = base + (i + key) % 26
    text = text.translate(table)
    rows = [text[i : i + width] for i in range(0, len(text), width)]
    columns = zip_longest(*rows, fillvalue="")
    return "".join(map("".join, columns))[::-1]
