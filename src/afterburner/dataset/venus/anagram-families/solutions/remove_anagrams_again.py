from collections import defaultdict


class Solution:
    def first_of_each(self, words):
        groups = defaultdict(list)
        for position, word in enumerate(words):
            groups[tuple(sorted(word))].append(position)
        heads = set(group[0] for group in groups.values())
        return [word for position, word in enumerate(words) if position in heads]
