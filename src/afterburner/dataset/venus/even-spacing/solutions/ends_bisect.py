from bisect import bisect_left


def even_triples(trees):
    trees = sorted(trees)
    found = 0
    for k, right in enumerate(trees):
        for i in range(k):
            total = trees[i] + right
            if total % 2 == 0:
                middle = total // 2
                place = bisect_left(trees, middle, i + 1, k)
                if place < k and trees[place] == middle:
                    found += 1
    return found
