class Roster:
    def count_plans(self, plan):
        n = len(plan)
        filled = sum(1 << i * n + j for i in range(n) for j in range(n) if plan[i][j])
        choices = []
        for station in range(1, n + 1):
            # One column for each row, so that each column is taken once; the cell is open or holds the station.
            found = [(0, 0)]
            for i, row in enumerate(plan):
                columns = [row.index(station)] if station in row else [j for j in range(n) if not row[j]]
                found = [
                    (cells | 1 << i * n + j, used | 1 << j)
                    for cells, used in found
                    for j in columns
                    if not used >> j & 1
                ]
            own = sum(1 << i * n + row.index(station) for i, row in enumerate(plan) if station in row)
            choices.append([cells & ~own for cells, _ in found])
        choices.sort(key=len)

        def count(k, taken):
            if k == n:
                return 1
            ways = 0
            for cells in choices[k]:
                if not cells & taken:
                    ways += count(k + 1, taken | cells)
            return ways

        return count(0, filled)
