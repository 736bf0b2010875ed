from string import ascii_lowercase as small, ascii_uppercase as large


def encipher(text, key, width):
    table = str.maketrans(small + large, small[key:] + small[:key] + large[key:] + large[:key])
    shifted = text.translate(table)
    return "".join([shifted[column::width] for column in range(width)])[::-1]
