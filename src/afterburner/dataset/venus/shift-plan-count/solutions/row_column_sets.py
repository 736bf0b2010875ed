class Roster:
    def count_plans(self, plan):
        stations = set(range(1, len(plan) + 1))
        rows = [stations - set(row) for row in plan]
        columns = [stations - set(column) for column in zip(*plan)]
        cells = [(rows[i], columns[j]) for i, row in enumerate(plan) for j, station in enumerate(row) if not station]

        def fill(k):
            if k == len(cells):
                return 1
            row, column = cells[k]
            ways = 0
            for station in row & column:
                row.remove(station)
                column.remove(station)
                ways += fill(k + 1)
                row.add(station)
                column.add(station)
            return ways

        return fill(0)
