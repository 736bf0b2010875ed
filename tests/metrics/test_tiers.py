"""Tiers: by hand, as laws, and by how often they are wrong where the truth is known."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.intervals import geometric_interval
from afterburner.metrics.tiers import chance_of_no_difference, incomplete_beta, tiers

costs_of_groups = st.integers(1, 6).flatmap(
    lambda passes: st.lists(st.lists(st.floats(1e-6, 1e6), min_size=passes, max_size=passes), max_size=8)
)


def drawn(rng: random.Random, logs: list[float], *, passes: int = 5, noise: float = 0.1) -> list[list[float]]:
    """Return costs about e to the power of ``logs``, with noise of each run and noise that a pass has in common."""
    common = [rng.gauss(0, noise) for _ in range(passes)]
    return [[math.exp(log + shift + rng.gauss(0, noise)) for shift in common] for log in logs]


def test_two_that_are_alike_and_one_that_costs_twice_as_much() -> None:
    assert tiers([(1.00, 1.10, 0.90), (2.0, 2.2, 1.8), (1.02, 1.09, 0.91)]) == [(0, 2), (1,)]


def test_nothing_and_one() -> None:
    assert tiers([]) == []
    assert tiers([(3.0, 4.0)]) == [(0,)]


def test_one_pass_tells_a_factor_of_more_than_two_apart() -> None:
    assert tiers([(1.0,), (1.9,), (4.0,), (0.2,)]) == [(3,), (0, 1), (2,)]


def test_differences_of_less_than_two_percent_are_none_however_sure_they_are() -> None:
    assert tiers([(100.0,) * 5, (101.9,) * 5]) == [(0, 1)]
    assert tiers([(100.0,) * 5, (102.1,) * 5]) == [(0,), (1,)]


def test_the_analysis_of_variance_by_hand() -> None:
    # Three programs in two passes. Means 1, 2, 6 about 3; passes are 0 and 2 about it. Fitted: mean + pass - 3.
    # Between: 2 * (4 + 1 + 9) = 28. Residuals of the first pass 0.5, 0, -0.5, of the second their negatives: 4 * 0.25 = 1.
    # F = (28 / 2) / (1 / 2) = 28 with 2 and 2 degrees of freedom, where P(F > f) = 1 / (1 + f) = 1 / 29.
    logs = [(0.5, 1.5), (1.0, 3.0), (4.5, 7.5)]
    assert chance_of_no_difference(logs) == pytest.approx(1 / 29)


def test_the_incomplete_beta_in_closed_form() -> None:
    assert incomplete_beta(0.3, 1, 1) == pytest.approx(0.3)
    assert incomplete_beta(0.3, 2, 1) == pytest.approx(0.09)
    assert incomplete_beta(0.3, 1, 3) == pytest.approx(1 - 0.7**3)
    assert incomplete_beta(0.2, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(0.2)))
    assert incomplete_beta(0.75, 2, 2) == pytest.approx(3 * 0.75**2 - 2 * 0.75**3)
    assert (incomplete_beta(0, 2, 2), incomplete_beta(1, 2, 2)) == (0, 1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.5, 2), st.floats(0.5, 2)), min_size=2, max_size=6))
def test_two_programs_are_apart_exactly_if_the_interval_of_their_ratio_excludes_one(pairs) -> None:
    ratio = geometric_interval([a / b for a, b in pairs])
    excludes_one = ratio.low > 1 + 1e-9 or ratio.high < 1 - 1e-9
    contains_one = ratio.low < 1 - 1e-9 and ratio.high > 1 + 1e-9
    found = len(tiers([[a for a, _b in pairs], [b for _a, b in pairs]]))
    if contains_one:
        assert found == 1
    if excludes_one and max(ratio.estimate, 1 / ratio.estimate) > 1.021:
        assert found == 2


@settings(deadline=None)
@given(costs_of_groups)
def test_each_program_is_in_one_tier_and_the_order_is_that_of_the_costs(costs) -> None:
    found = tiers(costs)
    assert sorted(place for tier in found for place in tier) == list(range(len(costs)))
    means = [[math.fsum(map(math.log, costs[place])) for place in tier] for tier in found]
    for cheaper, dearer in pairwise(means):
        assert max(cheaper) <= min(dearer)


@settings(deadline=None)
@given(costs_of_groups, st.randoms(use_true_random=False))
def test_the_order_of_the_group_does_not_matter(costs, rng) -> None:
    order = list(range(len(costs)))
    rng.shuffle(order)
    moved = tiers([costs[place] for place in order])
    assert [sorted(costs[order[place]] for place in tier) for tier in moved] == [
        sorted(costs[place] for place in tier) for tier in tiers(costs)
    ]


def test_the_unit_does_not_matter() -> None:
    rng = random.Random(4)
    for _ in range(50):
        costs = drawn(rng, [rng.uniform(-0.5, 0.5) for _ in range(6)])
        assert tiers([[1e9 * cost for cost in passes] for passes in costs]) == tiers(costs)


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=6), st.integers(2, 8))
def test_the_same_costs_are_one_tier(passes, count) -> None:
    assert tiers([passes] * count) == [tuple(range(count))]


@pytest.mark.parametrize(("programs", "passes"), [(2, 5), (8, 2), (8, 5), (16, 5)])
def test_programs_of_equal_cost_are_cut_five_times_in_a_hundred_at_most(programs: int, passes: int) -> None:
    rng = random.Random(1)
    cut = sum(len(tiers(drawn(rng, [0.0] * programs, passes=passes))) > 1 for _ in range(400))
    # 20 are expected at most; 33 or more of 400 come about less than 3 times in 1,000 then.
    assert cut < 33


def test_each_two_programs_of_equal_cost_are_in_one_tier_99_times_in_100() -> None:
    rng, apart, pairs = random.Random(2), 0, 0
    for _ in range(200):
        for tier in (found := tiers(drawn(rng, [0.0] * 4 + [1.0] * 4))):
            assert not ({0, 1, 2, 3} & set(tier) and {4, 5, 6, 7} & set(tier))
        tier_of = {place: number for number, tier in enumerate(found) for place in tier}
        for first, second in [(0, 1), (1, 2), (4, 5), (6, 7)]:
            pairs += 1
            apart += tier_of[first] != tier_of[second]
    assert apart / pairs < 0.02


def test_a_program_that_is_half_again_as_fast_is_found() -> None:
    rng = random.Random(3)
    logs = [-math.log(1.5)] + [0.0] * 7
    assert sum(tiers(drawn(rng, logs))[0] == (0,) for _ in range(100)) > 90


@pytest.mark.parametrize("costs", [[(1.0, 0.0)], [(1.0, -1.0)], [(math.nan, 1.0)], [(math.inf, 1.0)]])
def test_costs_are_positive_numbers(costs) -> None:
    with pytest.raises(ValueError, match="positive"):
        tiers(costs)


@pytest.mark.parametrize("costs", [[()], [(1.0,), (1.0, 2.0)]])
def test_each_program_has_as_many_passes(costs) -> None:
    with pytest.raises(ValueError, match="as many passes"):
        tiers(costs)
