def heaviest_lorry(n, roads):
    parent = [None] * n
    carries = [0] * n  # limit of the road to the parent

    def chain(village):
        found = [village]
        while parent[village] is not None:
            village = parent[village]
            found.append(village)
        return found

    for a, b, limit in roads:
        if a == b:
            continue
        up_a, up_b = chain(a), chain(b)
        if up_a[-1] == up_b[-1]:
            while up_a and up_b and up_a[-1] == up_b[-1]:  # what is above the circle
                up_a.pop()
                up_b.pop()
            weakest = min(up_a + up_b, key=carries.__getitem__)
            if carries[weakest] >= limit:
                continue
            if weakest in up_a:
                a, b, up_b = b, a, up_a
            turned = up_b[: up_b.index(weakest) + 1]
        else:
            turned = up_b
        # Turn the ways from b to the cut (or to b's root) round and hang b below a.
        above, above_limit = a, limit
        for village in turned:
            carries[village], above_limit = above_limit, carries[village]
            parent[village], above = above, village
    if parent.count(None) > 1:
        return -1
    return min(carries[village] for village in range(n) if parent[village] is not None)
