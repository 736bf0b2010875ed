from collections import deque
from itertools import accumulate


def finish_time(durations, rules):
    n = len(durations)
    counts = [0] * n
    missing = [0] * n
    for a, b in rules:
        counts[a] += 1
        missing[b] += 1
    ends = list(accumulate(counts))
    begins = ends[:]  # filled from the end of each row
    flat = [0] * len(rules)
    for a, b in rules:
        begins[a] -= 1
        flat[begins[a]] = b
    finish = durations[:]
    queue = deque(job for job in range(n) if missing[job] == 0)
    done = 0
    while queue:
        job = queue.popleft()
        done += 1
        ready_at = finish[job]
        for other in flat[begins[job] : ends[job]]:
            if ready_at + durations[other] > finish[other]:
                finish[other] = ready_at + durations[other]
            missing[other] -= 1
            if missing[other] == 0:
                queue.append(other)
    return max(finish) if done == n else -1
