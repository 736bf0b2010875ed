from graphlib import CycleError, TopologicalSorter


def finish_time(durations, rules):
    earlier = {job: [] for job in range(len(durations))}
    for a, b in rules:
        earlier[b].append(a)
    finish = {}
    try:
        for job in TopologicalSorter(earlier).static_order():
            finish[job] = durations[job] + max((finish[other] for other in earlier[job]), default=0)
    except CycleError:
        return -1
    return max(finish.values())
