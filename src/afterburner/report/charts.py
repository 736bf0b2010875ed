"""The charts of a report as geometry: what stands where. The templates draw it, so nothing here writes markup.

Places are in the units of a drawing that is ``width`` wide, near the CSS pixels of a phone: letters stay readable there.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.execution import MemorySample
from afterburner.core.measurement import Comparison, Estimate, Measurement
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop.outcome import Course
from afterburner.report import scales
from afterburner.report.text import one_line

WIDTH = 360
_NAMES = {
    Quantity.CPU_S: "CPU time",
    Quantity.WALL_S: "Wall time",
    Quantity.PEAK_BYTES: "Peak memory",
    Quantity.INTEGRAL_BYTE_S: "Memory × time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One horizontal bar, with the interval of its value."""

    kind: str
    """``before`` or ``after``."""
    value: str
    y: float
    length: float
    whisker: tuple[float, float] | None
    value_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """One quantity before and after."""

    title: str
    bars: tuple[Bar, ...]
    start: float
    height: float = 68.0
    width: float = WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis."""

    place: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through the points ``x,y x,y ...``, and the area under it."""

    kind: str
    points: str
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point with a text that shows when it is pointed at."""

    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A chart with two axes."""

    title: str
    x_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...] = ()
    width: float = WIDTH
    height: float = 210.0
    left: float = 54.0
    right: float = WIDTH - 10.0
    top: float = 10.0
    bottom: float = 170.0


def bars(comparison: Comparison) -> tuple[BarChart, ...]:
    """Return a chart for each quantity that was measured of both programs."""
    found = (_bar_chart(quantity, comparison.a, comparison.b) for quantity in Quantity)
    return tuple(chart for chart in found if chart is not None)


_BAR_START, _BAR_END, _BAR_STEP = 52.0, 272.0, 30.0


def _bar_chart(quantity: Quantity, a: Measurement, b: Measurement) -> BarChart | None:
    before, after = a.quantities.get(quantity), b.quantities.get(quantity)
    if before is None or after is None or not _are_finite(before, after):
        return None
    scale = scales.from_zero(max(before.high, after.high), start=_BAR_START, end=_BAR_END)
    both = (("before", before), ("after", after))
    drawn = (_bar(kind, value, quantity, scale, 4 + _BAR_STEP * row) for row, (kind, value) in enumerate(both))
    return BarChart(title=_NAMES[quantity], bars=tuple(drawn), start=_BAR_START)


def _bar(kind: str, value: Estimate, quantity: Quantity, scale: scales.Scale, y: float) -> Bar:
    end, low, high = (scale.place(each) for each in (value.estimate, value.low, value.high))
    return Bar(
        kind=kind,
        value=units.amount(quantity, value.estimate),
        y=y,
        length=max(1.0, round(end - scale.start, 2)),
        whisker=(low, high) if value.low < value.high else None,
        value_x=round(max(end, high) + 8, 2),
    )


def _are_finite(*estimates: Estimate) -> bool:
    return all(math.isfinite(part) and part >= 0 for e in estimates for part in (e.estimate, e.low, e.high))


_LONGER = 4.0
"""From this ratio of the durations on, one common axis of time would squeeze the shorter course into a stroke."""


def courses(before: Course, after: Course) -> tuple[Plot, ...]:
    """Return memory over time of both programs: in one plot, or in two with their own clocks where the times differ."""
    both = {"before": _points(before.samples), "after": _points(after.samples)}
    both = {kind: points for kind, points in both.items() if len(points) > 1}
    if not both:
        return ()
    ends = [points[-1][0] for points in both.values()]
    most = max(rss for points in both.values() for _, rss in points)
    if max(ends) > _LONGER * min(ends):
        return tuple(_course_plot({kind: points}, most, title=kind) for kind, points in both.items())
    return (_course_plot(both, most, title=" and ".join(both)),)


def _points(samples: Sequence[MemorySample]) -> list[tuple[float, float]]:
    return [(s.wall_s, s.rss_bytes) for s in samples if math.isfinite(s.wall_s) and s.wall_s >= 0]


def _course_plot(both: dict[str, list[tuple[float, float]]], most: float, *, title: str) -> Plot:
    longest = max(points[-1][0] for points in both.values())
    x = scales.from_zero(longest, start=Plot.left_of(), end=Plot.right_of())
    return Plot(title=title, x_label="", x_ticks=(), y_ticks=(), lines=())
