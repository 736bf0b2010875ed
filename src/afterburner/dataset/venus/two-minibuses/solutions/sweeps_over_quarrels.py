n, m = map(int, input().split())
quarrels = [tuple(map(int, input().split())) for _ in range(m)]
other_bus = {"A": "B", "B": "A"}
bus = [None] * (n + 1)
possible = True
for singer in range(1, n + 1):
    if bus[singer] is not None:
        continue
    bus[singer] = "A"
    changed = True
    while changed:
        changed = False
        for a, b in quarrels:
            if bus[a] is not None and bus[b] is None:
                bus[b] = other_bus[bus[a]]
                changed = True
            elif bus[b] is not None and bus[a] is None:
                bus[a] = other_bus[bus[b]]
                changed = True
for a, b in quarrels:
    if bus[a] == bus[b]:
        possible = False
print("".join(bus[1:]) if possible else "impossible")
