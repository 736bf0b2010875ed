class Solution:
    def repeat_report(self, log):
        seen = []
        repeated = []
        first = None
        for item in log:
            if item in seen:
                if first is None:
                    first = item
                if item not in repeated:
                    repeated.append(item)
            else:
                seen.append(item)
        return [first, len(repeated)]
