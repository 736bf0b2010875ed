class Solution:
    def repeat_report(self, log):
        counts = {}
        first = None
        for item in log:
            counts[item] = counts.get(item, 0) + 1
            if first is None and counts[item] == 2:
                first = item
        repeated = 0
        for item in counts:
            if counts[item] >= 2:
                repeated += 1
        return [first, repeated]
