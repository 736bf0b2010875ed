"""How cost grows with size: the growth that fits measurements best, and how sure that is.

    growth = best_growth([Point(size=100, costs=(0.01, 0.011)), Point(size=200, costs=(0.021, 0.02)), ...])
    growth.law, growth.confidence                       (Law.LINEAR, 0.97)

Each law is fitted as ``a + b g(n)`` with a, b >= 0: what a program takes before it sees its input, and what each unit of work
takes. Errors are relative, since noise is: a fit that is 5 % off at every size is as good at the small ones as at the large.
The law of the lowest BIC (Schwarz, Estimating the dimension of a model, 1978) is said; confidence is the share of 200 bootstrap
samples, of sizes and of the costs at each size, in which it is said again. Laws are told apart by their shape over the sizes that
were measured: n and n log n over one decade are hardly different, and the confidence says so.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

_RESAMPLES = 200
_LEAST_SIZES = 4
"""Two parameters and one choice need more points than that would explain."""
_BASES = (1.2, 1.35, 1.5, 1.618, 1.75, 2.0, 2.5, 3.0, 4.0)
"""Of exponential growth; 2^n stands for all of them."""


class Law(StrEnum):
    """A growth, by the name that people use."""

    CONSTANT = "1"
    LOGARITHMIC = "log n"
    LINEAR = "n"
    LINEARITHMIC = "n log n"
    QUADRATIC = "n^2"
    CUBIC = "n^3"
    EXPONENTIAL = "2^n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was measured at one size."""

    size: int
    """At least 1."""
    costs: tuple[float, ...]
    """Repeated measurements, in any one unit; positive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The law that fits best, and what speaks for it."""

    law: Law
    confidence: float
    """0 to 1: how often the same law is said of resampled measurements."""
    error: float
    """Relative root mean square error of the fit: 0.03 is 3 %."""
    smallest: int
    largest: int
    """The sizes between which it was measured; beyond them nothing is said."""


@dataclass(frozen=True, slots=True)
class _Fit:
    law: Law
    bic: float
    error: float


def best_growth(points: Sequence[Point], *, noise: float = 0.02, seed: int = 0) -> Growth | None:
    """Return the growth of the costs over the sizes; None with fewer than 4 different sizes, or a cost that is not positive.

    ``noise`` is relative: a fit that is closer than that is luck, and not counted as better. The same points and ``seed`` give
    the same answer.
    """
    ranked = sorted(points, key=lambda point: point.size)
    if len({point.size for point in ranked}) < _LEAST_SIZES or not all(_is_usable(point) for point in ranked):
        return None
    best = _best([(point.size, median(point.costs)) for point in ranked], noise)
    again = Counter(_best(sample, noise).law for sample in _resampled(ranked, seed))
    return Growth(
        law=best.law,
        confidence=again[best.law] / again.total(),
        error=best.error,
        smallest=ranked[0].size,
        largest=ranked[-1].size,
    )


def _is_usable(point: Point) -> bool:
    return point.size >= 1 and bool(point.costs) and min(point.costs) > 0 and math.isfinite(max(point.costs))


def _resampled(points: Sequence[Point], seed: int) -> list[list[tuple[int, float]]]:
    draw = random.Random(seed)  # noqa: S311 - a bootstrap
    samples: list[list[tuple[int, float]]] = []
    while len(samples) < _RESAMPLES:
        chosen = draw.choices(points, k=len(points))
        if len({point.size for point in chosen}) >= _LEAST_SIZES - 1:  # of 4 sizes all 4 are rarely drawn
            samples.append([(point.size, median(draw.choices(point.costs, k=len(point.costs)))) for point in chosen])
    return samples


def _best(points: Sequence[tuple[int, float]], noise: float) -> _Fit:
    return min((_fit(law, points, noise) for law in Law), key=lambda fit: fit.bic)


def _fit(law: Law, points: Sequence[tuple[int, float]], noise: float) -> _Fit:
    largest = max(size for size, _cost in points)
    shapes = [_shape(law, base, largest) for base in (_BASES if law is Law.EXPONENTIAL else (2.0,))]
    squares = min(_squares([(shape(size), cost) for size, cost in points]) for shape in shapes)
    mean_square = squares / len(points)
    # One of many shapes fits noise by chance: the choice of one counts as a parameter, and so does a base.
    parameters = {Law.CONSTANT: 1, Law.EXPONENTIAL: 4}.get(law, 3)
    bic = len(points) * math.log(mean_square + noise**2) + parameters * math.log(len(points))
    return _Fit(law, bic, math.sqrt(mean_square))


def _shape(law: Law, base: float, largest: int) -> Callable[[int], float]:
    shapes: dict[Law, Callable[[int], float]] = {
        Law.CONSTANT: lambda _size: 0.0,
        Law.LOGARITHMIC: lambda size: math.log2(size + 1),
        Law.LINEAR: float,
        Law.LINEARITHMIC: lambda size: size * math.log2(size + 1),
        Law.QUADRATIC: lambda size: float(size) ** 2,
        Law.CUBIC: lambda size: float(size) ** 3,
        # Only the shape counts: scaled to 1 at the largest size, it can't overflow.
        Law.EXPONENTIAL: lambda size: base ** float(size - largest),
    }
    return shapes[law]


def _squares(points: Sequence[tuple[float, float]]) -> float:
    """Return the least sum of squared relative errors of ``a + b x``, over a, b >= 0."""
    # With weights 1/cost, it is the least squares of 1 = a u + b v, where u = 1/cost and v = x/cost.
    rows = [(1 / cost, x / cost) for x, cost in points]
    uu, uv, vv = (math.fsum(p * q for p, q in pairs) for pairs in _products(rows))
    u, v = math.fsum(row[0] for row in rows), math.fsum(row[1] for row in rows)
    # On the edges of the allowed quarter plane, one of the two is 0.
    candidates = [(u / uu, 0.0), (0.0, v / vv if vv else 0.0)]
    determinant = uu * vv - uv * uv
    if determinant > 1e-12 * uu * vv:  # else x is constant, and b can't be told from a
        candidates.append(((u * vv - v * uv) / determinant, (v * uu - u * uv) / determinant))
    allowed = [(a, b) for a, b in candidates if a >= 0 and b >= 0]
    return min(math.fsum((1 - a * p - b * q) ** 2 for p, q in rows) for a, b in allowed)


def _products(rows: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    us, vs = [row[0] for row in rows], [row[1] for row in rows]
    return [list(zip(us, us, strict=True)), list(zip(us, vs, strict=True)), list(zip(vs, vs, strict=True))]
