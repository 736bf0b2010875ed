"""The integral of memory over time: a property of the course, not of how often it was looked at."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.execution import Execution, MemorySample, Timeline
from afterburner.core.objective import Clock, Quantity
from afterburner.core.status import Status
from tests.strategies import timelines

quick = settings(max_examples=100, deadline=None)


def course(*points):
    return Timeline(samples=tuple(MemorySample(wall_s=w, cpu_s=c, rss_bytes=m) for w, c, m in points))


def between(a, b, share):
    """The point of the straight line from a to b; as a course is counted in bytes, not rounded."""
    at = [x + (y - x) * share for x, y in ((a.wall_s, b.wall_s), (a.cpu_s, b.cpu_s), (a.rss_bytes, b.rss_bytes))]
    return MemorySample(wall_s=at[0], cpu_s=at[1], rss_bytes=at[2])


@pytest.mark.parametrize("clock", Clock)
@quick
@given(timelines(), st.lists(st.floats(min_value=0, max_value=1), max_size=5))
def test_more_samples_of_the_same_course_do_not_change_the_integral(clock, timeline, shares):
    denser = [timeline.samples[0]]
    for a, b in pairwise(timeline.samples):
        denser += [between(a, b, share) for share in sorted(shares)] + [b]
    again = Timeline(samples=denser).integral_byte_s(clock)
    assert again == pytest.approx(timeline.integral_byte_s(clock), rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("clock", Clock)
@quick
@given(timelines(least=3), st.data())
def test_the_integral_is_additive_over_time(clock, timeline, data):
    cut = data.draw(st.integers(min_value=1, max_value=len(timeline.samples) - 2))
    parts = Timeline(samples=timeline.samples[: cut + 1]), Timeline(samples=timeline.samples[cut:])
    total = sum(part.integral_byte_s(clock) for part in parts)
    assert total == pytest.approx(timeline.integral_byte_s(clock), rel=1e-9, abs=1e-6)


@quick
@given(timelines())
def test_the_integral_lies_between_least_and_most_memory_times_duration(timeline):
    memory = [sample.rss_bytes for sample in timeline.samples]
    duration = timeline.samples[-1].wall_s - timeline.samples[0].wall_s
    area = timeline.integral_byte_s(Clock.WALL)
    assert min(memory) * duration * (1 - 1e-9) <= area <= max(memory) * duration * (1 + 1e-9) + 1e-9


def test_the_integral_of_a_triangle_and_a_rectangle_is_their_area():
    up_and_on = course((0.0, 0.0, 0), (2.0, 1.0, 100), (5.0, 1.5, 100))
    assert up_and_on.integral_byte_s(Clock.WALL) == 2 * 100 / 2 + 3 * 100
    assert up_and_on.integral_byte_s(Clock.CPU) == 1 * 100 / 2 + 0.5 * 100


def test_being_preempted_is_not_charged_under_the_cpu_clock():
    busy = course((0.0, 0.0, 100), (1.0, 1.0, 100))
    preempted = course((0.0, 0.0, 100), (0.5, 0.5, 100), (9.5, 0.5, 100), (10.0, 1.0, 100))
    assert preempted.integral_byte_s(Clock.CPU) == busy.integral_byte_s(Clock.CPU)
    assert preempted.integral_byte_s(Clock.WALL) == 10 * busy.integral_byte_s(Clock.WALL)


@pytest.mark.parametrize("points", [(), [(0.0, 0.0, 5)]])
def test_without_two_samples_there_is_no_integral(points):
    assert course(*points).integral_byte_s(Clock.CPU) is None


def test_an_execution_gives_each_quantity_under_its_own_name():
    seen = Execution(
        status=Status.OK, wall_s=3.0, cpu_s=2.0, peak_bytes=7, timeline=course((0.0, 0.0, 4), (3.0, 2.0, 4))
    )
    assert [seen.quantity(q) for q in (Quantity.WALL_S, Quantity.CPU_S, Quantity.PEAK_BYTES)] == [3.0, 2.0, 7]
    assert seen.quantity(Quantity.INTEGRAL_BYTE_S) == 8.0
    assert seen.quantity(Quantity.INTEGRAL_BYTE_S, clock=Clock.WALL) == 12.0


@pytest.mark.parametrize("quantity", Quantity)
def test_what_was_not_measured_is_none(quantity):
    assert Execution(status=Status.OK).quantity(quantity) is None


@quick
@given(timelines(), st.integers(min_value=2, max_value=20))
def test_thinning_keeps_the_ends_the_order_and_the_bound(timeline, most):
    kept = list(timeline.thinned(most))
    places = [next(i for i, sample in enumerate(timeline.samples) if sample is one) for one in kept]
    assert len(kept) == min(most, len(timeline.samples))
    assert (places[0], places[-1]) == (0, len(timeline.samples) - 1)
    assert places == sorted(set(places))


def test_the_largest_gap_is_on_the_wall_clock():
    assert course((0.0, 0.0, 1), (1.0, 0.9, 1), (4.0, 1.0, 1), (4.5, 1.5, 1)).largest_gap_s() == 3.0


def test_the_error_bound_is_half_of_each_step_a_hidden_spike_and_the_unseen_end():
    rising = course((0.0, 0.0, 10), (1.0, 1.0, 30), (3.0, 3.0, 30), (4.0, 4.0, 30))
    half_steps, spike_in_the_widest_gap, unseen_end = 20 / 2, (50 - 30) * 2, 30
    assert rising.error_byte_s(Clock.CPU, peak_bytes=50) == half_steps + spike_in_the_widest_gap + unseen_end


@quick
@given(timelines(), st.data())
def test_a_coarser_look_at_a_rising_course_is_off_by_no_more_than_it_says(timeline, data):
    ordered = sorted(sample.rss_bytes for sample in timeline.samples)
    samples = tuple(replace(one, rss_bytes=rss) for one, rss in zip(timeline.samples, ordered, strict=True))
    whole, coarse = Timeline(samples=samples), Timeline(samples=tuple(Timeline(samples=samples).thinned(3)))
    if len(samples) < 2:
        return
    clock = data.draw(st.sampled_from(Clock))
    peak = max(ordered)
    error = abs(whole.integral_byte_s(clock) - coarse.integral_byte_s(clock))
    assert error <= coarse.error_byte_s(clock, peak_bytes=peak) * (1 + 1e-9) + 1e-6
