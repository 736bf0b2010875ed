from itertools import groupby


class Solution:
    def repeat_report(self, log):
        repeated = 0
        for _, group in groupby(sorted(log)):
            next(group)
            if next(group, None) is not None:
                repeated += 1
        first = None
        if repeated:
            seen = set()
            for item in log:
                if item in seen:
                    first = item
                    break
                seen.add(item)
        return [first, repeated]
