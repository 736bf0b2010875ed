def cellar_walks(requests, sizes):
    n = len(requests)
    # The tree counts the times (from 1 on) that are the last use of a book.
    tree = [0] * (n + 1)
    last_use = {}
    served_from = [0] * (n + 2)
    for time, book in enumerate(requests, 1):
        use = last_use.get(book, 0)
        if use:
            needed = len(last_use) + 1
            i = use
            while i:
                needed -= tree[i]
                i &= i - 1
            served_from[needed] += 1
            i = use
            while i <= n:
                tree[i] -= 1
                i += i & -i
        i = time
        while i <= n:
            tree[i] += 1
            i += i & -i
        last_use[book] = time
    for size in range(1, n + 2):
        served_from[size] += served_from[size - 1]
    return [n - served_from[min(size, n)] for size in sizes]
