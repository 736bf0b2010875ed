"""Anchors: those nearest in cost, never only dear ones where there are others; drift in numbers worked out by hand."""

import pytest

from afterburner.core.objective import Quantity
from afterburner.core.problem import Reference, Solution
from afterburner.dataset.anchors import Anchored, cheapest, cost_then, drift, nearest
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
    found = nearest(distribution(a=0.1, b=0.5, c=0.9, d=1.5, e=4.0), 1.0)
    assert names(found) == ["c", "d", "b"]  # 1.11, 1.5 and 2 times away; e is 4 times, a is 10 times away


def test_one_that_costs_over_ten_times_as_much_is_left_out():
    assert names(nearest(distribution(a=0.01, b=10.5, c=11.0), 1.0)) == ["a"]
    assert nearest(distribution(b=10.5, c=11.0), 1.0) == ()
    assert cheapest(distribution(a=30.0, b=20.0, c=40.0)).name == "b"


def test_a_band_leaves_out_what_is_farther_away():
    # log(1.05) = 0.049, log(1.07) = 0.068, log(1 / 0.95) = 0.051
    assert names(nearest(distribution(a=1.05, b=1.07, c=0.95), 1.0, band=0.06)) == ["a", "c"]


def test_a_slow_candidate_has_the_slowest_beside_it():
    assert names(nearest(distribution(a=0.1, b=0.2, c=0.3, d=0.4), 10.0)) == ["d", "c", "b"]


def test_anchors_are_near_in_the_quantity_that_counts():
    members = (member("a", 1.0, 500.0), member("b", 1.1, 100.0), member("c", 1.2, 110.0))
    found = Distribution(problem="p", language="python", members=members)
    assert names(nearest(found, 105.0, quantity=Quantity.INTEGRAL_BYTE_S, most=2)) == ["c", "b"]


def anchored(then, *pairs):
    return Anchored(then=then, pairs=pairs)


def test_one_anchor_says_by_the_median_ratio_what_the_candidate_would_have_cost():
    # candidate over anchor: 2, 2 and 4, median 2; the anchor cost 3 then, so the candidate would have cost 6
    one = anchored(3.0, (2.0, 1.0), (4.0, 2.0), (4.0, 1.0))
    assert cost_then([one]) == pytest.approx(6.0)
    # the candidate's median now is 4, so all costs are 4 / 6 of what they were: the machine is faster
    assert drift([2.0, 4.0, 4.0], [one]) == pytest.approx(4 / 6)


def test_anchors_at_the_same_distance_have_the_same_weight():
    # twice the anchor of then 1.0, half the anchor of then 4.41: 2 and 2.205, geometric mean 2.1
    found = cost_then([anchored(1.0, (2.0, 1.0)), anchored(4.41, (2.0, 4.0))])
    assert found == pytest.approx(2.1)


def test_a_near_anchor_decides():
    # d = 0 weighs 1 / 0.0004 = 2500; d = log 2 weighs 1 / (0.0004 + 0.48045) = 2.0796.
    # logs: log 1 = 0 from the near one, log 2 + log 0.6 = 0.18232 from the far one; 2.0796 * 0.18232 / 2502.08 = 0.00015154
    near, far = anchored(1.0, (1.2, 1.2)), anchored(0.6, (1.2, 0.6))
    assert cost_then([near, far]) == pytest.approx(1.00015155, abs=1e-7)


def test_without_anchors_nothing_is_corrected():
    assert cost_then([]) is None
    assert drift([1.0, 2.0], []) == 1.0
