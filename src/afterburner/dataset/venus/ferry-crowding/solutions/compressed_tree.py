def fullest_section(n, groups):
    places = {0, n}
    for a, b, _ in groups:
        places.add(a)
        places.add(b + 1)
    places = sorted(places)
    index = {place: i for i, place in enumerate(places)}
    runs = len(places) - 1
    size = 1
    while size < runs:
        size *= 2
    # Per node: the largest load inside, without what was added to the nodes above it.
    most = [0] * (2 * size)
    added = [0] * (2 * size)
    for a, b, p in groups:
        left = index[a] + size
        right = index[b + 1] + size
        touched = (left, right - 1)
        while left < right:
            if left & 1:
                most[left] += p
                added[left] += p
                left += 1
            if right & 1:
                right -= 1
                most[right] += p
                added[right] += p
            left >>= 1
            right >>= 1
        for node in touched:
            node >>= 1
            while node:
                low, high = most[2 * node], most[2 * node + 1]
                most[node] = (low if low > high else high) + added[node]
                node >>= 1

    # Only the way down to the fullest runs is walked.
    first = None
    amount = 0
    stack = [1]
    while stack:
        node = stack.pop()
        if node >= size:
            run = node - size
            if run < runs:
                if first is None:
                    first = places[run]
                amount += places[run + 1] - places[run]
            continue
        inside = most[node] - added[node]
        for child in (2 * node + 1, 2 * node):
            if most[child] == inside:
                stack.append(child)
    if first is None:
        first, amount = 0, n
    return [most[1], first, amount]
