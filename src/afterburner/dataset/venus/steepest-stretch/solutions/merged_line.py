def steepest_stretches(n, trails, trips):
    parent = list(range(n))
    last = list(range(n))  # of each root, which is the first of its line
    following = [-1] * n
    joint = [0] * n  # grade between a hut and the one that follows it in the line
    order = sorted(range(n - 1), key=[trail[2] for trail in trails].__getitem__)
    for index in order:
        a, b, grade = trails[index]
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        following[last[a]] = b
        joint[last[a]] = grade
        last[a] = last[b]
        parent[b] = a
    # The steepest trail between two huts is the steepest joint between them in the line.
    place = [0] * n
    joints = []
    hut = next(root for root in range(n) if parent[root] == root)
    while hut >= 0:
        place[hut] = len(joints)
        joints.append(joint[hut])
        hut = following[hut]
    tables = [joints]
    width = 1
    while 2 * width < n:
        before = tables[-1]
        tables.append([x if x > y else y for x, y in zip(before, before[width:])])
        width *= 2
    result = []
    for a, b in trips:
        a, b = place[a], place[b]
        if a > b:
            a, b = b, a
        if a == b:
            result.append(0)
            continue
        level = (b - a).bit_length() - 1
        table = tables[level]
        left, right = table[a], table[b - (1 << level)]
        result.append(left if left > right else right)
    return result
