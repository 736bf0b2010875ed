def primes_up_to(top):
    flags = bytearray([1]) * (top + 1)
    for p in range(2, top + 1):
        if flags[p]:
            yield p
            flags[p * p::p] = bytes(len(range(p * p, top + 1, p)))


def contact_groups(teeth):
    top = max(teeth, default=0)
    table = [0] * (top + 1)
    for size in teeth:
        table[size] += 1
    primes = list(primes_up_to(top))
    for p in primes:
        for d in range(top // p, 0, -1):
            table[d] += table[d * p]
    table = [count * (count - 1) // 2 for count in table]
    for p in primes:
        for d in range(1, top // p + 1):
            table[d] -= table[d * p]
    return sum(d * pairs for d, pairs in enumerate(table))
