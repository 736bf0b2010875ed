def finish_time(durations, rules):
    n = len(durations)
    later = [[] for _ in range(n)]
    missing = [0] * n
    for a, b in rules:
        later[a].append(b)
        missing[b] += 1
    start = [0] * n
    ready = [job for job in range(n) if not missing[job]]
    done = 0
    latest = 0
    while ready:
        job = ready.pop()
        done += 1
        finish = start[job] + durations[job]
        if finish > latest:
            latest = finish
        for other in later[job]:
            if finish > start[other]:
                start[other] = finish
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    return latest if done == n else -1
