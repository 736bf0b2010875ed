def encipher(text, key, width):
    columns = [""] * width
    for position, ch in enumerate(text):
        if ch.isalpha():
            base = 97 if ch >= "a" else 65
            ch = chr((ord(ch) - base + key) % 26 + base)
        columns[position % width] += ch
    return "".join(columns)[::-1]
