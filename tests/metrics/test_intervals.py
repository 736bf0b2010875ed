"""Intervals on logarithms: table values, hand-computed cases, laws, and coverage by simulation."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.intervals import geometric_interval, median_interval, student_quantile
from tests.strategies import positive

quick = settings(max_examples=100, deadline=None)

# From any printed table of Student's t, to more digits by scipy.stats.t.ppf.
STUDENT = {
    (0.95, 1): 6.313751514675,
    (0.975, 1): 12.706204736175,
    (0.975, 2): 4.302652729749,
    (0.975, 3): 3.182446305284,
    (0.975, 4): 2.776445105198,
    (0.975, 5): 2.570581835636,
    (0.975, 10): 2.228138851986,
    (0.975, 30): 2.042272456301,
    (0.975, 1000): 1.962339080827,
    (0.995, 4): 4.604094871350,
    (0.995, 7): 3.499483297350,
    (0.995, 22): 2.818756060600,
    (0.99916667, 2): 24.464317219619,
    (0.99916667, 4): 7.528679380604,
    (0.99916667, 30): 3.454356754298,
}


@pytest.mark.parametrize(("probability", "degrees"), STUDENT)
def test_student_quantile_is_as_tabled(probability, degrees):
    assert student_quantile(probability, degrees) == pytest.approx(STUDENT[probability, degrees], rel=1e-8)


@quick
@given(st.floats(min_value=0.51, max_value=0.999), st.integers(min_value=1, max_value=60))
def test_student_quantile_falls_with_the_degrees_of_freedom_to_the_normal_one(probability, degrees):
    ours, next_one = student_quantile(probability, degrees), student_quantile(probability, degrees + 1)
    assert ours >= next_one > 0
    assert student_quantile(0.975, degrees) > 1.959963


@pytest.mark.parametrize("probability", [0.6, 0.9, 0.99, 0.999])
def test_student_quantile_of_one_degree_is_the_cauchy_one(probability):
    assert student_quantile(probability, 1) == pytest.approx(math.tan(math.pi * (probability - 0.5)), rel=1e-8)


def test_the_interval_of_three_values_is_the_one_computed_by_hand():
    # Logarithms to base 2 are 0, 1, 2: mean 1, standard deviation 1, half width 4.302652729749 / sqrt(3) = 2.484137.
    interval = geometric_interval([1, 2, 4])
    assert interval.estimate == pytest.approx(2)
    assert interval.low == pytest.approx(2 / 2**2.4841377, rel=1e-6)
    assert interval.high == pytest.approx(2 * 2**2.4841377, rel=1e-6)


def test_equal_values_have_an_interval_of_that_value_alone():
    interval = geometric_interval([3.0] * 7)
    assert [interval.low, interval.estimate, interval.high] == pytest.approx([3.0] * 3, rel=1e-12)


def test_one_value_says_nothing_about_its_spread():
    interval = geometric_interval([5.0])
    assert interval.low == interval.estimate == interval.high == pytest.approx(5.0)


@pytest.mark.parametrize("values", [[], [0.0], [1.0, 0.0], [1.0, -1.0]])
def test_without_positive_values_there_is_no_interval(values):
    assert geometric_interval(values) is None


@quick
@given(st.lists(positive, min_size=1, max_size=10))
def test_the_interval_of_the_inverse_ratios_is_the_inverse_interval(ratios):
    there, back = geometric_interval(ratios), geometric_interval([1 / ratio for ratio in ratios])
    assert math.log(back.estimate) == pytest.approx(-math.log(there.estimate), abs=1e-9)
    if there.low > 1e-300 and there.high < 1e300:
        assert math.log(back.low) == pytest.approx(-math.log(there.high), rel=1e-6, abs=1e-6)
        assert math.log(back.high) == pytest.approx(-math.log(there.low), rel=1e-6, abs=1e-6)


@quick
@given(st.lists(positive, min_size=2, max_size=10), st.floats(min_value=0.01, max_value=100))
def test_another_unit_scales_the_interval(values, factor):
    ours, scaled = geometric_interval(values), geometric_interval([value * factor for value in values])
    assert scaled.estimate == pytest.approx(ours.estimate * factor, rel=1e-6)
    if ours.high < 1e300:
        assert scaled.high == pytest.approx(ours.high * factor, rel=1e-5)


@quick
@given(st.lists(positive, min_size=2, max_size=10))
def test_more_confidence_needs_a_wider_interval_around_the_same_estimate(values):
    loose, strict = geometric_interval(values, confidence=0.9), geometric_interval(values, confidence=0.99)
    assert strict.low <= loose.low <= loose.estimate == strict.estimate
    assert loose.estimate <= loose.high * (1 + 1e-12) <= strict.high * (1 + 1e-9)


def test_two_values_far_apart_have_a_finite_interval():
    interval = geometric_interval([1.0, 1e6], confidence=1 - 0.01 / 6)
    assert interval.estimate == pytest.approx(1e3)
    assert 0 <= interval.low < 1e-300
    assert 1e300 < interval.high < math.inf


def coverage(draw, truth, *, n, confidence):
    hits = 0
    for _ in range(600):
        interval = geometric_interval([draw() for _ in range(n)], confidence=confidence)
        hits += interval.low <= truth <= interval.high
    return hits / 600


@pytest.mark.parametrize("n", [3, 5, 12])
def test_the_interval_covers_the_truth_as_often_as_it_promises(n):
    rng = random.Random(n)
    # 600 trials: a standard error of 0.9 points.
    assert 0.92 <= coverage(lambda: rng.lognormvariate(0.7, 0.1), math.exp(0.7), n=n, confidence=0.95) <= 0.98


def test_under_heavy_symmetric_tails_the_interval_covers_at_least_as_often():
    rng = random.Random(0)
    draw = lambda: math.exp(max(-20.0, min(20.0, 0.05 * math.tan(math.pi * (rng.random() - 0.5)))))  # noqa: E731
    assert coverage(draw, 1.0, n=8, confidence=0.95) >= 0.95


def test_the_median_s_interval_leaves_out_as_many_values_as_the_binomial_allows():
    # Of 10 values, P(at most 1 below the median) = 11/1024 <= 0.025 and P(at most 2) = 56/1024: the second to the ninth.
    interval = median_interval([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])
    assert (interval.low, interval.estimate, interval.high) == (2, 5.5, 9)


def test_fewer_than_six_values_have_no_interval_of_the_median():
    assert median_interval([1, 2, 3, 4, 5]) is None
    assert median_interval([]) is None
    assert (median_interval(range(6)).low, median_interval(range(6)).high) == (0, 5)


def test_the_median_s_interval_covers_it_under_wild_and_skewed_noise():
    rng = random.Random(1)
    hits = 0
    for _ in range(600):
        interval = median_interval([math.exp(rng.expovariate(1.0) ** 2) for _ in range(40)])
        hits += interval.low <= math.exp(math.log(2) ** 2) <= interval.high
    assert hits / 600 >= 0.93


def test_thousands_of_values_have_a_median_with_an_interval():
    interval = median_interval(range(3000))
    assert 1440 <= interval.low < interval.estimate < interval.high <= 1560
