def encipher(text, key, width):
    table = bytearray(range(256))
    for base in (65, 97):
        for i in range(26):
            table[base + i] = base + (i + key) % 26
    shifted = text.encode("ascii").translate(table)
    end = len(shifted)
    result = bytearray(end)
    for column in range(min(width, end)):
        part = shifted[column::width]
        # written backwards, from the end of the result to its front
        result[end - len(part) : end] = part[::-1]
        end -= len(part)
    return result.decode("ascii")
