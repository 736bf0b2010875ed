class Roster:
    def count_plans(self, plan):
        n = len(plan)
        boards = [tuple(station for row in plan for station in row)]
        for cell, station in enumerate(boards[0]):
            if station:
                continue
            row = slice(cell // n * n, cell // n * n + n)
            column = slice(cell % n, None, n)
            longer = []
            for board in boards:
                used = {*board[row], *board[column]}
                for station in range(1, n + 1):
                    if station not in used:
                        longer.append((*board[:cell], station, *board[cell + 1:]))
            boards = longer
        return len(boards)
