def encipher(text, key, width):
    small = "abcdefghijklmnopqrstuvwxyz"
    large = small.upper()
    shifted = ""
    for ch in text:
        if ch in small:
            shifted += small[(small.index(ch) + key) % 26]
        elif ch in large:
            shifted += large[(large.index(ch) + key) % 26]
        else:
            shifted += ch
    columns = ""
    for column in range(width):
        position = column
        while position < len(shifted):
            columns += shifted[position]
            position += width
    backwards = ""
    for i in range(len(columns) - 1, -1, -1):
        backwards += columns[i]
    return backwards
