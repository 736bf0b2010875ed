class Solution:
    def repeat_report(self, log):
        reported = {}  # id -> True once it was counted as repeated
        first = None
        repeated = 0
        for item in log:
            state = reported.get(item)
            if state is None:
                reported[item] = False
            elif not state:
                reported[item] = True
                repeated += 1
                if repeated == 1:
                    first = item
        return [first, repeated]
