def fewest_starts(n, links):
    """Return the squares of a smallest choice from which everything is reached."""
    seen = bytearray(n)
    starts = []
    for start in range(n):
        if not seen[start]:
            seen[start] = 1
            starts.append(start)
            stack = [start]
            while stack:
                for other in links[stack.pop()]:
                    if not seen[other]:
                        seen[other] = 1
                        stack.append(other)
    # A start reaches nothing of the starts before it that isn't reached anyway, but may be reached by a later one.
    seen = bytearray(n)
    needed = []
    for start in reversed(starts):
        if not seen[start]:
            needed.append(start)
            seen[start] = 1
            stack = [start]
            while stack:
                for other in links[stack.pop()]:
                    if not seen[other]:
                        seen[other] = 1
                        stack.append(other)
    return needed


def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    behind = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
        behind[b].append(a)
    sources = fewest_starts(n, ahead)
    sinks = fewest_starts(n, behind)
    if len(sources) == len(sinks) == 1:
        # One part alone exactly if the single source is also reached from the single sink.
        seen = {sinks[0]}
        stack = [sinks[0]]
        while stack:
            for other in ahead[stack.pop()]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return 0 if sources[0] in seen else 1
    return max(len(sources), len(sinks))
