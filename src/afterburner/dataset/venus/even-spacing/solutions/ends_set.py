from itertools import combinations


def even_triples(trees):
    doubled = {2 * tree for tree in trees}
    found = 0
    for left, right in combinations(trees, 2):
        if left + right in doubled:
            found += 1
    return found
