def finish_time(durations, rules):
    start = [0] * len(durations)
    waiting = set(range(len(durations)))
    latest = 0
    while waiting:
        blocked = {b for _, b in rules}
        free = waiting - blocked
        if not free:
            return -1
        for job in free:
            latest = max(latest, start[job] + durations[job])
        left = []
        for rule in rules:
            a, b = rule
            if a in free:
                start[b] = max(start[b], start[a] + durations[a])
            else:
                left.append(rule)
        rules = left
        waiting -= free
    return latest
