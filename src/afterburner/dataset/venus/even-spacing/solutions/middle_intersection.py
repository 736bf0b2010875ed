def even_triples(trees):
    trees = sorted(trees)
    later = set(trees)
    found = 0
    for j, middle in enumerate(trees):
        later.remove(middle)
        twice = 2 * middle
        mirrored = {twice - tree for tree in trees[:j]}
        found += len(mirrored & later)
    return found
