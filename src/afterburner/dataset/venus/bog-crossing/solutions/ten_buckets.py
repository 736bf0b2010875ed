def least_effort(effort):
    width = len(effort[0]) + 1
    border = b"\xff" * width  # 255: closed or already reached
    cost = bytearray(border)
    for row in effort:
        cost += bytes(row)
        cost.append(255)
    cost += border
    goal = len(cost) - width - 2
    buckets = [[] for _ in range(10)]
    total = cost[width]
    buckets[total].append(width)
    cost[width] = 255
    while True:
        bucket = buckets[total % 10]
        for cell in bucket:  # cells of effort 0 join it on the way
            if cell == goal:
                return total
            for near in (cell - width, cell - 1, cell + 1, cell + width):
                step = cost[near]
                if step < 255:
                    cost[near] = 255
                    buckets[(total + step) % 10].append(near)
        bucket.clear()
        total += 1
