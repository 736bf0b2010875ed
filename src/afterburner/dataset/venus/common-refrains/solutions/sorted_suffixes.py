from os.path import commonprefix


def common_refrains(song, times, longest):
    suffixes = sorted([song[start : start + longest] for start in range(len(song))])
    total = 0
    before = 0
    for first in range(len(suffixes) - times + 1):
        # All suffixes between two sorted ones begin with what the two have in common.
        shared = len(commonprefix((suffixes[first], suffixes[first + times - 1])))
        if first:
            before = len(commonprefix((suffixes[first - 1], suffixes[first + times - 1])))
        total += shared - before
    return total
