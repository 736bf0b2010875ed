from itertools import accumulate


def rows_by(keys, values, n):
    """Sort the values by their keys; return them and where each key begins."""
    counts = [0] * (n + 1)
    for key in keys:
        counts[key] += 1
    begins = list(accumulate(counts))
    flat = [0] * len(keys)
    for key, value in zip(keys, values):
        begins[key] -= 1
        flat[begins[key]] = value
    return flat, begins


def streets_to_add(n, streets):
    tails = [street[0] for street in streets]
    heads = [street[1] for street in streets]
    flat, begins = rows_by(tails, heads, n)
    following = begins[:]
    seen = bytearray(n)
    finished = []
    for root in range(n):
        if seen[root]:
            continue
        seen[root] = 1
        stack = [root]
        while stack:
            square = stack[-1]
            position = following[square]
            if position < begins[square + 1]:
                following[square] = position + 1
                other = flat[position]
                if not seen[other]:
                    seen[other] = 1
                    stack.append(other)
            else:
                finished.append(stack.pop())
    flat, begins = rows_by(heads, tails, n)
    part = [-1] * n
    count = 0
    for root in reversed(finished):
        if part[root] >= 0:
            continue
        part[root] = count
        stack = [root]
        while stack:
            square = stack.pop()
            for other in flat[begins[square] : begins[square + 1]]:
                if part[other] < 0:
                    part[other] = count
                    stack.append(other)
        count += 1
    if count == 1:
        return 0
    sink = bytearray(b"\1") * count
    source = bytearray(b"\1") * count
    for a, b in zip(tails, heads):
        if part[a] != part[b]:
            sink[part[a]] = 0
            source[part[b]] = 0
    return max(sum(sink), sum(source))
