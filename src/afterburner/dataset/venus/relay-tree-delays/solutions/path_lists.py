n = int(input())
parents = list(map(int, input().split()))
delays = list(map(int, input().split()))

children = [[] for _ in range(n)]
for relay in range(n):
    if parents[relay] == -1:
        hub = relay
    else:
        children[parents[relay]].append(relay)

paths = [None] * n
paths[hub] = [delays[hub]]
todo = [hub]
while todo:
    relay = todo.pop()
    for child in children[relay]:
        paths[child] = paths[relay] + [delays[child]]
        todo.append(child)

for relay in range(n):
    print(sum(paths[relay]))
