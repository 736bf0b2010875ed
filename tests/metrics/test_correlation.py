"""Correlations: by hand, against scipy, and those that the paper's tables give."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.metrics.correlation import kendall, pearson, spearman

quick = settings(max_examples=60, deadline=None)
pairs = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=15)

# The rebuttal's table of public and private tests (arXiv 2505.23387), iterations 0 to 10, in per cent: GRPO with the tests
# that it may see, and with those that it may not.
PUBLIC = {
    "pass": (47.33, 50.33, 52.0, 54.5, 57.0, 58.17, 59.34, 60.5, 61.18, 61.67, 61.67),
    "T": (31.22, 36.69, 38.41, 39.64, 40.83, 42.35, 43.49, 44.3, 44.82, 45.17, 45.17),
    "M": (25.14, 30.21, 34.17, 37.45, 40.72, 42.55, 44.39, 46.22, 47.65, 48.05, 48.05),
    "I": (18.24, 24.81, 29.44, 30.85, 33.56, 35.48, 37.09, 38.01, 38.62, 38.95, 38.95),
}
PRIVATE = {
    "pass": (46.67, 51.0, 52.67, 54.0, 56.0, 58.33, 59.67, 61.0, 62.0, 62.0, 62.0),
    "T": (29.73, 35.28, 38.01, 38.46, 39.1, 40.5, 40.5, 42.63, 43.19, 43.16, 44.93),
    "M": (25.43, 28.59, 32.15, 35.21, 38.66, 40.73, 43.21, 44.92, 44.92, 44.94, 45.89),
    "I": (17.85, 23.24, 28.76, 29.95, 33.27, 35.1, 36.99, 37.62, 38.5, 38.5, 38.5),
}


@pytest.mark.parametrize(("metric", "printed"), [("pass", 0.9939), ("T", 0.9852), ("M", 0.9955), ("I", 0.9986)])
def test_the_published_table_gives_the_published_correlations(metric, printed):
    assert pearson(PUBLIC[metric], PRIVATE[metric]) == pytest.approx(printed, abs=1e-4)


def test_three_by_hand():
    # from the means -1, 0, 1 and -1, 1, 0: products add up to 1, squares to 2 and 2; one of three pairs is the other way round
    assert pearson([1, 2, 3], [10, 30, 20]) == pytest.approx(0.5)
    assert spearman([1, 2, 3], [10, 3000, 20]) == pytest.approx(0.5)
    assert kendall([1, 2, 3], [10, 30, 20]) == pytest.approx(1 / 3)


def test_ties_have_their_mean_rank():
    # ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4
    assert spearman([1, 5, 5, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / math.sqrt(4.5 * 5))
    # five of six pairs agree, one is tied in the first: 5 / sqrt(5 * 6)
    assert kendall([1, 5, 5, 9], [1, 2, 3, 4]) == pytest.approx(5 / math.sqrt(30))


@quick
@given(pairs)
def test_they_are_scipys(given_pairs):
    stats = pytest.importorskip("scipy.stats")
    a, b = zip(*given_pairs, strict=True)
    if len(set(a)) == 1 or len(set(b)) == 1:
        assert pearson(a, b) is spearman(a, b) is kendall(a, b) is None
        return
    assert pearson(a, b) == pytest.approx(stats.pearsonr(a, b).statistic, abs=1e-9)
    assert spearman(a, b) == pytest.approx(stats.spearmanr(a, b).statistic, abs=1e-9)
    assert kendall(a, b) == pytest.approx(stats.kendalltau(a, b).statistic, abs=1e-9)


@quick
@given(pairs, st.sampled_from([1e-200, 1.0, 1e200]))
def test_the_unit_does_not_matter(given_pairs, factor):
    a, b = zip(*given_pairs, strict=True)
    before, after = pearson(a, b), pearson([one * factor for one in a], b)
    assert after == (before if before is None else pytest.approx(before, abs=1e-9))


def test_what_is_constant_correlates_with_nothing():
    assert pearson([1, 1, 1], [1, 2, 3]) is None
    assert spearman([1, 2, 3], [0.1, 0.1, 0.1]) is None
    assert kendall([1, 1, 1], [1, 1, 1]) is None


@pytest.mark.parametrize("correlate", [pearson, spearman, kendall])
def test_input_that_is_off_is_an_error(correlate):
    with pytest.raises(ValueError, match="a has 2, b has 1"):
        correlate([1, 2], [1])
    assert correlate([1], [1]) is None
    with pytest.raises(ValueError, match="b: nan"):
        correlate([1, 2], [1, math.nan])
