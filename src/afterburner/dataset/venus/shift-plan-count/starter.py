class Roster:
    def count_plans(self, plan: list[list[int]]) -> int:
        # TODO: return the number of ways to complete the plan
        pass
