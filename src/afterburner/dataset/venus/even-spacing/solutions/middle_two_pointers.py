def even_triples(trees):
    trees = sorted(trees)
    n = len(trees)
    found = 0
    for j in range(1, n - 1):
        twice = 2 * trees[j]
        i = j - 1
        k = j + 1
        while i >= 0 and k < n:
            total = trees[i] + trees[k]
            if total < twice:
                k += 1
            elif total > twice:
                i -= 1
            else:
                found += 1
                i -= 1
                k += 1
    return found
