def contact_groups(teeth):
    top = max(teeth, default=0)
    divisors = [[] for _ in range(top + 1)]
    totient = [0] * (top + 1)
    for d in range(1, top + 1):
        # The totients of the divisors of d add up to d.
        totient[d] += d
        for multiple in range(2 * d, top + 1, d):
            totient[multiple] -= totient[d]
        for multiple in range(d, top + 1, d):
            divisors[multiple].append(d)
    seen = [0] * (top + 1)
    total = 0
    for size in teeth:
        for d in divisors[size]:
            total += totient[d] * seen[d]
            seen[d] += 1
    return total
