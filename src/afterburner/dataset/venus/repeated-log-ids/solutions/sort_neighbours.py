class Solution:
    def repeat_report(self, log):
        order = sorted((item, position) for position, item in enumerate(log))
        repeated = 0
        first_position = None
        for i in range(1, len(order)):
            item, position = order[i]
            if order[i - 1][0] != item:
                continue
            if i == 1 or order[i - 2][0] != item:
                # the second appearance of this id
                repeated += 1
                if first_position is None or position < first_position:
                    first_position = position
        first = None if first_position is None else log[first_position]
        return [first, repeated]
