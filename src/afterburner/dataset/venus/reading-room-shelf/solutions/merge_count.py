def cellar_walks(requests, sizes):
    n = len(requests)
    # earlier[i]: the last request of the same book before i, or -1. A later request j in the stretch after
    # earlier[i] asks for a book again that was asked for in it if earlier[i] < earlier[j].
    earlier = []
    last_use = {}
    for time, book in enumerate(requests):
        earlier.append(last_use.get(book, -1))
        last_use[book] = time
    repeats = [0] * n  # repeats[i]: how many j < i have earlier[i] < earlier[j]

    def sort(times):
        """Return the times by falling `earlier`, and count the pairs inside."""
        if len(times) < 2:
            return times
        middle = len(times) // 2
        left, right = sort(times[:middle]), sort(times[middle:])
        merged = []
        i = 0
        for time in right:
            bound = earlier[time]
            while i < len(left) and earlier[left[i]] > bound:
                merged.append(left[i])
                i += 1
            repeats[time] += i
            merged.append(time)
        merged += left[i:]
        return merged

    sort(list(range(n)))
    served_from = [0] * (n + 2)
    for time, use in enumerate(earlier):
        if use >= 0:
            served_from[time - use - repeats[time]] += 1
    for size in range(1, n + 1):
        served_from[size] += served_from[size - 1]
    return [n - served_from[min(size, n)] for size in sizes]
