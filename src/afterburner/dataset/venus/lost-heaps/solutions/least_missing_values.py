def lost_heaps(n, moves):
    values = []
    lost = 0
    for heap in range(n + 1):
        reached = set()
        for move in moves:
            if move <= heap:
                reached.add(values[heap - move])
        value = 0
        while value in reached:
            value += 1
        values.append(value)
        if value == 0:
            lost += 1
    return lost
