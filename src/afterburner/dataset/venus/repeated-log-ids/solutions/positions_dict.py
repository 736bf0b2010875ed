class Solution:
    def repeat_report(self, log):
        positions = {}
        for position, item in enumerate(log):
            positions.setdefault(item, []).append(position)
        second = [places[1] for places in positions.values() if len(places) > 1]
        if not second:
            return [None, 0]
        return [log[min(second)], len(second)]
