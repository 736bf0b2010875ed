import heapq


def finish_time(durations, rules):
    later = {}
    missing = {}
    for a, b in rules:
        later.setdefault(a, []).append(b)
        missing[b] = missing.get(b, 0) + 1
    running = [(duration, job) for job, duration in enumerate(durations) if job not in missing]
    heapq.heapify(running)
    now = 0
    done = 0
    while running:
        now, job = heapq.heappop(running)
        done += 1
        for other in later.get(job, ()):
            missing[other] -= 1
            if missing[other] == 0:
                heapq.heappush(running, (now + durations[other], other))
    return now if done == len(durations) else -1
