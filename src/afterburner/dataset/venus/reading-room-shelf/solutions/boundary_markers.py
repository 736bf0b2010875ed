def cellar_walks(requests, sizes):
    steps = sorted(set(sizes))
    hits = [0] * (len(steps) + 1)  # hits[j]: served by the shelf of steps[j], but by no smaller one
    last_held = [None] * len(steps)  # last_held[j]: the book at place steps[j] in the order of last use
    level = {}  # the smallest shelf that holds the book
    before, after = {}, {}
    newest = object()  # stands before the book that was used last
    after[newest] = None
    known = 0
    full = 0  # number of shelves with a book at their last place
    for book in requests:
        if book in level:
            found = level[book]
            hits[found] += 1
            if after[newest] == book:
                continue
        else:
            found = full
            known += 1
        # The book comes to the front: each shelf that did not hold it passes its last book on.
        for j in range(found):
            moved = last_held[j]
            level[moved] = j + 1
            last_held[j] = before[moved]
        if found < full and last_held[found] == book:
            last_held[found] = before[book]
        if book in level:
            left, right = before[book], after[book]
            after[left] = right
            if right is not None:
                before[right] = left
        right = after[newest]
        after[newest] = book
        before[book], after[book] = newest, right
        if right is not None:
            before[right] = book
        new = book not in level
        level[book] = 0
        for j in range(full):
            if last_held[j] is newest:
                last_held[j] = book  # a shelf for one book
        if new and full < len(steps) and known == steps[full]:
            # The shelf is full for the first time: its last book is the one used longest ago.
            last = book
            while after[last] is not None:
                last = after[last]
            last_held[full] = last
            full += 1
    walks_of = {}
    served = 0
    for j, size in enumerate(steps):
        served += hits[j]
        walks_of[size] = len(requests) - served
    return [walks_of[size] for size in sizes]
