import random


def count_walks(climbs, low, high):
    rng = random.Random(5)
    # Node 0 is the empty tree.
    values, ranks, sizes, lefts, rights = [0], [2.0], [0], [0], [0]

    def split(node, value):
        """Cut a tree into the values below this one and the rest."""
        if not node:
            return 0, 0
        if values[node] < value:
            rights[node], rest = split(rights[node], value)
            sizes[node] = sizes[lefts[node]] + 1 + sizes[rights[node]]
            return node, rest
        below, lefts[node] = split(lefts[node], value)
        sizes[node] = sizes[lefts[node]] + 1 + sizes[rights[node]]
        return below, node

    def insert(node, new):
        if ranks[new] < ranks[node]:
            lefts[new], rights[new] = split(node, values[new])
            node = new
        elif values[new] <= values[node]:
            lefts[node] = insert(lefts[node], new)
        else:
            rights[node] = insert(rights[node], new)
        sizes[node] = sizes[lefts[node]] + 1 + sizes[rights[node]]
        return node

    def below(node, value):
        count = 0
        while node:
            if values[node] < value:
                count += sizes[lefts[node]] + 1
                node = rights[node]
            else:
                node = lefts[node]
        return count

    root = height = count = 0
    for climb in [0, *climbs]:
        height += climb
        count += below(root, height - low + 1) - below(root, height - high)
        for column, entry in ((values, height), (ranks, rng.random()), (sizes, 1), (lefts, 0), (rights, 0)):
            column.append(entry)
        root = insert(root, len(values) - 1)
    return count
