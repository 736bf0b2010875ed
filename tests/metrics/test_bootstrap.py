"""Intervals over problems, solutions and measurements."""

import itertools
import math
import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.absolute import absolute
from afterburner.metrics.bootstrap import (
    IntervalMethod,
    Level,
    Resampling,
    ScoreGrid,
    mean_interval,
    ratio_interval,
    resampled_means,
)
from afterburner.metrics.median_resampling import REPLICATES, median_replicates
from afterburner.metrics.paper import PAPER, paper_interval

quick = settings(max_examples=50, deadline=None)
PROBLEMS_ALONE = frozenset({Level.PROBLEMS})


def grid(observed, replicates=None):
    scores = np.array(observed, dtype=float)
    return ScoreGrid(scores, scores[:, :, None] if replicates is None else np.array(replicates, dtype=float))


@pytest.mark.parametrize("passes", [1, 2, 3, 4, 5])
def test_the_replicates_of_a_median_are_those_of_all_resamples(passes):
    costs = [1.0, 2.0, 4.0, 8.0, 16.0][:passes]
    counts = Counter(float(np.median(drawn)) for drawn in itertools.product(costs, repeat=passes))
    replicates = median_replicates(np.array([costs[::-1]]))[0]
    assert list(replicates) == sorted(replicates)
    for median, count in counts.items():
        # each probability is kept up to the width of one replicate
        assert np.count_nonzero(replicates == median) == pytest.approx(REPLICATES * count / passes**passes, abs=1)


@pytest.mark.parametrize("passes", [15, 16, 64, 101, 300])
def test_the_replicates_spread_as_drawn_medians_do(passes):
    rng = np.random.default_rng(3)
    costs = rng.lognormal(size=passes)
    drawn = np.median(costs[rng.integers(passes, size=(4000, passes))], axis=1)
    replicates = median_replicates(costs[None, :])[0]
    assert replicates.mean() == pytest.approx(drawn.mean(), rel=0.02)
    assert replicates.std() == pytest.approx(drawn.std(), rel=0.1)


def test_replicates_need_measurements():
    with pytest.raises(ValueError, match="passes: nan"):
        median_replicates(np.array([[1.0, math.nan]]))
    with pytest.raises(ValueError, match="passes: no values"):
        median_replicates(np.empty((2, 0)))


def test_two_problems_have_three_means_counted_by_hand():
    means = Counter(resampled_means(grid([[0.0], [1.0]]), Resampling(resamples=4000)))
    assert set(means) == {0.0, 0.5, 1.0}
    assert means[0.5] / 4000 == pytest.approx(0.5, abs=0.03)
    assert mean_interval(grid([[0.0], [1.0]]), Resampling()).estimate == 0.5


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.PROBLEMS, {0.25, 0.5, 0.75}),  # (1/4, 1/4), (1/4, 3/4), (3/4, 3/4)
        (Level.SOLUTIONS, {0.25, 0.5, 0.75}),  # of 0, 1/2 and 1/2, 1
        (Level.MEASUREMENTS, {0.5, 0.625, 0.75}),  # the first solution of each gives 1/2 more, or not
    ],
)
def test_each_level_is_resampled_alone(level, expected):
    observed = [[0.0, 0.5], [0.5, 1.0]]
    replicates = [[[0.0, 0.5], [0.5, 0.5]], [[0.5, 1.0], [1.0, 1.0]]]
    means = resampled_means(grid(observed, replicates), Resampling(resamples=3000, levels=frozenset({level})))
    assert expected <= set(means)
    assert len(set(means)) <= 5


def test_nothing_resampled_is_the_estimate_alone():
    found = mean_interval(grid([[0.0, 0.5], [0.5, 1.0]]), Resampling(levels=frozenset()))
    assert (found.low, found.estimate, found.high) == (0.5, 0.5, 0.5)


@quick
@given(
    st.lists(st.lists(st.floats(0, 1), min_size=2, max_size=2), min_size=1, max_size=12),
    st.sampled_from(list(IntervalMethod)),
)
def test_the_interval_stays_with_the_scores_and_near_its_estimate(scores, method):
    found = mean_interval(grid(scores), Resampling(resamples=500, method=method))
    lowest, highest = np.min(scores), np.max(scores)
    assert lowest - 1e-9 <= found.low <= found.high <= highest + 1e-9
    # a resample gives the estimate or something on both sides of it
    width = np.std(scores) + 1e-9
    assert found.low - width <= found.estimate <= found.high + width


def test_one_seed_gives_one_interval_and_another_seed_another():
    scores = grid(np.random.default_rng(1).random((30, 2)))
    assert mean_interval(scores, Resampling(seed=1)) == mean_interval(scores, Resampling(seed=1))
    assert mean_interval(scores, Resampling(seed=1)) != mean_interval(scores, Resampling(seed=2))


@pytest.mark.parametrize("method", list(IntervalMethod))
def test_it_holds_the_truth_about_95_times_in_100(method):
    rng = np.random.default_rng(5)
    resampling = Resampling(resamples=500, levels=PROBLEMS_ALONE, method=method)
    held = 0
    for _ in range(400):
        ability = rng.beta(2, 3, size=(60, 1))  # of problems; mean 0.4
        found = mean_interval(grid((rng.random((60, 4)) < ability).astype(float)), resampling)
        held += found.low <= 0.4 <= found.high
    assert 0.91 <= held / 400 <= 0.98


def test_all_levels_together_err_on_the_wide_side():
    rng = np.random.default_rng(5)
    held, wider = 0, []
    for _ in range(200):
        ability = rng.beta(2, 3, size=(60, 1))  # of problems; mean 0.4
        scores = grid((rng.random((60, 4)) < ability).astype(float))
        alone, found = (
            mean_interval(scores, Resampling(resamples=500, levels=levels))
            for levels in (PROBLEMS_ALONE, frozenset(Level))
        )
        held += found.low <= 0.4 <= found.high
        wider.append((found.high - found.low) / (alone.high - alone.low))
    assert held / 200 >= 0.95
    # variances: between problems 0.04, inside 0.2 / 4, counted again less a fourth; root of (0.09 + 0.0375) / 0.09
    assert np.mean(wider) == pytest.approx(1.19, abs=0.04)


def test_at_full_size_it_takes_seconds():
    rng = np.random.default_rng(11)
    costs = rng.lognormal(size=(1200, 16))
    started_s = time.process_time()
    drawn = median_replicates(costs).reshape(300, 4, REPLICATES)
    mean_interval(ScoreGrid(np.median(costs, axis=1).reshape(300, 4), drawn), Resampling(resamples=10_000))
    assert time.process_time() - started_s < 5


def test_all_levels_together_are_no_narrower():
    rng = np.random.default_rng(6)
    scores = rng.random((100, 4, 1)) + rng.normal(0, 0.1, (100, 4, 64))
    whole = ScoreGrid(scores.mean(axis=2), scores)
    alone, together = (mean_interval(whole, Resampling(levels=levels)) for levels in (PROBLEMS_ALONE, frozenset(Level)))
    assert together.high - together.low > alone.high - alone.low


def test_the_width_does_not_depend_on_how_often_one_draws_as_the_published_one_does():
    scores = grid(np.random.default_rng(7).random((100, 4)))
    widths, published = [], []
    for resamples in (500, 50_000):
        resampling = Resampling(resamples=resamples)
        ours, theirs = mean_interval(scores, resampling), paper_interval(resampled_means(scores, resampling))
        widths.append(ours.high - ours.low)
        published.append(theirs.high - theirs.low)
    assert widths[1] == pytest.approx(widths[0], rel=0.15)
    assert published[1] == pytest.approx(published[0] / 10, rel=0.15)
    assert published[1] < widths[1] / 50


def test_the_published_interval_by_hand():
    # mean 2, s = 1, t(0.975, 2) = 4.302653; 4.302653 / sqrt(3) = 2.484138
    found = paper_interval([1.0, 2.0, 3.0])
    assert (found.low, found.high) == (pytest.approx(2 - 2.484138, abs=1e-6), pytest.approx(2 + 2.484138, abs=1e-6))
    assert (PAPER.solutions, PAPER.measurements, PAPER.resampling().resamples) == (4, 16, 128)
    with pytest.raises(ValueError, match="at least two"):
        paper_interval([1.0])
    with pytest.raises(ValueError, match="confidence"):
        paper_interval([1.0, 2.0], confidence=1.0)


def test_bca_leans_towards_the_long_tail():
    scores = grid(np.random.default_rng(8).exponential(size=(40, 1)) ** 2)
    plain, corrected = (mean_interval(scores, Resampling(method=method)) for method in IntervalMethod)
    assert corrected.low > plain.low
    assert corrected.high > plain.high


def test_bca_knows_scores_that_never_vary():
    for scores in ([[1.0], [1.0], [1.0]], [[0.5]]):
        found = mean_interval(grid(scores), Resampling(method=IntervalMethod.BCA, resamples=200))
        assert (found.low, found.high) == (scores[0][0], scores[0][0])


def test_bca_agrees_with_scipy_over_problems():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(9).exponential(size=50)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=20_000, rng=np.random.default_rng(1))
    resampling = Resampling(resamples=20_000, method=IntervalMethod.BCA, levels=PROBLEMS_ALONE)
    ours = mean_interval(grid(values[:, None]), resampling)
    assert ours.low == pytest.approx(theirs.confidence_interval.low, abs=0.02)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, abs=0.02)


def test_a_ratio_of_sums_is_over_the_problems_that_have_some():
    found = ratio_interval(np.array([2.0, 0.0, 4.0]), np.array([1.0, 0.0, 1.0]), Resampling(resamples=500))
    assert (found.low, found.estimate, found.high) == (2.0, 3.0, 4.0)
    with pytest.raises(ValueError, match="counts"):
        ratio_interval(np.zeros(2), np.zeros(2), Resampling())


def test_the_median_over_the_accepted_resamples_as_it_would_one_by_one():
    rng = np.random.default_rng(10)
    costs = [list(rng.lognormal(size=n)) for n in (1, 3, 2, 4, 2)]
    found = absolute(costs, Resampling(resamples=4000, seed=1)).median
    drawn = [np.median(np.concatenate([costs[n] for n in rng.integers(5, size=5)])) for _ in range(4000)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert found.low == pytest.approx(low, rel=0.1)
    assert found.high == pytest.approx(high, rel=0.1)


@pytest.mark.parametrize("wrong", [{"resamples": 1}, {"confidence": 1.0}, {"confidence": 0.0}, {"seed": -1}])
def test_settings_out_of_range_are_errors(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Resampling(**wrong)


def test_grids_must_fit_and_be_finite():
    with pytest.raises(ValueError, match="does not go with"):
        ScoreGrid(np.zeros((2, 1)), np.zeros((3, 1, 1)))
    with pytest.raises(ValueError, match="observed: nan"):
        grid([[math.nan]])
    with pytest.raises(ValueError, match="no values"):
        ScoreGrid(np.zeros((0, 1)), np.zeros((0, 1, 1)))


@pytest.mark.parametrize("method", list(IntervalMethod))
@pytest.mark.parametrize(("sums", "counts"), [([3.0], [2.0]), ([3.0, 0.0], [2.0, 0.0])])
def test_a_ratio_of_which_one_problem_alone_has_something_is_that_problems(method, sums, counts):
    found = ratio_interval(np.array(sums), np.array(counts), Resampling(resamples=100, method=method))
    assert (found.estimate, found.low, found.high) == (1.5, 1.5, 1.5)
