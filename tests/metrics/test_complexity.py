"""Growth: every law is recognised through noise and overhead, and confidence is low where nobody could know."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.complexity import Law, Point, best_growth

SIZES = [100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200]
SMALL = [4, 6, 8, 10, 12, 14, 16, 18, 20, 22]
LAWS = {
    Law.CONSTANT: (lambda _n: 0.5, SIZES),
    Law.LOGARITHMIC: (lambda n: 0.01 + 0.1 * math.log2(n), SIZES),
    Law.LINEAR: (lambda n: 0.01 + 2e-5 * n, SIZES),
    Law.LINEARITHMIC: (lambda n: 0.01 + 2e-6 * n * math.log2(n), SIZES),
    Law.QUADRATIC: (lambda n: 0.01 + 2e-8 * n * n, SIZES),
    Law.CUBIC: (lambda n: 0.01 + 2e-12 * n**3, SIZES),
    Law.EXPONENTIAL: (lambda n: 0.01 + 1e-6 * 2.0**n, SMALL),
}


def measured(cost, sizes, *, noise, seed=0, repeats=3):
    rng = random.Random(seed)
    return [Point(size=n, costs=tuple(cost(n) * rng.lognormvariate(0, noise) for _ in range(repeats))) for n in sizes]


@pytest.mark.parametrize("law", LAWS)
def test_a_law_is_recognised_through_overhead_and_little_noise(law):
    growth = best_growth(measured(*LAWS[law], noise=0.01))
    assert growth.law is law
    assert growth.confidence > 0.8
    assert growth.error < 0.05


@pytest.mark.parametrize("law", LAWS)
def test_noise_of_ten_percent_moves_a_law_to_a_neighbour_at_most(law):
    order = list(Law)
    for seed in range(10):
        growth = best_growth(measured(*LAWS[law], noise=0.1, seed=seed))
        assert abs(order.index(growth.law) - order.index(law)) <= 1


def test_the_base_of_an_exponential_need_not_be_two():
    assert best_growth(measured(lambda n: 1e-6 * 1.6**n, range(10, 40, 3), noise=0.02)).law is Law.EXPONENTIAL


def test_over_one_decade_nobody_is_sure_of_a_logarithm():
    narrow = [1000, 1300, 1600, 2000, 2500]
    points = measured(lambda n: 2e-6 * n * math.log2(n), narrow, noise=0.05)
    assert best_growth(points).confidence < 0.8


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.floats(1e-9, 1e9)), min_size=4, max_size=12, unique_by=lambda x: x[0]),
    st.floats(1e-6, 1e6),
)
def test_the_unit_of_the_costs_does_not_matter(pairs, unit):
    points = [Point(size=n, costs=(cost,)) for n, cost in pairs]
    scaled = [Point(size=n, costs=(cost * unit,)) for n, cost in pairs]
    ours, theirs = best_growth(points), best_growth(scaled)
    assert 0 <= ours.confidence <= 1
    assert theirs.error == pytest.approx(ours.error, rel=1e-3, abs=1e-6)


def test_the_same_points_give_the_same_answer_in_any_order():
    points = measured(*LAWS[Law.QUADRATIC], noise=0.1)
    assert best_growth(points) == best_growth(list(reversed(points))) == best_growth(points)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [Point(size=n, costs=(1.0,)) for n in (1, 2, 3)],
        [Point(size=5, costs=(1.0,))] * 9,
        [Point(size=n, costs=(0.0,)) for n in SIZES],
        [Point(size=n, costs=()) for n in SIZES],
        [Point(size=n, costs=(math.inf,)) for n in SIZES],
        [Point(size=0, costs=(1.0,)), *(Point(size=n, costs=(1.0,)) for n in SIZES)],
    ],
)
def test_where_nothing_can_be_said_nothing_is(points):
    assert best_growth(points) is None
