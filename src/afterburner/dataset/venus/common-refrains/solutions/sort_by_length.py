def common_refrains(song, times, longest):
    total = 0
    for length in range(1, min(longest, len(song)) + 1):
        pieces = sorted([song[start : start + length] for start in range(len(song) - length + 1)])
        # A refrain is counted at the last place that still has enough equal pieces behind it.
        enough = [left == right for left, right in zip(pieces, pieces[times - 1 :])]
        goes_on = [left == right for left, right in zip(pieces, pieces[times:])]
        total += sum(enough) - sum(goes_on)
        if not any(enough):
            break
    return total
