"""Correlations, against numbers worked out by hand."""

import math

import pytest

from afterburner.metrics.correlation import kendall, pearson, ranks, spearman


def test_pearson_by_hand() -> None:
    # deviations -1.5, -0.5, 0.5, 1.5 and -1, -2, 1, 2: products 1.5 + 1 + 0.5 + 3 = 6; squares 5 and 10
    assert pearson([1, 2, 3, 4], [2, 1, 4, 5]) == pytest.approx(6 / math.sqrt(5 * 10))


def test_ties_share_their_mean_rank() -> None:
    assert ranks([10, 20, 10, 30]) == [1.5, 3, 1.5, 4]
    assert ranks([]) == []


def test_spearman_sees_order_alone() -> None:
    assert spearman([1, 2, 3], [1, 100, 101]) == pytest.approx(1)
    # ranks 1 2 3 4 and 1 3 2 4: 1 - 6 * 2 / (4 * 15)
    assert spearman([1, 2, 3, 4], [5, 7, 6, 8]) == pytest.approx(0.8)


def test_kendall_by_hand() -> None:
    # of 6 pairs, 5 in the same order and 1 in the other
    assert kendall([1, 2, 3, 4], [5, 7, 6, 8]) == pytest.approx(4 / 6)
    # pairs: (1,1) tied in a; (1,2) and (1,2) agree, one of them tied in b: 1 / sqrt(2 * 2)
    assert kendall([1, 1, 2], [1, 2, 2]) == pytest.approx(1 / 2)


@pytest.mark.parametrize("correlation", [pearson, spearman, kendall])
def test_what_is_constant_or_single_has_no_correlation(correlation) -> None:
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1], [2]) is None
    with pytest.raises(ValueError, match="2 and 1 values"):
        correlation([1, 2], [1])
