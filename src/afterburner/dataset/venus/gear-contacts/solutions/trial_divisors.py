def divisors(number):
    found = []
    d = 1
    while d * d < number:
        if number % d == 0:
            found.append(d)
            found.append(number // d)
        d += 1
    if d * d == number:
        found.append(d)
    return found


def totient(number):
    result = number
    p = 2
    while p * p <= number:
        if number % p == 0:
            result -= result // p
            while number % p == 0:
                number //= p
        p += 1
    return result - result // number if number > 1 else result


def contact_groups(teeth):
    counts = {}
    weights = {}
    total = 0
    for size in teeth:
        for d in divisors(size):
            if d in counts:
                total += weights[d] * counts[d]
                counts[d] += 1
            else:
                counts[d] = 1
                weights[d] = totient(d)
    return total
