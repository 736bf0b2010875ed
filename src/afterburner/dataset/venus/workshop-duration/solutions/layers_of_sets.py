def finish_time(durations, rules):
    missing = {job: set() for job in range(len(durations))}
    later = {job: set() for job in range(len(durations))}
    for a, b in rules:
        missing[b].add(a)
        later[a].add(b)
    finish = {}
    layer = {job for job, others in missing.items() if not others}
    start = dict.fromkeys(missing, 0)
    while layer:
        following = set()
        for job in layer:
            finish[job] = start[job] + durations[job]
            for other in later[job]:
                missing[other].discard(job)
                start[other] = max(start[other], finish[job])
                if not missing[other]:
                    following.add(other)
        layer = following
    return max(finish.values()) if len(finish) == len(durations) else -1
