"""Costs of one pass, and their statistics over several."""

from dataclasses import replace

import pytest

from afterburner.core.execution import Timeline
from afterburner.core.objective import Clock, Quantity
from afterburner.measure.costs import costs_of, measurement_of
from afterburner.sandbox.fake import ran
from tests.measure.worlds import cost


def test_times_and_integrals_add_up_and_the_peak_is_the_largest():
    costs = costs_of([ran(cpu_s=0.5, peak_bytes=100), ran(cpu_s=1.5, peak_bytes=40)], clock=Clock.CPU)
    assert (costs.cpu_s, costs.wall_s, costs.peak_bytes) == (2.0, 2.0, 100)
    assert costs.integral_byte_s == 0.5 * 100 + 1.5 * 40


def test_the_integral_is_over_the_clock_that_was_chosen():
    seen = ran(cpu_s=1.0, peak_bytes=100)
    waited = tuple(replace(sample, wall_s=3 * sample.wall_s) for sample in seen.timeline.samples)
    seen = replace(seen, timeline=Timeline(samples=waited))
    assert costs_of([seen], clock=Clock.CPU).integral_byte_s == 100
    assert costs_of([seen], clock=Clock.WALL).integral_byte_s == 300


@pytest.mark.parametrize("missing", [{"peak_bytes": None}, {"timeline": Timeline(samples=())}])
def test_a_quantity_that_one_run_lacks_is_none_for_the_pass_and_not_less(missing):
    costs = costs_of([ran(), replace(ran(), **missing)], clock=Clock.CPU)
    values = {quantity: costs.value(quantity) for quantity in (Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)}
    assert [value is None for value in values.values()] == ["peak_bytes" in missing, "timeline" in missing]


def test_a_time_of_zero_still_has_a_ratio():
    assert costs_of([ran(cpu_s=0.0)], clock=Clock.CPU).cpu_s > 0


def test_a_measurement_is_the_geometric_mean_over_the_passes():
    measurement = measurement_of([cost(1.0), cost(4.0)], clock=Clock.CPU)
    assert measurement.quantities[Quantity.CPU_S].estimate == pytest.approx(2.0)
    assert measurement.repeats == 2
    assert Quantity.PEAK_BYTES not in measurement.quantities
