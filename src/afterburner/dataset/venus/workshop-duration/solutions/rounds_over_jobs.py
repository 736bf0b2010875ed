def finish_time(durations, rules):
    n = len(durations)
    earlier = [[] for _ in range(n)]
    for a, b in rules:
        earlier[b].append(a)
    finish = [None] * n
    waiting = list(range(n))
    while waiting:
        still_waiting = []
        for job in waiting:
            start = 0
            for other in earlier[job]:
                if finish[other] is None:
                    still_waiting.append(job)
                    break
                if finish[other] > start:
                    start = finish[other]
            else:
                finish[job] = start + durations[job]
        if len(still_waiting) == len(waiting):
            return -1
        waiting = still_waiting
    return max(finish)
