import sys


def finish_time(durations, rules):
    sys.setrecursionlimit(2 * len(durations) + 1000)
    earlier = {}
    for a, b in rules:
        earlier.setdefault(b, []).append(a)
    known = {}

    def finish(job):
        if job in known:
            return known[job]
        known[job] = None  # being worked out
        start = 0
        for other in earlier.get(job, ()):
            other_finish = finish(other)
            if other_finish is None:
                return None
            start = max(start, other_finish)
        known[job] = start + durations[job]
        return known[job]

    latest = 0
    for job in range(len(durations)):
        job_finish = finish(job)
        if job_finish is None:
            return -1
        latest = max(latest, job_finish)
    return latest
