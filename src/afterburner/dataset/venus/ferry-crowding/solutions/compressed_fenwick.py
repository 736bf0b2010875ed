def fullest_section(n, groups):
    places = {0, n}
    places.update([a for a, _, _ in groups])
    places.update([b + 1 for _, b, _ in groups])
    places = sorted(places)
    index = {place: i for i, place in enumerate(places, 1)}
    count = len(places)
    tree = [0] * (count + 1)

    def add(i, p):
        while i <= count:
            tree[i] += p
            i += i & -i

    for a, b, p in groups:
        add(index[a], p)
        add(index[b + 1], -p)
    best = [-1, 0, 0]
    for i in range(1, count):
        load = 0
        j = i
        while j:
            load += tree[j]
            j &= j - 1
        length = places[i] - places[i - 1]
        if load > best[0]:
            best = [load, places[i - 1], length]
        elif load == best[0]:
            best[2] += length
    return best
