class Roster:
    def count_plans(self, plan):
        n = len(plan)
        lines = [[i * n + j for j in range(n)] for i in range(n)]
        lines += [[i * n + j for i in range(n)] for j in range(n)]
        peers = [
            {other for line in lines if cell in line for other in line if other != cell} for cell in range(n * n)
        ]

        def place(options, cell, bit):
            """Fill the cell, and all cells for which one station is left then; return False if one has none left."""
            to_fill = [(cell, bit)]
            while to_fill:
                cell, bit = to_fill.pop()
                if not options[cell] & bit:
                    return False
                options[cell] = bit
                for other in peers[cell]:
                    before = options[other]
                    if before & bit:
                        left = before ^ bit
                        if not left:
                            return False
                        options[other] = left
                        if not left & left - 1:
                            to_fill.append((other, left))
            return True

        def find_single_places(options):
            """Fill what has one cell left in its row or column; return False if something has none."""
            for line in lines:
                once = twice = 0
                for cell in line:
                    twice |= once & options[cell]
                    once |= options[cell]
                if once.bit_count() < n:
                    return False
                single = once & ~twice
                for cell in line:
                    bit = options[cell] & single
                    if bit and bit != options[cell] and not place(options, cell, bit):
                        return False
            return True

        def count(options):
            if not find_single_places(options):
                return 0
            open_cells = [cell for cell in range(n * n) if options[cell] & options[cell] - 1]
            if not open_cells:
                return 1
            cell = min(open_cells, key=lambda cell: options[cell].bit_count())
            ways = 0
            for station in range(n):
                if options[cell] >> station & 1:
                    tried = options.copy()
                    if place(tried, cell, 1 << station):
                        ways += count(tried)
            return ways

        options = [(1 << n) - 1] * (n * n)
        for i, row in enumerate(plan):
            for j, station in enumerate(row):
                if station and not place(options, i * n + j, 1 << station - 1):
                    return 0
        return count(options)
