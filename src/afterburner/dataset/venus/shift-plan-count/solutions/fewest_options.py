class Roster:
    def count_plans(self, plan):
        n = len(plan)
        everything = (1 << n + 1) - 2
        rows = [everything & ~sum(1 << station for station in row if station) for row in plan]
        columns = [everything & ~sum(1 << station for station in column if station) for column in zip(*plan)]
        cells = [(i, j) for i in range(n) for j in range(n) if not plan[i][j]]

        def fill():
            if not cells:
                return 1
            best = None
            fewest = n + 1
            for k, (i, j) in enumerate(cells):
                amount = (rows[i] & columns[j]).bit_count()
                if amount < fewest:
                    best, fewest = k, amount
                    if amount < 2:
                        break
            if fewest == 0:
                return 0
            # The chosen cell changes places with the last one, which is cheap to take away.
            cells[best], cells[-1] = cells[-1], cells[best]
            i, j = cells.pop()
            ways = 0
            options = rows[i] & columns[j]
            while options:
                bit = options & -options
                options ^= bit
                rows[i] ^= bit
                columns[j] ^= bit
                ways += fill()
                rows[i] ^= bit
                columns[j] ^= bit
            cells.append((i, j))
            return ways

        return fill()
