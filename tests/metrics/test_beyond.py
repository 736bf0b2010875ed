"""Beyond: the share of a distribution that is beaten."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.beyond import (
    HumanShares,
    beyond,
    beyond_per_problem,
    percentile_rank,
    percentile_ranks,
    versus_human,
)

quick = settings(max_examples=100, deadline=None)
numbers = st.integers(min_value=0, max_value=20).map(float)  # few values: ties are common
distributions = st.lists(numbers, min_size=1, max_size=20)


@quick
@given(numbers, distributions, st.booleans())
def test_the_rank_is_a_share(value, distribution, ties_count):
    assert 0 <= percentile_rank(value, distribution, ties_count=ties_count) <= 1


@quick
@given(numbers, numbers, distributions, st.booleans())
def test_less_is_never_ranked_lower(a, b, distribution, ties_count):
    ranks = [percentile_rank(value, distribution, ties_count=ties_count) for value in sorted((a, b))]
    assert ranks[0] >= ranks[1]


@quick
@given(numbers, distributions)
def test_the_two_tie_rules_differ_by_the_share_of_ties(value, distribution):
    both = [percentile_rank(value, distribution, ties_count=rule) for rule in (True, False)]
    assert both[0] - both[1] == pytest.approx(distribution.count(value) / len(distribution))


@quick
@given(numbers, distributions, st.randoms(use_true_random=False))
def test_the_order_of_the_distribution_does_not_matter(value, distribution, rng):
    shuffled = rng.sample(distribution, len(distribution))
    assert percentile_rank(value, shuffled) == percentile_rank(value, distribution)


@pytest.mark.parametrize(
    ("value", "with_ties", "without_ties"), [(0.5, 1.0, 1.0), (1.0, 1.0, 0.75), (2.0, 0.75, 0.25), (9.0, 0.0, 0.0)]
)
def test_the_rank_among_four_is_the_one_counted_by_hand(value, with_ties, without_ties):
    distribution = [1.0, 2.0, 2.0, 3.0]
    assert percentile_rank(value, distribution) == with_ties
    assert percentile_rank(value, distribution, ties_count=False) == without_ties


def test_an_empty_distribution_ranks_nothing():
    with pytest.raises(ValueError, match="empty"):
        percentile_rank(1.0, [])


costs = st.integers(min_value=1, max_value=20).map(float)
problems = st.lists(st.tuples(st.none() | costs, st.lists(costs, min_size=1, max_size=10)), min_size=1, max_size=8)


def test_the_mean_counted_by_hand():
    # 0.2 beats 0.2, 0.3, 0.4 of four; failed is 0; 9 beats nothing
    assert beyond_per_problem([0.2, None, 9.0], [[0.1, 0.2, 0.3, 0.4], [1.0], [1.0]]) == (0.75, 0.0, 0.0)
    assert beyond([0.2, None, 9.0], [[0.1, 0.2, 0.3, 0.4], [1.0], [1.0]]) == pytest.approx(0.25)
    assert beyond([0.2], [[0.1, 0.2, 0.3, 0.4]], ties_count=False) == 0.5


@quick
@given(problems, st.booleans())
def test_it_is_a_share_and_the_mean_of_its_problems(given_problems, ties_count):
    values, distributions = zip(*given_problems, strict=True)
    score = beyond(values, distributions, ties_count=ties_count)
    assert 0 <= score <= 1
    each = beyond_per_problem(values, distributions, ties_count=ties_count)
    assert score == pytest.approx(sum(each) / len(each))


@quick
@given(problems, st.sampled_from([0.25, 2.0, 1024.0]), st.booleans())
def test_the_unit_does_not_matter(given_problems, factor, ties_count):
    values, distributions = zip(*given_problems, strict=True)
    scaled = [None if value is None else value * factor for value in values]
    others = [[one * factor for one in distribution] for distribution in distributions]
    assert beyond(scaled, others, ties_count=ties_count) == beyond(values, distributions, ties_count=ties_count)


@quick
@given(st.lists(costs, min_size=1, max_size=10), st.lists(costs, min_size=1, max_size=10), st.booleans())
def test_many_at_once_rank_as_one_by_one(values, distribution, ties_count):
    ranks = percentile_ranks(np.array(values), distribution, ties_count=ties_count)
    assert list(ranks) == [percentile_rank(value, distribution, ties_count=ties_count) for value in values]


def test_all_failed_is_nought_by_definition_and_no_references_are_an_error():
    assert beyond([None, None], [[1.0], [2.0]]) == 0.0
    with pytest.raises(ValueError, match=r"distributions\[1\]: no values"):
        beyond([None, None], [[1.0], []])


def test_one_reference_ranks_all_or_nothing():
    assert beyond_per_problem([1.0, 1.0, 1.0], [[1.0], [2.0], [0.5]]) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, 0.0, -1.0])
def test_what_was_not_measured_is_an_error_that_names_its_place(bad):
    with pytest.raises(ValueError, match=r"costs\[1\]"):
        beyond([1.0, bad], [[1.0], [1.0]])
    with pytest.raises(ValueError, match=r"distributions\[0\]"):
        beyond([1.0], [[1.0, bad]])
    with pytest.raises(ValueError, match=r"distributions\[0\]"):
        versus_human([None], [[1.0, bad]])


def test_nan_has_no_rank():
    with pytest.raises(ValueError, match="NaN"):
        percentile_rank(math.nan, [1.0])
    with pytest.raises(ValueError, match="NaN"):
        percentile_rank(1.0, [math.nan])


@pytest.mark.parametrize("score", [beyond, versus_human])
def test_no_problem_and_other_lengths_are_errors(score):
    with pytest.raises(ValueError, match="no values"):
        score([], [])
    with pytest.raises(ValueError, match="costs has 1, distributions has 2"):
        score([1.0], [[1.0], [1.0]])


def test_versus_human_by_hand():
    # better than 1; ties with the best and with the worst are within; worse than 3; failed
    shares = versus_human([0.5, 1.0, 3.0, 4.0, None], [[1.0, 2.0, 3.0]] * 5)
    assert shares == HumanShares(better_than_all=0.2, within=0.4, worse_than_all=0.2, failed=0.2)


@quick
@given(problems)
def test_the_four_shares_are_everything(given_problems):
    values, distributions = zip(*given_problems, strict=True)
    shares = versus_human(values, distributions)
    four = (shares.better_than_all, shares.within, shares.worse_than_all, shares.failed)
    assert min(four) >= 0
    assert sum(four) == pytest.approx(1)


def test_what_is_nearer_than_the_resolution_is_a_tie():
    distribution = [1.0, 0.98, 0.96, 2.0]
    assert percentile_rank(1.0, distribution) == 0.5
    assert percentile_rank(1.0, distribution, tie_within=0.03) == 0.75
    assert percentile_rank(1.0, distribution, ties_count=False, tie_within=0.03) == 0.25
    ranked = percentile_ranks(np.array([1.0, 0.5]), distribution, tie_within=0.03)
    assert ranked.tolist() == [0.75, 1.0]


def test_better_than_all_is_better_by_more_than_the_resolution():
    costs, distributions = [0.98, 0.9, 1.02, 1.1], [[1.0]] * 4
    found = versus_human(costs, distributions, tie_within=0.03)
    assert (found.better_than_all, found.within, found.worse_than_all) == (0.25, 0.5, 0.25)
