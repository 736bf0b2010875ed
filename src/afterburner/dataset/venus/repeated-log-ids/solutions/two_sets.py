class Solution:
    def repeat_report(self, log):
        seen = set()
        repeated = set()
        first = None
        for item in log:
            if item not in seen:
                seen.add(item)
            else:
                if not repeated:
                    first = item
                repeated.add(item)
        return [first, len(repeated)]
