def even_triples(trees):
    trees = sorted(trees)
    places = {tree: place for place, tree in enumerate(trees)}
    last = trees[-1] if trees else 0
    found = 0
    for i, first in enumerate(trees):
        for j in range(i + 1, len(trees)):
            third = 2 * trees[j] - first
            if third > last:
                break
            if third in places:
                found += 1
    return found
