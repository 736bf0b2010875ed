# ruff: noqa: RUF001 - the signs for "times" and "missing" are meant
"""Numbers for people, computed by hand."""

import pytest

from afterburner.core import units
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.234, "1.23 s"),
        (0.0123, "12.3 ms"),
        (0.000045, "45 µs"),
        (1.2, "1.20 s"),
        (12.34, "12.3 s"),
        (123.4, "123 s"),
        (1234.4, "1234 s"),
        (0.1, "100 ms"),
        (0, "0 µs"),
        (None, "–"),
        (float("nan"), "–"),
        (float("inf"), "–"),
    ],
)
def test_seconds(value, text):
    assert units.seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12_300_000, "12.3 MB"),
        (1_500, "1.50 kB"),
        (999, "999 B"),
        (1, "1 B"),
        (0, "0 B"),
        (2_345_000_000, "2.35 GB"),
        (5e12, "5000 GB"),
        (None, "–"),
    ],
)
def test_memory(value, text):
    assert units.memory(value) == text


def test_integral_is_memory_over_time():
    assert units.integral(1_200_000.0) == "1.20 MB·s"
    assert units.integral(None) == "–"


@pytest.mark.parametrize(("value", "text"), [(0.99961, "1.00 s"), (9.996, "10.0 s"), (0.0009996, "1.00 ms")])
def test_rounding_comes_before_the_choice_of_unit_and_digits(value, text):
    assert units.seconds(value) == text


def test_a_ratio_goes_with_its_interval():
    assert units.ratio(Estimate(estimate=3.42, low=3.1, high=3.8)) == "3.42× [3.10, 3.80]"
    assert units.ratio(Estimate(estimate=84.2, low=79, high=1090)) == "84.2× [79.0, 1090]"
    assert units.ratio(None) == "–"


def test_a_missing_factor_is_a_dash():
    assert units.times(None) == "–"
    assert units.times(0.05) == "0.0500×"


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity.CPU_S, "2.00 s"),
        (Quantity.WALL_S, "2.00 s"),
        (Quantity.PEAK_BYTES, "2 B"),
        (Quantity.INTEGRAL_BYTE_S, "2 B·s"),
    ],
)
def test_every_quantity_has_its_unit(quantity, text):
    assert units.amount(quantity, 2) == text
