class Solution:
    def repeat_report(self, log):
        repeated = []
        for item in log:
            if log.count(item) > 1:
                if item not in repeated:
                    repeated.append(item)

        first = None
        seen = set()
        for item in log:
            if item in seen:
                first = item
                break
            seen.add(item)

        return [first, len(repeated)]
