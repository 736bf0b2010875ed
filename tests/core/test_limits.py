"""Limits: positive, finite numbers, whoever asks."""

import math
from dataclasses import fields

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits

NAMES = [field.name for field in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [0, -1, -0.5, math.nan, math.inf, -math.inf, 1e16, 10**400])
def test_a_limit_that_is_no_positive_finite_number_is_refused_by_name(name, value):
    with pytest.raises(UsageError, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [1, 0.001, 1e15])
def test_every_positive_number_is_a_limit(name, value):
    assert getattr(Limits(**{name: value}), name) == value
