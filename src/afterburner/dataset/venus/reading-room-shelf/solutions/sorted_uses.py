from bisect import bisect_left, bisect_right


def cellar_walks(requests, sizes):
    uses = []  # sorted, since the newest is always the largest
    last_use = {}
    needed = []
    for time, book in enumerate(requests):
        if book in last_use:
            place = bisect_left(uses, last_use[book])
            needed.append(len(uses) - place)
            del uses[place]
        uses.append(time)
        last_use[book] = time
    needed.sort()
    return [len(requests) - bisect_right(needed, size) for size in sizes]
