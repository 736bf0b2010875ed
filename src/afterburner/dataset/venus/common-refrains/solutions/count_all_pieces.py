def common_refrains(song, times, longest):
    counts = {}
    for start in range(len(song)):
        for end in range(start + 1, min(start + longest, len(song)) + 1):
            piece = song[start:end]
            counts[piece] = counts.get(piece, 0) + 1
    return sum(1 for count in counts.values() if count >= times)
