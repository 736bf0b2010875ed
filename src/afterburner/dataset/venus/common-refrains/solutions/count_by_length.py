from collections import Counter


def common_refrains(song, times, longest):
    total = 0
    for length in range(1, min(longest, len(song)) + 1):
        counts = Counter([song[start : start + length] for start in range(len(song) - length + 1)])
        often = sum(count >= times for count in counts.values())
        if often == 0:
            break
        total += often
    return total
