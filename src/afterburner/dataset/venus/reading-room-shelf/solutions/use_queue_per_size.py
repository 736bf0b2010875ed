def cellar_walks(requests, sizes):
    result = []
    for size in sizes:
        # The queue of uses is the list of requests itself, from `oldest` on.
        last_use = {}
        oldest = held = walks = 0
        for time, book in enumerate(requests):
            if last_use.get(book, -1) < oldest:
                # Not on the shelf: what was used before `oldest` only has gone.
                walks += 1
                held += 1
            last_use[book] = time
            if held > size:
                while last_use[requests[oldest]] != oldest:
                    oldest += 1
                oldest += 1
                held -= 1
        result.append(walks)
    return result
