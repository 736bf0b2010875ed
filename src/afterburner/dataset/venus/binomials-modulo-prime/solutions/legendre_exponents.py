def primes_up_to(n):
    sieve = bytearray(b"\1") * (n + 1)
    found = []
    for i in range(2, n + 1):
        if sieve[i]:
            found.append(i)
            sieve[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
    return found


def exponent(n, q):
    total = 0
    while n:
        n //= q
        total += n
    return total


def choose_all(pairs, p):
    primes = primes_up_to(max((n for n, _ in pairs), default=0))
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
            continue
        value = 1
        for q in primes:
            if q > n:
                break
            if q * q > n:
                # at most one carry is possible, the exponent is 0 or 1
                if k % q > n % q:
                    value = value * q % p
            else:
                power = exponent(n, q) - exponent(k, q) - exponent(n - k, q)
                if power:
                    value = value * pow(q, power, p) % p
        answers.append(value % p)
    return answers
