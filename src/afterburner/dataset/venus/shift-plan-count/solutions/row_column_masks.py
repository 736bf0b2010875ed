class Roster:
    def count_plans(self, plan):
        n = len(plan)
        everything = (1 << n + 1) - 2
        rows = [everything & ~sum(1 << station for station in row if station) for row in plan]
        columns = [everything & ~sum(1 << station for station in column if station) for column in zip(*plan)]
        cells = [(i, j) for i in range(n) for j in range(n) if not plan[i][j]]
        count = len(cells)

        def fill(k):
            if k == count:
                return 1
            i, j = cells[k]
            row, column = rows[i], columns[j]
            ways = 0
            options = row & column
            while options:
                bit = options & -options
                options ^= bit
                rows[i] = row ^ bit
                columns[j] = column ^ bit
                ways += fill(k + 1)
            rows[i] = row
            columns[j] = column
            return ways

        return fill(0)
