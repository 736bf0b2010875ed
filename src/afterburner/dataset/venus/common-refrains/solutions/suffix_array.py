from collections import deque


def sorted_starts(song):
    n = len(song)
    ranks = [ord(letter) for letter in song]
    width = 1
    while True:
        keys = [rank * 65536 + other + 1 for rank, other in zip(ranks, ranks[width:] + [-1] * min(width, n))]
        order = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        ranks = [order[key] for key in keys]
        if len(order) == n:
            break
        width *= 2
    starts = [0] * n
    for start, rank in enumerate(ranks):
        starts[rank] = start
    return starts, ranks


def neighbours_in_common(song, starts, ranks):
    n = len(song)
    common = [0] * n  # of the suffix of this rank and the one before
    k = 0
    for start in range(n):
        rank = ranks[start]
        if rank == 0:
            k = 0
            continue
        other = starts[rank - 1]
        while start + k < n and other + k < n and song[start + k] == song[other + k]:
            k += 1
        common[rank] = k
        if k:
            k -= 1
    return common


def common_refrains(song, times, longest):
    n = len(song)
    if n < times:
        return 0
    starts, ranks = sorted_starts(song)
    common = neighbours_in_common(song, starts, ranks)
    queue = deque()  # ranks whose common letters rise: the first is the least of the window
    total = 0
    for last in range(n):
        first = last - times + 1
        if times > 1 and last:
            while queue and common[queue[-1]] >= common[last]:
                queue.pop()
            queue.append(last)
        while queue and queue[0] <= first:
            queue.popleft()
        if first >= 0:
            shared = n - starts[last] if times == 1 else common[queue[0]]
            before = min(common[first], shared)
            total += max(0, min(shared, longest) - before)
    return total
