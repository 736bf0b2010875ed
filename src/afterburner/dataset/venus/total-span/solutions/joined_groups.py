def total_of_maxima(values):
    n = len(values)
    parent = list(range(n))
    size = [0] * n

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    total = 0
    for i in sorted(range(n), key=values.__getitem__):
        left = root(i - 1) if i and size[i - 1] else None
        right = root(i + 1) if i + 1 < n and size[i + 1] else None
        left_size = 0 if left is None else size[left]
        right_size = 0 if right is None else size[right]
        total += values[i] * (left_size + 1) * (right_size + 1)
        # The largest of the three groups takes in the others.
        size[i] = joined = left_size + 1 + right_size
        top = i
        if left is not None and left_size >= right_size:
            top = left
        elif right is not None:
            top = right
        for other in (i, left, right):
            if other is not None:
                parent[other] = top
        size[top] = joined
    return total


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
