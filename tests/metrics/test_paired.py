"""Two models on the same problems, and several questions at once."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from afterburner.metrics.bootstrap import Resampling, ScoreGrid, mean_interval
from afterburner.metrics.paired import holm, paired_difference, wilcoxon

pytest.importorskip("scipy")

quick = settings(max_examples=50, deadline=None)
scores = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=3, max_size=12)


def column(values):
    observed = np.array(values, dtype=float)[:, None]
    return ScoreGrid(observed, observed[:, :, None])


@quick
@given(scores, st.randoms(use_true_random=False))
def test_the_other_way_round_is_the_same_with_another_sign(values, rng):
    a, b = column(values), column(rng.sample(values, len(values)))
    assume(a.observed.tobytes() != b.observed.tobytes())
    one, other = (paired_difference(*pair, Resampling(resamples=300)) for pair in ((a, b), (b, a)))
    assert one.difference.estimate == -other.difference.estimate
    assert (one.difference.low, one.difference.high) == (-other.difference.high, -other.difference.low)
    assert (one.p_bootstrap, one.p_wilcoxon) == (other.p_bootstrap, other.p_wilcoxon)


def test_the_same_problems_tell_more_than_two_intervals():
    rng = np.random.default_rng(1)
    hard = rng.random(80)
    a, b = column(np.clip(hard + 0.05 + rng.normal(0, 0.05, 80), 0, 1)), column(hard)
    apart = [mean_interval(one, Resampling()) for one in (a, b)]
    assert apart[0].low < apart[1].high  # the intervals overlap
    found = paired_difference(a, b, Resampling())
    assert found.difference.low > 0
    assert found.p_bootstrap < 0.001
    assert found.p_wilcoxon < 0.001
    assert found.problems == 80


def test_no_difference_is_no_difference():
    one = column([0.1, 0.5, 0.9])
    found = paired_difference(one, one, Resampling(resamples=200))
    assert (found.difference.low, found.difference.high) == (0.0, 0.0)
    assert (found.p_bootstrap, found.p_wilcoxon, found.differing) == (1.0, 1.0, 0)


def test_equal_models_are_told_apart_about_5_times_in_100():
    rng = np.random.default_rng(2)
    told = 0
    for _ in range(300):
        ability = rng.random((40, 1))
        a, b = (column((rng.random((40, 4)) < ability).mean(axis=1)) for _ in range(2))
        told += paired_difference(a, b, Resampling(resamples=300)).p_bootstrap < 0.05
    assert told / 300 <= 0.09


def test_wilcoxon_by_hand():
    # all five positive: the most extreme of 2**5 patterns of signs, on either side
    assert wilcoxon([1.0, 2.0, 3.0, 4.0, 5.0]) == pytest.approx(2 / 32)
    assert wilcoxon([1.0, 2.0, 3.0, 4.0, 5.0, 0.0]) == pytest.approx(2 / 32)
    assert wilcoxon([0.0, 0.0]) == 1.0
    with pytest.raises(ValueError, match="differences"):
        wilcoxon([float("nan")])


def test_holm_by_hand():
    # 3 * 0.01; then 2 * 0.03; then 0.04, but no less than 0.06
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([]) == ()
    with pytest.raises(ValueError, match="p_values"):
        holm([0.5, 1.5])


@quick
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_keeps_the_order_and_never_makes_a_p_smaller(p_values):
    adjusted = holm(p_values)
    assert all(p <= a <= 1 for p, a in zip(p_values, adjusted, strict=True))
    in_order = [a for _, a in sorted(zip(p_values, adjusted, strict=True))]
    assert in_order == sorted(in_order)


def test_other_problems_cannot_be_compared():
    with pytest.raises(ValueError, match="a has 2, b has 3"):
        paired_difference(column([0, 1]), column([0, 1, 1]), Resampling())
