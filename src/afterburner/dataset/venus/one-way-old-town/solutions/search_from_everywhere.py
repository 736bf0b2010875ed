def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
    reached = []
    for start in range(n):
        seen = {start}
        stack = [start]
        while stack:
            for other in ahead[stack.pop()]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        reached.append(seen)
    # A part is named by the smallest square that reaches back.
    part = [min(other for other in reached[square] if square in reached[other]) for square in range(n)]
    parts = set(part)
    if len(parts) == 1:
        return 0
    left = {part[a] for a, b in streets if part[a] != part[b]}
    entered = {part[b] for a, b in streets if part[a] != part[b]}
    return max(len(parts - left), len(parts - entered))
