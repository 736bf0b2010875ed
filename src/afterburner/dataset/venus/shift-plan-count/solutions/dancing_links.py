class Roster:
    def count_plans(self, plan):
        n = len(plan)
        rows = [set(row) for row in plan]
        columns = [set(column) for column in zip(*plan)]
        # Demands that what is fixed has not met yet, numbered from 1; 0 is the joint of the ring of demands.
        number = {}
        for i in range(n):
            for j in range(n):
                if not plan[i][j]:
                    number["cell", i, j] = len(number) + 1
        for i in range(n):
            for station in range(1, n + 1):
                if station not in rows[i]:
                    number["row", i, station] = len(number) + 1
                if station not in columns[i]:
                    number["column", i, station] = len(number) + 1
        count = len(number) + 1
        left = [(k - 1) % count for k in range(count)]
        right = [(k + 1) % count for k in range(count)]
        up = list(range(count))
        down = list(range(count))
        head = list(range(count))
        size = [0] * count
        for i in range(n):
            for j in range(n):
                for station in range(1, n + 1):
                    if plan[i][j] or station in rows[i] or station in columns[j]:
                        continue
                    first = len(head)
                    for demand in (("cell", i, j), ("row", i, station), ("column", j, station)):
                        node = len(head)
                        column = number[demand]
                        head.append(column)
                        up.append(up[column])
                        down.append(column)
                        down[up[column]] = node
                        up[column] = node
                        size[column] += 1
                    left += [first + 2, first, first + 1]
                    right += [first + 1, first + 2, first]

        def cover(column):
            left[right[column]] = left[column]
            right[left[column]] = right[column]
            row = down[column]
            while row != column:
                node = right[row]
                while node != row:
                    down[up[node]] = down[node]
                    up[down[node]] = up[node]
                    size[head[node]] -= 1
                    node = right[node]
                row = down[row]

        def uncover(column):
            row = up[column]
            while row != column:
                node = left[row]
                while node != row:
                    size[head[node]] += 1
                    down[up[node]] = node
                    up[down[node]] = node
                    node = left[node]
                row = up[row]
            left[right[column]] = column
            right[left[column]] = column

        def search():
            column = best = right[0]
            if not column:
                return 1
            while column:
                if size[column] < size[best]:
                    best = column
                column = right[column]
            if not size[best]:
                return 0
            ways = 0
            cover(best)
            row = down[best]
            while row != best:
                node = right[row]
                while node != row:
                    cover(head[node])
                    node = right[node]
                ways += search()
                node = left[row]
                while node != row:
                    uncover(head[node])
                    node = left[node]
                row = down[row]
            uncover(best)
            return ways

        return search()
