class Roster:
    def count_plans(self, plan):
        self.plan = [list(row) for row in plan]
        return self.fill(0)

    def fill(self, cell):
        n = len(self.plan)
        if cell == n * n:
            return 1
        i, j = divmod(cell, n)
        if self.plan[i][j]:
            return self.fill(cell + 1)
        ways = 0
        for station in range(1, n + 1):
            if station not in self.plan[i] and all(row[j] != station for row in self.plan):
                self.plan[i][j] = station
                ways += self.fill(cell + 1)
                self.plan[i][j] = 0
        return ways
