from collections import Counter


class Solution:
    def repeat_report(self, log):
        repeated = sum(times > 1 for times in Counter(log).values())
        if not repeated:
            return [None, 0]
        seen = set()
        for item in log:
            if item in seen:
                return [item, repeated]
            seen.add(item)
