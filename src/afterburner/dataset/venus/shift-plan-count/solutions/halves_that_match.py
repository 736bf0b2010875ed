from collections import Counter


class Roster:
    def count_plans(self, plan):
        n = len(plan)
        middle = n // 2
        upper = self.halves(plan, range(middle))
        lower = self.halves(plan, range(middle, n))
        everything = (1 << n * n) - 1
        if len(lower) < len(upper):
            upper, lower = lower, upper
        return sum(ways * lower[everything ^ used] for used, ways in upper.items() if everything ^ used in lower)

    def halves(self, plan, people):
        """Return the number of ways by used stations: bit j * n + s - 1 for station s in column j."""
        n = len(plan)
        fixed = sum(1 << j * n + s - 1 for row in plan for j, s in enumerate(row) if s)
        layer = Counter({0: 1})
        for i in people:
            # Cell by cell through one row; the second part of the key is the row's own stations.
            own = sum(1 << s - 1 for s in plan[i] if s)
            cells = Counter({(used, own): ways for used, ways in layer.items()})
            for j, station in enumerate(plan[i]):
                after = Counter()
                for (used, row), ways in cells.items():
                    if station:
                        after[used | 1 << j * n + station - 1, row] += ways
                        continue
                    taken = row | (used | fixed) >> j * n
                    for s in range(n):
                        if not taken >> s & 1:
                            after[used | 1 << j * n + s, row | 1 << s] += ways
                cells = after
            layer = Counter()
            for (used, _), ways in cells.items():
                layer[used] += ways
        return layer
