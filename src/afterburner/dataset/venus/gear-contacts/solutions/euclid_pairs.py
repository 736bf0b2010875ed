def contact_groups(teeth):
    total = 0
    for i in range(len(teeth)):
        for j in range(i):
            a = teeth[i]
            b = teeth[j]
            while b:
                a, b = b, a % b
            total += a
    return total
