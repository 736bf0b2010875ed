APART = 512


def main():
    m, a, b, c, x = map(int, input().split())
    time_of = {}
    milestones = []
    v = x
    time = 0
    while True:
        if v in time_of:
            break
        if time % APART == 0:
            time_of[v] = time
            milestones.append(v)
        v = ((a * v + b) * v + c) % m
        time += 1
    loop = time - time_of[v]
    # v is the first milestone inside the loop: the lead-in ends at it or after the milestone before it.
    lead_in = max(0, time_of[v] - APART)
    start = milestones[lead_in // APART]
    ahead = start
    for _ in range(loop):
        ahead = ((a * ahead + b) * ahead + c) % m
    while start != ahead:
        start = ((a * start + b) * start + c) % m
        ahead = ((a * ahead + b) * ahead + c) % m
        lead_in += 1
    print(lead_in, loop)


main()
