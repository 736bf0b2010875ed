def fullest_section(n, groups):
    load = [0] * n
    for a, b, p in groups:
        for section in range(a, b + 1):
            load[section] += p
    best = 0
    for section in range(n):
        if load[section] > load[best]:
            best = section
    amount = 0
    for people in load:
        if people == load[best]:
            amount += 1
    return [load[best], best, amount]
