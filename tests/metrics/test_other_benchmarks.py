"""The scores of other benchmarks, with numbers worked out by hand."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.absolute import absolute
from afterburner.metrics.bootstrap import Resampling
from afterburner.metrics.dps import DifferentialScore, differential_score, efficiency_clusters, mean_score
from afterburner.metrics.eff_at_k import HARDNESS, InputLevel, cost_limit, eff_at_k, efficiency_score
from afterburner.metrics.effibench import Footprint, effibench
from afterburner.metrics.mercury import mercury_beyond, runtime_percentile
from afterburner.metrics.speedup import speedup, speedups

quick = settings(max_examples=100, deadline=None)
costs = st.floats(0.01, 100)
few = Resampling(resamples=200)


@pytest.mark.parametrize(("cost", "expected"), [(1.0, 1.0), (0.1, 1.0), (2.0, 0.75), (5.0, 0.0), (9.0, 0.0)])
def test_mercury_is_linear_between_the_slowest_and_the_fastest(cost, expected):
    assert runtime_percentile(cost, [1.0, 3.0, 5.0]) == expected


def test_mercury_counts_failed_as_nought_and_knows_equal_references():
    assert mercury_beyond([2.0, None], [[1.0, 5.0], [1.0]]) == 0.375
    assert [runtime_percentile(cost, [2.0, 2.0]) for cost in (1.0, 2.0, 3.0)] == [1.0, 1.0, 0.0]
    assert mercury_beyond([None], [[1.0]]) == 0.0


@quick
@given(costs, costs, st.lists(costs, min_size=1, max_size=6))
def test_mercury_is_a_share_and_less_is_never_worse(a, b, references):
    better, worse = (runtime_percentile(cost, references) for cost in sorted((a, b)))
    assert 0 <= worse <= better <= 1


def test_evalperf_clusters_are_cut_at_steps_of_ten_per_cent():
    # 8.0 to 7.9 is 1.25 %, to 4.0 is 49 %, 4.0 to 1.0 is 75 %
    clusters = efficiency_clusters([1.0, 7.9, 4.0, 8.0])
    assert [(one.slowest, one.size, one.cumulative_ratio) for one in clusters] == [
        (8.0, 2, 0.5),
        (4.0, 1, 0.75),
        (1.0, 1, 1.0),
    ]


@pytest.mark.parametrize(
    ("cost", "dps", "dps_norm"),
    [(9.0, 0.0, 0.0), (8.0, 0.5, 1 / 3), (4.1, 0.5, 1 / 3), (4.0, 0.75, 2 / 3), (1.0, 1.0, 1.0), (0.1, 1.0, 1.0)],
)
def test_evalperf_matches_the_fastest_cluster_that_is_not_exceeded(cost, dps, dps_norm):
    clusters = efficiency_clusters([1.0, 7.9, 4.0, 8.0])
    assert differential_score(cost, clusters) == DifferentialScore(dps=dps, dps_norm=dps_norm)


def test_evalperf_means_are_over_what_passes():
    scores = [DifferentialScore(dps=0.5, dps_norm=0.2), None, DifferentialScore(dps=1.0, dps_norm=1.0)]
    assert mean_score(scores) == DifferentialScore(dps=0.75, dps_norm=0.6)
    assert mean_score([None]) is None


@quick
@given(costs, costs, st.lists(costs, min_size=1, max_size=12))
def test_evalperf_never_scores_less_lower_and_every_reference_is_in_a_cluster(a, b, references):
    clusters = efficiency_clusters(references)
    assert sum(one.size for one in clusters) == len(references)
    assert clusters[-1].cumulative_ratio == pytest.approx(1)
    better, worse = (differential_score(cost, clusters) for cost in sorted((a, b)))
    assert 0 <= worse.dps <= better.dps <= 1
    assert 0 <= worse.dps_norm <= better.dps_norm <= 1


def test_enamel_weighs_levels_and_censors_from_the_first_limit_on():
    # T = 2 * 1.0; level 1: (2 - 0.5) / (2 - 0.2) = 5/6, level 2: (2 - 1) / (2 - 0.5) = 2/3, level 3 cut off
    assert cost_limit([0.2, 0.5, 1.0]) == 2.0
    levels = [
        InputLevel(cost=cost, reference=reference, weight=weight)
        for cost, reference, weight in zip((0.5, 1.0, None), (0.2, 0.5, 1.0), HARDNESS, strict=True)
    ]
    assert efficiency_score(levels, limit=2.0) == pytest.approx((3 * 5 / 6 + 3 * 2 / 3) / 10)
    after_a_limit = [levels[2], InputLevel(cost=0.1, reference=0.2, weight=3.0)]
    assert efficiency_score(after_a_limit, limit=2.0) == 0.0


def test_enamel_counts_what_is_over_the_limit_as_nought_and_rewards_beating_the_expert():
    assert efficiency_score([InputLevel(cost=3.0, reference=1.0, weight=1.0)], limit=2.0) == 0.0
    assert efficiency_score([InputLevel(cost=0.5, reference=1.0, weight=1.0)], limit=2.0) == 1.5


def test_eff_at_k_by_hand():
    # k = 2 of (0, 0.5, 0.9): pairs have the largest 0.5, 0.9, 0.9
    assert eff_at_k([0.9, 0.0, 0.5], k=2) == pytest.approx(2.3 / 3)
    assert eff_at_k([0.9, 0.0, 0.6], k=1) == pytest.approx(0.5)
    assert eff_at_k([0.9, 0.0, 0.6], k=3) == pytest.approx(0.9)


@quick
@given(st.lists(st.floats(0, 2), min_size=1, max_size=7), st.data())
def test_eff_at_k_is_the_mean_over_all_choices_of_their_best(scores, data):
    k = data.draw(st.integers(1, len(scores)))
    best = [max(chosen) for chosen in itertools.combinations(scores, k)]
    assert eff_at_k(scores, k=k) == pytest.approx(sum(best) / len(best))


def test_eff_at_k_is_stable_for_many_samples():
    assert eff_at_k([1.0] * 5000, k=2500) == pytest.approx(1.0)


def test_eff_at_k_needs_as_many_samples():
    with pytest.raises(ValueError, match=r"eff@3 needs k from 1 to the number of samples, 2"):
        eff_at_k([0.1, 0.2], k=3)
    with pytest.raises(ValueError, match="negative"):
        eff_at_k([-0.1], k=1)
    with pytest.raises(ValueError, match="limit"):
        efficiency_score([InputLevel(cost=1.0, reference=2.0, weight=1.0)], limit=2.0)
    with pytest.raises(ValueError, match="alpha"):
        cost_limit([1.0], alpha=1.0)


def test_effibench_by_hand():
    programs = [
        Footprint(time_s=2.0, peak_bytes=30.0, integral_byte_s=40.0),
        None,
        Footprint(time_s=4.0, peak_bytes=10.0, integral_byte_s=20.0),
    ]
    canonical = [
        Footprint(time_s=1.0, peak_bytes=10.0, integral_byte_s=10.0),
        Footprint(time_s=9.0, peak_bytes=9.0, integral_byte_s=9.0),
        Footprint(time_s=8.0, peak_bytes=10.0, integral_byte_s=40.0),
    ]
    found = effibench(programs, canonical)
    assert (found.et_s, found.mu_bytes, found.tmu_byte_s, found.count) == (3.0, 20.0, 30.0, 2)
    assert (found.net, found.nmu, found.ntmu) == (1.25, 2.0, 2.25)  # (2 + 1/2) / 2, (3 + 1) / 2, (4 + 1/2) / 2
    assert found.ratio_of_totals == Footprint(time_s=6 / 9, peak_bytes=2.0, integral_byte_s=60 / 50)
    assert effibench([None], canonical[:1]) is None


def test_effibench_names_what_is_off():
    one = Footprint(time_s=1.0, peak_bytes=1.0, integral_byte_s=math.nan)
    good = Footprint(time_s=1.0, peak_bytes=1.0, integral_byte_s=1.0)
    with pytest.raises(ValueError, match=r"programs\.integral_byte_s: nan"):
        effibench([one], [good])
    with pytest.raises(ValueError, match="programs has 1, canonical has 2"):
        effibench([good], [good, good])


@pytest.mark.parametrize(("before", "after", "expected"), [(2.0, 1.0, 2.0), (1.0, 2.0, 1.0), (1.0, None, 1.0)])
def test_a_speedup_is_at_least_one(before, after, expected):
    assert speedup(before, after) == expected


def test_speedups_by_hand():
    # Four times as fast, failed, a tenth faster, slower.
    found = speedups([[(4.0, 1.0), (1.0, None)], [(1.1, 1.0), (1.0, 3.0)]], few)
    assert found.geometric_mean.estimate == pytest.approx(4.4 ** (1 / 4))
    assert found.mean.estimate == pytest.approx(7.1 / 4)
    assert found.optimised.estimate == 0.5
    assert found.pairs == 4
    assert speedups([[], []], few) is None


def test_absolute_is_over_the_accepted_alone():
    found = absolute([[0.2, None], [0.4, 0.9]], few)
    assert found.mean.estimate == pytest.approx(0.5)
    assert found.median.estimate == 0.4
    assert (found.count, found.total) == (3, 4)
    # drawn problems: twice the first, one of each, twice the second
    assert (found.mean.low, found.mean.high) == (pytest.approx(0.2), pytest.approx(0.65))
    assert (found.median.low, found.median.high) == (pytest.approx(0.2), pytest.approx(0.65))
    assert absolute([[None], [None]], few) is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, 0.0, -1.0])
def test_numbers_that_were_not_measured_are_errors_everywhere(bad):
    good = InputLevel(cost=1.0, reference=1.0, weight=1.0)
    for fail in (
        lambda: runtime_percentile(bad, [1.0]),
        lambda: mercury_beyond([1.0], [[bad]]),
        lambda: efficiency_clusters([1.0, bad]),
        lambda: differential_score(bad, efficiency_clusters([1.0])),
        lambda: efficiency_score([good, InputLevel(cost=bad, reference=1.0, weight=1.0)], limit=2.0),
        lambda: absolute([[bad]], few),
        lambda: speedup(bad, 1.0),
        lambda: speedup(1.0, bad),
    ):
        with pytest.raises(ValueError, match="is not a positive finite number"):
            fail()


def test_empty_distributions_are_errors():
    for fail in (
        lambda: runtime_percentile(1.0, []),
        lambda: mercury_beyond([], []),
        lambda: mercury_beyond([None], [[]]),
        lambda: efficiency_clusters([]),
        lambda: differential_score(1.0, []),
        lambda: efficiency_score([], limit=2.0),
        lambda: eff_at_k([], k=1),
    ):
        with pytest.raises(ValueError, match=r"no values|none"):
            fail()
    with pytest.raises(ValueError, match="threshold"):
        efficiency_clusters([1.0], threshold=1.0)
