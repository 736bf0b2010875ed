def strokes(line, wish):
    # shortest[k]: least letters of wish that hold k letters in common with the part of line seen so far.
    shortest = [0]
    for letter in line:
        grown = shortest[-1]
        for k in range(len(shortest) - 1, 0, -1):
            end = wish.find(letter, shortest[k - 1], shortest[k] - 1) + 1
            if end:
                shortest[k] = end
        end = wish.find(letter, grown) + 1
        if end:
            shortest.append(end)
    return len(line) + len(wish) - 2 * (len(shortest) - 1)


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
