import sys


def ways_to_cut(text):
    sys.setrecursionlimit(len(text) + 1000)
    known = {"": 1}

    def count(rest):
        if rest not in known:
            total = 0
            first = rest[0]
            end = rest.find(first) + 1
            while end:
                if rest[:end] == rest[end - 1 :: -1]:
                    total += count(rest[end:])
                end = rest.find(first, end) + 1
            known[rest] = total % 1_000_000_007
        return known[rest]

    return count(text)


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
