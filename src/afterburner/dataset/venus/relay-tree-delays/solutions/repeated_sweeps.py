n = int(input())
parents = list(map(int, input().split()))
delays = list(map(int, input().split()))

times = [None] * n
waiting = list(range(n))
while waiting:
    # one sweep: whoever has a parent with a known time gets a time as well
    later = []
    for relay in waiting:
        parent = parents[relay]
        if parent == -1:
            times[relay] = delays[relay]
        elif times[parent] is not None:
            times[relay] = times[parent] + delays[relay]
        else:
            later.append(relay)
    waiting = later

for time in times:
    print(time)
