def finish_time(durations, rules):
    n = len(durations)
    earlier = [[] for _ in range(n)]
    for a, b in rules:
        earlier[b].append(a)
    state = bytearray(n)  # 0 new, 1 on the current way, 2 done
    order = []
    for root in range(n):
        if state[root]:
            continue
        stack = [root]
        while stack:
            job = stack[-1]
            if state[job] == 0:
                state[job] = 1
                for other in earlier[job]:
                    if state[other] == 1:
                        return -1
                    if state[other] == 0:
                        stack.append(other)
            else:
                stack.pop()
                if state[job] == 1:
                    state[job] = 2
                    order.append(job)
    finish = [0] * n
    for job in order:
        finish[job] = durations[job] + max([finish[other] for other in earlier[job]], default=0)
    return max(finish)
