from functools import cache


class Roster:
    def count_plans(self, plan):
        n = len(plan)
        everything = (1 << n + 1) - 2

        @cache
        def count(cell, row_left, columns_left):
            """Columns: what each needs still, without what is fixed; the present row: likewise."""
            if cell == n * n:
                return 1
            i, j = divmod(cell, n)
            if j == 0:
                row_left = everything & ~sum(1 << station for station in plan[i] if station)
            if plan[i][j]:
                return count(cell + 1, row_left, columns_left)
            ways = 0
            for station in range(1, n + 1):
                bit = 1 << station
                if row_left & columns_left[j] & bit:
                    after = (*columns_left[:j], columns_left[j] ^ bit, *columns_left[j + 1:])
                    ways += count(cell + 1, row_left ^ bit, after)
            return ways

        columns = tuple(everything & ~sum(1 << station for station in column if station) for column in zip(*plan))
        return count(0, 0, columns)
