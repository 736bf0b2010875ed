from collections import defaultdict

n = int(input())
children = defaultdict(list)
for relay, parent in enumerate(input().split()):
    children[int(parent)].append(relay)
delays = [int(word) for word in input().split()]

times = [0] * n
stack = [(children[-1][0], 0)]
while stack:
    relay, start = stack.pop()
    times[relay] = start + delays[relay]
    for child in children[relay]:
        stack.append((child, times[relay]))
print(*times, sep="\n")
