from bisect import bisect_left


def ribbon_readings(ribbon, words):
    ordered = sorted(set(words))
    ways = [0] * (len(ribbon) + 1)
    ways[0] = 1
    for start in range(len(ribbon)):
        count = ways[start] % 1_000_000_007
        if count == 0:
            continue
        low, high = 0, len(ordered)
        end = start
        while low < high and end < len(ribbon):
            end += 1
            piece = ribbon[start:end]
            low = bisect_left(ordered, piece, low, high)
            high = bisect_left(ordered, piece + "{", low, high)  # "{" comes after "z"
            if low < high and ordered[low] == piece:
                ways[end] += count
                low += 1
    return ways[-1] % 1_000_000_007
