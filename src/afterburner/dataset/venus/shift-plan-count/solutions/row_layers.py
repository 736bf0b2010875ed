from collections import defaultdict


class Roster:
    def count_plans(self, plan):
        n = len(plan)
        # Bit j * n + station - 1: the column j has the station.
        fixed = [sum(1 << j * n + s - 1 for j, s in enumerate(row) if s) for row in plan]
        everything = sum(fixed)
        layer = {0: 1}
        for i, row in enumerate(plan):
            below = everything & ~fixed[i]
            everything = below
            options = self.rows(row, n)
            after = defaultdict(int)
            for used, ways in layer.items():
                taken = used | below
                for option in options:
                    if not option & taken:
                        after[used | option] += ways
            layer = after
        return sum(layer.values())

    def rows(self, row, n):
        found = [(0, sum(1 << station - 1 for station in row if station))]
        for j, station in enumerate(row):
            if station:
                found = [(bits | 1 << j * n + station - 1, used) for bits, used in found]
            else:
                found = [
                    (bits | 1 << j * n + s, used | 1 << s) for bits, used in found for s in range(n) if not used >> s & 1
                ]
        return [bits for bits, _ in found]
