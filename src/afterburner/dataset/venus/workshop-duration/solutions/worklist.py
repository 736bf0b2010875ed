from collections import deque


def finish_time(durations, rules):
    n = len(durations)
    # Scaled so that every job counts at least 1: then going round a circle always moves a finish.
    lengths = [duration * (n + 1) + 1 for duration in durations]
    later = [[] for _ in range(n)]
    for a, b in rules:
        later[a].append(b)
    finish = lengths[:]
    before = [0] * n  # how many jobs stand on the chain behind the finish
    queue = deque(range(n))
    queued = [True] * n
    while queue:
        job = queue.popleft()
        queued[job] = False
        for other in later[job]:
            moved = finish[job] + lengths[other]
            if moved > finish[other]:
                before[other] = before[job] + 1
                if before[other] >= n:
                    return -1
                finish[other] = moved
                if not queued[other]:
                    queued[other] = True
                    queue.append(other)
    return max(finish) // (n + 1)
