def common_refrains(song, times, longest):
    total = 0
    refrains = [range(len(song))] if times <= len(song) else []
    for length in range(longest):
        longer = []
        for starts in refrains:
            by_letter = {}
            for start in starts:
                if start + length < len(song):
                    by_letter.setdefault(song[start + length], []).append(start)
            longer += [places for places in by_letter.values() if len(places) >= times]
        total += len(longer)
        refrains = longer
    return total
