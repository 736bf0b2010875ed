def encipher(text, key, width):
    def shifted(position):
        code = ord(text[position])
        for base in (65, 97):
            if base <= code < base + 26:
                code = base + (code - base + key) % 26
                break
        return chr(code)

    order = sorted(range(len(text)), key=lambda position: (position % width, position), reverse=True)
    return "".join(shifted(position) for position in order)
