from collections import Counter


def common_refrains(song, times, longest):
    numbers = [0] * len(song)  # of the piece of the length so far that starts there
    total = 0
    for length in range(1, min(longest, len(song)) + 1):
        number_of = {}
        pairs = zip(numbers, song[length - 1 :])
        numbers = [number_of.setdefault(pair, len(number_of)) for pair in pairs]
        often = sum(count >= times for count in Counter(numbers).values())
        if often == 0:
            break
        total += often
    return total
