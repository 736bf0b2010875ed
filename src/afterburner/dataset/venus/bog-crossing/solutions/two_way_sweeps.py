def least_effort(effort):
    width = len(effort[0]) + 1
    far = 10 * width * len(effort)
    # Flat, with one unreachable column and unreachable rows before and after.
    cost = [0] * width
    for row in effort:
        cost += row
        cost.append(far)
    cost += [far] * width
    best = [far] * len(cost)
    best[width] = effort[0][0]
    inner = [width * (r + 1) + c for r in range(len(effort)) for c in range(width - 1)]
    while True:
        changed = False
        for cell in inner:
            near = min(best[cell - width], best[cell - 1], best[cell + 1], best[cell + width]) + cost[cell]
            if near < best[cell]:
                best[cell] = near
                changed = True
        if not changed:
            return best[len(cost) - width - 2]
        inner.reverse()
