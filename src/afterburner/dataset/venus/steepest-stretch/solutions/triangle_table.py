from array import array


def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    # Row r holds the answers between the r-th hut of the order and all huts before it.
    rank = [-1] * n
    rank[0] = 0
    order = [0]
    rows = [array("q", [0])]
    for hut in order:
        for other, grade in near[hut]:
            if rank[other] >= 0:
                continue
            above = rank[hut]
            rank[other] = len(order)
            order.append(other)
            row = array("q", [value if value > grade else grade for value in rows[above]])
            # The huts after the one above know it from their own rows.
            for later in range(above + 1, len(rows)):
                value = rows[later][above]
                row.append(value if value > grade else grade)
            row.append(0)
            rows.append(row)
    return [rows[max(rank[a], rank[b])][min(rank[a], rank[b])] for a, b in trips]
