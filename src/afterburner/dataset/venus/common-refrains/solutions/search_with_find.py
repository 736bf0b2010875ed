def occurs(song, piece, times):
    place = song.find(piece)
    while place >= 0 and times > 1:
        place = song.find(piece, place + 1)
        times -= 1
    return place >= 0


def common_refrains(song, times, longest):
    total = 0
    for start in range(len(song)):
        low, high = 0, min(longest, len(song) - start)
        while low < high:
            middle = (low + high + 1) // 2
            if occurs(song, song[start : start + middle], times):
                low = middle
            else:
                high = middle - 1
        often = low
        low, high = 0, often
        while low < high:
            middle = (low + high + 1) // 2
            if song.find(song[start : start + middle], 0, start + middle - 1) >= 0:
                low = middle
            else:
                high = middle - 1
        total += often - low
    return total
