def steepest_stretches(n, trails, trips):
    result = [0] * len(trips)
    members = [[hut] for hut in range(n)]
    waiting = [set() for _ in range(n)]
    for number, (start, end) in enumerate(trips):
        if start != end:
            waiting[start].add(number)
            waiting[end].add(number)
    group = list(range(n))
    for a, b, grade in sorted(trails, key=lambda trail: trail[2]):
        a, b = group[a], group[b]
        if len(members[a]) + len(waiting[a]) > len(members[b]) + len(waiting[b]):
            a, b = b, a
        for hut in members[a]:
            group[hut] = b
        members[b] += members[a]
        here = waiting[b]
        for number in waiting[a]:
            # A trip that waits in both groups has just been linked.
            if number in here:
                result[number] = grade
                here.remove(number)
            else:
                here.add(number)
        members[a] = waiting[a] = ()
    return result
