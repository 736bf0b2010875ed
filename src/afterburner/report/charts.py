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

WIDTH = 360.0
HEIGHT = 212.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, WIDTH - 10.0, 12.0, 172.0
"""The frame of a plot: room for labels at the left and below."""

_NAMES = {
    Quantity.CPU_S: "CPU time",
    Quantity.WALL_S: "Wall time",
    Quantity.PEAK_BYTES: "Peak memory",
    Quantity.INTEGRAL_BYTE_S: "Memory integral",
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
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    bottom: float = BOTTOM


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
    x = scales.from_zero(max(points[-1][0] for points in both.values()), start=LEFT, end=RIGHT)
    y = scales.from_zero(most, start=BOTTOM, end=TOP)
    return Plot(
        title=title,
        x_label="seconds",
        y_label="MB",
        x_ticks=tuple(Tick(place=x.place(tick), label=f"{tick:g}") for tick in x.ticks()),
        y_ticks=tuple(Tick(place=y.place(tick), label=f"{tick / 1e6:g}") for tick in y.ticks(4)),
        lines=tuple(_course_line(kind, points, x, y) for kind, points in both.items()),
    )


def _course_line(kind: str, points: Sequence[tuple[float, float]], x: scales.Scale, y: scales.Scale) -> Line:
    placed = [(x.place(wall_s), y.place(rss)) for wall_s, rss in points]
    foot = [(placed[0][0], BOTTOM), *placed, (placed[-1][0], BOTTOM)]
    return Line(kind=kind, points=_joined(placed), area=_joined(foot))


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def progress(attempts: Sequence[Attempt], quantity: Quantity) -> Plot | None:
    """Return every accepted attempt by round, and the line of the best; None where there is nothing to compare."""
    values = {a.id: value for a in attempts if (value := single_pass(a, quantity))}
    if len(values) < 2:  # noqa: PLR2004 - one point is no progress
        return None
    rounds = max(a.round for a in attempts)
    x = scales.Scale(low=-0.5, high=rounds + 0.5, start=LEFT, end=RIGHT)
    y = scales.logarithmic(min(values.values()), max(values.values()), start=BOTTOM, end=TOP)
    beside = _offsets(attempts)
    places = {a.id: (x.place(a.round + beside[a.id]), y.place(values[a.id])) for a in attempts if a.id in values}
    return Plot(
        title="progress",
        x_label="round",
        y_label="",
        x_ticks=_round_ticks(rounds, x),
        y_ticks=tuple(Tick(place=y.place(tick), label=_short(quantity, tick)) for tick in y.ticks()),
        lines=(Line(kind="after", points=_stairs([places[a.id] for a in attempts if a.id in places and _leads(a)])),),
        dots=tuple(_dot(a, quantity, values[a.id], places[a.id]) for a in attempts if a.id in places),
    )


def single_pass(attempt: Attempt, quantity: Quantity) -> float | None:
    """Return what an accepted attempt took in the one pass that judged it; None where that is not known."""
    measured = attempt.judgement.measurement
    if attempt.judgement.verdict is not Verdict.ACCEPTED or measured is None or quantity not in measured.quantities:
        return None
    value = measured.quantities[quantity].estimate
    return value if math.isfinite(value) and value >= 0 else None


def _leads(attempt: Attempt) -> bool:
    return attempt.improved or attempt.round == 0


def _stairs(points: Sequence[tuple[float, float]]) -> str:
    """Return a line that stays level until the next point begins, to the right border."""
    corners: list[tuple[float, float]] = []
    for x, y in points:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return _joined([*corners, (RIGHT, corners[-1][1])] if corners else [])


def _offsets(attempts: Sequence[Attempt]) -> dict[str, float]:
    """Return how far beside its round each attempt stands, in rounds, so that those of a round do not overlap."""
    fellows: dict[int, list[str]] = {}
    for attempt in attempts:
        fellows.setdefault(attempt.round, []).append(attempt.id)
    return {
        each: (place - (len(ids) - 1) / 2) * min(0.12, 0.7 / len(ids))
        for ids in fellows.values()
        for place, each in enumerate(ids)
    }


def _dot(attempt: Attempt, quantity: Quantity, value: float, place: tuple[float, float]) -> Dot:
    kind = "before" if attempt.round == 0 else "after" if attempt.improved else "other"
    text = f"#{attempt.id}, {units.amount(quantity, value)}: {one_line(attempt.note or attempt.origin, most=120)}"
    return Dot(kind=kind, x=place[0], y=place[1], text=text)


def _round_ticks(rounds: int, x: scales.Scale) -> tuple[Tick, ...]:
    step = max(1, math.ceil(rounds / 10))
    return tuple(Tick(place=x.place(number), label=str(number)) for number in range(0, rounds + 1, step))


def _short(quantity: Quantity, tick: float) -> str:
    """Write a round value without the zeros that would claim precision: ``20 ms``."""
    text, _, unit = units.amount(quantity, tick).partition(" ")
    return f"{float(text):g} {unit}"
