def moebius_table(top):
    values = [1] * (top + 1)
    composite = bytearray(top + 1)
    primes = []
    for number in range(2, top + 1):
        if not composite[number]:
            primes.append(number)
            values[number] = -1
        for p in primes:
            if p * number > top:
                break
            composite[p * number] = 1
            if number % p == 0:
                values[p * number] = 0
                break
            values[p * number] = -values[number]
    return values


def contact_groups(teeth):
    top = max(teeth, default=0)
    count = [0] * (top + 1)
    for size in teeth:
        count[size] += 1
    pairs = [0] * (top + 1)
    for d in range(1, top + 1):
        both = sum(count[d::d])
        pairs[d] = both * (both - 1) // 2
    moebius = moebius_table(top)
    total = 0
    for g in range(1, top + 1):
        coprime = 0
        for k, shared in enumerate(pairs[g::g], start=1):
            coprime += moebius[k] * shared
        total += g * coprime
    return total
