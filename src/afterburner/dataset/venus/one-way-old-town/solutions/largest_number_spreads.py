def streets_to_add(n, streets):
    part = [-1] * n
    rest = [(a, b) for a, b in streets if a != b]
    squares = list(range(n))
    while squares:
        # The largest number of the squares from which one gets here.
        label = list(range(n))
        behind = {}
        ahead = {}
        for a, b in rest:
            behind.setdefault(b, []).append(a)
            ahead.setdefault(a, []).append(b)
        stack = squares[:]
        while stack:
            square = stack.pop()
            for other in ahead.get(square, ()):
                if label[other] < label[square]:
                    label[other] = label[square]
                    stack.append(other)
        # What has a root's label and leads to the root is the root's part.
        for root in squares:
            if label[root] != root:
                continue
            part[root] = root
            stack = [root]
            while stack:
                for other in behind.get(stack.pop(), ()):
                    if part[other] < 0 and label[other] == root:
                        part[other] = root
                        stack.append(other)
        squares = [square for square in squares if part[square] < 0]
        rest = [(a, b) for a, b in rest if part[a] < 0 and part[b] < 0 and label[a] == label[b]]
    names = set(part)
    if len(names) == 1:
        return 0
    exits = {part[a] for a, b in streets if part[a] != part[b]}
    entries = {part[b] for a, b in streets if part[a] != part[b]}
    return max(len(names - exits), len(names - entries))
