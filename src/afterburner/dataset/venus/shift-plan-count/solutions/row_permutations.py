from itertools import permutations


class Roster:
    def count_plans(self, plan):
        stations = range(1, len(plan) + 1)
        choices = []
        for row in plan:
            missing = [station for station in stations if station not in row]
            places = [j for j, station in enumerate(row) if not station]
            fitting = []
            for order in permutations(missing):
                filled = list(row)
                for j, station in zip(places, order):
                    filled[j] = station
                fitting.append(filled)
            choices.append(fitting)
        # A person's row must fit what is fixed for the others.
        for i, fitting in enumerate(choices):
            others = [{row[j] for k, row in enumerate(plan) if k != i} for j in range(len(plan))]
            choices[i] = [row for row in fitting if not any(s in fixed for s, fixed in zip(row, others))]

        def count(above):
            if len(above) == len(plan):
                return 1
            ways = 0
            for row in choices[len(above)]:
                if all(station not in column for station, column in zip(row, zip(*above))):
                    ways += count([*above, row])
            return ways

        return count([])
