"""pass@k: by hand, and what holds for all."""

from itertools import pairwise
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.pass_at_k import mean_pass_at_k, pass_at_k

quick = settings(max_examples=100, deadline=None)
counted = st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@pytest.mark.parametrize(
    ("samples", "correct", "k", "expected"),
    [
        (10, 3, 1, 3 / 10),
        (10, 3, 5, 1 - 21 / 252),  # C(7, 5) = 21 of C(10, 5) = 252 choices hold none
        (4, 2, 2, 1 - 1 / 6),
        (4, 0, 4, 0.0),
        (4, 1, 4, 1.0),
    ],
)
def test_it_is_what_one_counts(samples, correct, k, expected):
    assert pass_at_k(samples=samples, correct=correct, k=k) == pytest.approx(expected)


@quick
@given(counted, st.data())
def test_it_is_one_less_the_share_of_choices_without_a_right_one(counts, data):
    n, c = counts
    k = data.draw(st.integers(1, n))
    assert pass_at_k(samples=n, correct=c, k=k) == pytest.approx(1 - comb(n - c, k) / comb(n, k), abs=1e-12)


@quick
@given(counted)
def test_more_tries_are_never_worse(counts):
    n, c = counts
    values = [pass_at_k(samples=n, correct=c, k=k) for k in range(1, n + 1)]
    assert all(b >= a - 1e-12 for a, b in pairwise(values))


def test_it_is_stable_for_many_samples():
    assert pass_at_k(samples=100_000, correct=1, k=50_000) == pytest.approx(0.5)


def test_the_mean_is_over_problems():
    assert mean_pass_at_k(samples=[4, 10], correct=[0, 3], k=1) == pytest.approx(0.15)


def test_more_tries_than_samples_are_an_error_that_says_so():
    with pytest.raises(ValueError, match=r"pass@5 needs at least 5 samples a problem, there are 4"):
        pass_at_k(samples=4, correct=4, k=5)


@pytest.mark.parametrize(("samples", "correct", "k"), [(4, 5, 1), (4, -1, 1), (4, 2, 0)])
def test_counts_that_cannot_be_are_errors(samples, correct, k):
    with pytest.raises(ValueError, match=r"correct|k:"):
        pass_at_k(samples=samples, correct=correct, k=k)


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="samples has 1, correct has 2"):
        mean_pass_at_k(samples=[4], correct=[1, 2], k=1)
    with pytest.raises(ValueError, match="no problems"):
        mean_pass_at_k(samples=[], correct=[], k=1)
