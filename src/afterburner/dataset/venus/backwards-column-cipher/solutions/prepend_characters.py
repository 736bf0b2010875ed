def shift(ch, key):
    if "a" <= ch <= "z":
        return chr((ord(ch) - ord("a") + key) % 26 + ord("a"))
    if "A" <= ch <= "Z":
        return chr((ord(ch) - ord("A") + key) % 26 + ord("A"))
    return ch


def encipher(text, key, width):
    result = ""
    for column in range(width):
        for position in range(column, len(text), width):
            ch = shift(text[position], key)
            result = ch + result
    return result
