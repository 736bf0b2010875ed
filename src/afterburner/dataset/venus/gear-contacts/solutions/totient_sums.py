def contact_groups(teeth):
    top = max(teeth, default=0)
    count = [0] * (top + 1)
    for size in teeth:
        count[size] += 1
    totient = list(range(top + 1))
    for p in range(2, top + 1):
        if totient[p] == p:
            for multiple in range(p, top + 1, p):
                totient[multiple] -= totient[multiple] // p
    total = 0
    for d in range(1, top + 1):
        both = 0
        for multiple in range(d, top + 1, d):
            both += count[multiple]
        total += totient[d] * (both * (both - 1) // 2)
    return total
