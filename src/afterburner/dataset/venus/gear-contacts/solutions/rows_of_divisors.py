def contact_groups(teeth):
    total = 0
    for i, size in enumerate(teeth):
        row = [1] * size  # row[r]: the gcd of size and any number with remainder r
        for d in range(2, size // 2 + 1):
            if size % d == 0:
                row[::d] = [d] * (size // d)
        row[0] = size
        total += sum([row[other % size] for other in teeth[:i]])
    return total
