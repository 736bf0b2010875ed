"""Anchors: those nearest in cost, never only dear ones where there are others; drift in numbers worked out by hand."""

import pytest

from afterburner.core.objective import Quantity
from afterburner.core.problem import Reference, Solution
from afterburner.dataset.anchors import Pairing, choose, corrected, drift
from afterburner.dataset.distribution import Distribution, Member
from afterburner.measure.costs import Costs


def member(name, cpu_s, integral=None):
    costs = Costs(cpu_s=cpu_s, wall_s=cpu_s, peak_bytes=None, integral_byte_s=integral)
    return Member(reference=Reference(name=name, idea="", solution=Solution(code=name)), passes=(costs,) * 3)


def distribution(**costs):
    members = tuple(member(name, cpu_s) for name, cpu_s in costs.items())
    return Distribution(problem="p", language="python", members=members)


def names(anchors):
    return [anchor.name for anchor in anchors]


def test_the_nearest_by_ratio_come_first():
    found = choose(distribution(a=0.1, b=0.5, c=0.9, d=1.5, e=4.0), 1.0)
    assert names(found) == ["c", "d", "b"]  # 1.11, 1.5 and 2 times away; e is 4 times, a is 10 times away


def test_one_that_costs_over_ten_times_as_much_is_left_out():
    assert names(choose(distribution(a=0.01, b=10.5, c=11.0), 1.0)) == ["a"]


def test_where_all_are_dear_the_cheapest_is_the_only_one():
    assert names(choose(distribution(a=30.0, b=20.0, c=40.0), 1.0)) == ["b"]


def test_a_slow_candidate_has_the_slowest_beside_it():
    assert names(choose(distribution(a=0.1, b=0.2, c=0.3, d=0.4), 10.0)) == ["d", "c", "b"]


def test_anchors_are_near_in_the_quantity_that_counts():
    members = (member("a", 1.0, 500.0), member("b", 1.1, 100.0), member("c", 1.2, 110.0))
    found = Distribution(problem="p", language="python", members=members)
    assert names(choose(found, 105.0, quantity=Quantity.INTEGRAL_BYTE_S, most=2)) == ["c", "b"]


def test_drift_is_the_geometric_mean():
    # 2 / 1 = 2 and 1 / 2 = 0.5 cancel out; 8 / 1 alone is 8; (2 * 4) ** (1 / 2) = 2.828
    assert drift([Pairing(then=1.0, now=2.0), Pairing(then=2.0, now=1.0)]) == pytest.approx(1.0)
    assert drift([Pairing(then=1.0, now=8.0)]) == pytest.approx(8.0)
    assert drift([Pairing(then=1.0, now=2.0), Pairing(then=1.0, now=4.0)]) == pytest.approx(2.8284, abs=1e-4)
    assert drift([]) == 1.0


def test_corrected_costs_are_divided_by_the_drift():
    assert corrected([1.2, 2.4], 1.2) == pytest.approx((1.0, 2.0))
