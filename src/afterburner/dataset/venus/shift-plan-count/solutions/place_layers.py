class Roster:
    def count_plans(self, plan):
        n = len(plan)
        where = [[None] * n for _ in range(n)]
        for i, row in enumerate(plan):
            for j, station in enumerate(row):
                if station:
                    where[station - 1][i] = j
        columns_open = [[j for j in range(n) if not row[j]] for row in plan]
        layer = {sum(1 << i * n + j for i, open_columns in enumerate(columns_open) for j in open_columns): 1}
        # Layer: open cells -> ways to get there. Stations with the fewest open rows come first.
        for fixed in sorted(where, key=lambda fixed: fixed.count(None)):
            columns = (1 << n) - 1
            for j in fixed:
                if j is not None:
                    columns ^= 1 << j
            partial = [(0, columns)]
            for i in range(n):
                if fixed[i] is None:
                    partial = [
                        (cells | 1 << i * n + j, left ^ 1 << j)
                        for cells, left in partial
                        for j in columns_open[i]
                        if left >> j & 1
                    ]
            choices = [cells for cells, _ in partial]
            after = {}
            for open_cells, ways in layer.items():
                for cells in choices:
                    if cells & open_cells == cells:
                        left = open_cells ^ cells
                        after[left] = after.get(left, 0) + ways
            layer = after
        return sum(layer.values())
