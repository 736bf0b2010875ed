class Roster:
    def count_plans(self, plan):
        n = len(plan)
        self.demands_of = {}  # choice (i, j, station) -> what it meets
        self.choices_for = {}  # demand -> choices that are still possible
        for i in range(n):
            for j in range(n):
                for station in [plan[i][j]] if plan[i][j] else range(1, n + 1):
                    choice = (i, j, station)
                    demands = [("cell", i, j), ("row", i, station), ("column", j, station)]
                    self.demands_of[choice] = demands
                    for demand in demands:
                        self.choices_for.setdefault(demand, set()).add(choice)
        if len(self.choices_for) < 3 * n * n:
            return 0
        return self.cover()

    def cover(self):
        if not self.choices_for:
            return 1
        demand = min(self.choices_for, key=lambda demand: len(self.choices_for[demand]))
        ways = 0
        for choice in list(self.choices_for[demand]):
            taken = self.select(choice)
            ways += self.cover()
            self.deselect(choice, taken)
        return ways

    def select(self, choice):
        taken = []
        for demand in self.demands_of[choice]:
            for rival in self.choices_for[demand]:
                for other in self.demands_of[rival]:
                    if other != demand:
                        self.choices_for[other].remove(rival)
            taken.append(self.choices_for.pop(demand))
        return taken

    def deselect(self, choice, taken):
        for demand in reversed(self.demands_of[choice]):
            self.choices_for[demand] = taken.pop()
            for rival in self.choices_for[demand]:
                for other in self.demands_of[rival]:
                    if other != demand:
                        self.choices_for[other].add(rival)
