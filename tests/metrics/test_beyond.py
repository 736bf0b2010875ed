"""Beyond: the share of a distribution that is beaten."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.beyond import percentile_rank

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
