"""Correlations: do two lists of numbers rise together?

    pearson([1, 2, 3], [2, 4, 6])       1.0, of the values
    spearman(first, second)             of their ranks, ties at their mean rank
    kendall(first, second)              tau-b: pairs in the same order less pairs in the other one, corrected for ties

Each is from -1 to 1, and None where it is not defined: fewer than two pairs, or one side is constant.
"""

import math
from collections.abc import Sequence
from itertools import combinations

_FEWEST = 2


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's product-moment correlation, -1 to 1; None where it is not defined.

    Raises:
        ValueError: the two differ in length.

    """
    _check(first, second)
    if len(first) < _FEWEST:
        return None
    mean_a, mean_b = math.fsum(first) / len(first), math.fsum(second) / len(second)
    a, b = [value - mean_a for value in first], [value - mean_b for value in second]
    spread = math.sqrt(math.fsum(x * x for x in a)) * math.sqrt(math.fsum(y * y for y in b))
    if spread == 0:
        return None
    return max(-1.0, min(1.0, math.fsum(x * y for x, y in zip(a, b, strict=True)) / spread))


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation, -1 to 1; None where it is not defined.

    Raises:
        ValueError: the two differ in length.

    """
    return pearson(ranks(first), ranks(second))


def kendall(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Kendall's tau-b, -1 to 1; None where it is not defined.

    Source: Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945).

    Raises:
        ValueError: the two differ in length.

    """
    _check(first, second)
    agreement = differing_a = differing_b = 0
    for (a, b), (c, d) in combinations(zip(first, second, strict=True), 2):
        sign_a, sign_b = sign(a - c), sign(b - d)
        agreement += sign_a * sign_b
        differing_a += sign_a != 0
        differing_b += sign_b != 0
    if not differing_a or not differing_b:
        return None
    return agreement / math.sqrt(differing_a * differing_b)


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1; equal values have the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and values[order[stop]] == values[order[start]]:
            stop += 1
        for place in order[start:stop]:
            found[place] = (start + 1 + stop) / 2
        start = stop
    return found


def sign(value: float) -> int:
    """Return -1, 0 or 1."""
    return (value > 0) - (value < 0)


def _check(first: Sequence[float], second: Sequence[float]) -> None:
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values: correlations are of pairs")
