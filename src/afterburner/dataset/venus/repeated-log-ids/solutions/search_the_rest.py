class Solution:
    def repeat_report(self, log):
        repeated = set()
        first_position = len(log)
        for i, item in enumerate(log):
            if item in repeated:
                continue
            rest = log[i + 1:]
            if item in rest:
                repeated.add(item)
                first_position = min(first_position, i + 1 + rest.index(item))
        first = log[first_position] if repeated else None
        return [first, len(repeated)]
