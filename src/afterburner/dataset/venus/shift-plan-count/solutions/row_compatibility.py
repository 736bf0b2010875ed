class Roster:
    def count_plans(self, plan):
        n = len(plan)
        rows = []  # all rows that may be in the plan, one person after the other
        first = []  # place of the first row of each person
        for i, row in enumerate(plan):
            first.append(len(rows))
            above_and_below = [{other[j] for k, other in enumerate(plan) if k != i} for j in range(n)]
            options = [
                [station] if station else [s for s in range(1, n + 1) if s not in row and s not in above_and_below[j]]
                for j, station in enumerate(row)
            ]
            found = [[]]
            for column in options:
                found = [[*part, s] for part in found for s in column if s not in part]
            rows += found
        first.append(len(rows))

        # with_station[j, s]: the rows with station s in column j, as bits.
        with_station = {}
        for place, row in enumerate(rows):
            for pair in enumerate(row):
                with_station[pair] = with_station.get(pair, 0) | 1 << place
        clashing = []
        for row in rows:
            clash = 0
            for pair in enumerate(row):
                clash |= with_station[pair]
            clashing.append(clash)
        of_person = [(1 << first[i + 1]) - (1 << first[i]) for i in range(n)]

        def count(i, possible):
            mine = possible & of_person[i]
            if i == n - 1:
                return mine.bit_count()
            ways = 0
            while mine:
                lowest = mine & -mine
                mine ^= lowest
                ways += count(i + 1, possible & ~clashing[lowest.bit_length() - 1])
            return ways

        return count(0, (1 << len(rows)) - 1)
