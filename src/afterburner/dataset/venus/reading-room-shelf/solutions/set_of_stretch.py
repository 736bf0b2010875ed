from bisect import bisect_right


def cellar_walks(requests, sizes):
    last_use = {}
    needed = []
    for time, book in enumerate(requests):
        if book in last_use:
            needed.append(len(set(requests[last_use[book]:time])))
        last_use[book] = time
    needed.sort()
    return [len(requests) - bisect_right(needed, size) for size in sizes]
