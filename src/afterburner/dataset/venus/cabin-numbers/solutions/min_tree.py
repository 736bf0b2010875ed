def cabins_of(stays):
    n = len(stays)
    size = 1
    while size < n:
        size *= 2
    tree = [0] * (2 * size)  # the earliest day on which a cabin below the node gets free
    cabins = [0] * n
    for guest in sorted(range(n), key=lambda guest: stays[guest][0]):
        arrival, departure = stays[guest]
        node = 1
        while node < size:
            node *= 2
            if tree[node] > arrival:
                node += 1
        cabins[guest] = node - size + 1
        tree[node] = departure
        node //= 2
        while node:
            left, right = tree[2 * node], tree[2 * node + 1]
            tree[node] = left if left < right else right
            node //= 2
    return cabins
