import math


def choose_all(pairs, p):
    return [math.comb(n, k) % p for n, k in pairs]
