from heapq import nlargest


def common_refrains(song, times, longest):
    n = len(song)
    often = [0] * n
    seen = [0] * n  # longest piece that occurs at a start before this one
    below = [0] * (n + 1)
    for i in range(n - 1, -1, -1):
        letter = song[i]
        row = [below[j + 1] + 1 if song[j] == letter else 0 for j in range(i + 1, n)]
        if times == 1:
            often[i] = n - i
        elif len(row) >= times - 1:
            often[i] = max(row) if times == 2 else nlargest(times - 1, row)[-1]
        for j, common in enumerate(row, i + 1):
            if common > seen[j]:
                seen[j] = common
        below[i + 1 :] = row + [0]
    return sum(max(0, min(longest, most) - before) for most, before in zip(often, seen))
