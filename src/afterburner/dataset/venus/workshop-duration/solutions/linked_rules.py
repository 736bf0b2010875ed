from array import array


def finish_time(durations, rules):
    n = len(durations)
    first = array("i", [-1]) * n  # the latest rule of each job, chained to the one before
    chain = array("i", bytes(4 * len(rules)))
    target = array("i", bytes(4 * len(rules)))
    missing = array("i", bytes(4 * n))
    for number, (a, b) in enumerate(rules):
        target[number] = b
        chain[number] = first[a]
        first[a] = number
        missing[b] += 1
    order = array("i", (job for job in range(n) if not missing[job]))
    start = array("q", bytes(8 * n))
    latest = 0
    for job in order:  # grows while it is read
        finish = start[job] + durations[job]
        latest = max(latest, finish)
        number = first[job]
        while number >= 0:
            other = target[number]
            if start[other] < finish:
                start[other] = finish
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
            number = chain[number]
    return latest if len(order) == n else -1
