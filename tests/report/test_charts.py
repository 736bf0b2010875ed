"""Geometry of the charts, by hand."""

import math

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop.outcome import Course
from afterburner.report import charts, scales


def test_a_linear_scale_starts_at_zero():
    scale = scales.from_zero(100.0, start=0.0, end=104.0)
    assert [scale.place(value) for value in (0, 50, 100)] == [0, 50, 100]
    assert scale.ticks() == pytest.approx([0, 50, 100])


def test_equal_factors_are_equal_distances_on_a_logarithmic_scale():
    scale = scales.Scale(low=1.0, high=100.0, start=0.0, end=200.0, is_log=True)
    assert [scale.place(value) for value in (1, 10, 100)] == [0, 100, 200]


@given(st.floats(1e-6, 1e12), st.floats(1, 1e9))
def test_a_logarithmic_scale_has_ticks_within_it(smallest, factor):
    scale = scales.logarithmic(smallest, smallest * factor, start=0.0, end=1.0)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 7
    assert all(scale.low <= tick <= scale.high for tick in ticks)


@given(st.floats(1e-9, 1e12))
def test_a_linear_scale_has_ticks_within_it(largest):
    scale = scales.from_zero(largest, start=0.0, end=1.0)
    assert 2 <= len(scale.ticks()) <= 7
    assert scale.ticks()[-1] <= scale.high * 1.001


def test_bars_are_as_long_as_their_values():
    chart = charts.bars(samples.comparison(times=4.0))[0]
    before, after = chart.bars
    assert before.length / after.length == pytest.approx(4.0, rel=0.01)
    assert before.whisker[1] > chart.start + before.length


def test_courses_of_like_length_share_a_plot():
    assert len(charts.courses(samples.course(2.0), samples.course(1.0))) == 1


def test_courses_of_unlike_length_have_a_plot_each():
    plots = charts.courses(samples.course(2.0), samples.course(0.01))
    assert [plot.title for plot in plots] == ["before", "after"]
    assert plots[0].y_ticks == plots[1].y_ticks


def test_an_empty_course_is_no_plot():
    assert charts.courses(Course(test="one", samples=()), Course(test="one", samples=())) == ()


def test_progress_leaves_out_what_failed():
    plot = charts.progress(samples.attempts(), Quantity.CPU_S)
    assert [dot.kind for dot in plot.dots] == ["before", "after"]


def test_one_point_is_no_progress():
    only = (samples.attempt(0, round_number=0), samples.attempt(1, verdict=Verdict.WRONG_ANSWER))
    assert charts.progress(only, Quantity.CPU_S) is None


def test_numbers_that_are_none_draw_nothing():
    odd = samples.attempt(1, cpu_s=math.nan)
    assert charts.progress((samples.attempt(0, round_number=0), odd), Quantity.CPU_S) is None
