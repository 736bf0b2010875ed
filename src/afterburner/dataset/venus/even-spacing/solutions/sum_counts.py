def even_triples(trees):
    sums = {}
    for i, first in enumerate(trees):
        for second in trees[:i]:
            total = first + second
            sums[total] = sums.get(total, 0) + 1
    return sum([sums.get(2 * tree, 0) for tree in trees])
