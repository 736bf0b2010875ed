"""What a figure's marks are in a chart: which series there are and in which colours, and the rows of data behind them.

series_of(figure)           the legend
rows_of(figure, panel)      one row a mark: series, x, value, low, high, and the words of its tooltip
"""

import math
from collections.abc import Mapping, Sequence

from afterburner.core.errors import DataError
from afterburner.core.measurement import Estimate
from afterburner.experiment.table import Figure, FigureKind, Mark, Unit
from afterburner.report import cells
from afterburner.report.drawing_theme import BLUE, GREEN, GREY, ORANGE, Series
from afterburner.report.text import one_line

Row = Mapping[str, object]

_MOST = 200
"""Letters of a name."""

_PARTS = {"better than all": GREEN, "within": BLUE, "worse than all": ORANGE, "failed": GREY}
"""Parts whose colour has a meaning."""


def series_of(figure: Figure) -> tuple[Series, ...]:
    """Return the entries of the legend in the order of their first marks; of stacked bars, their parts.

    A series of the paper's has the hue of the own one with the same name.
    """
    if figure.kind is FigureKind.STACKED:
        parts = list(dict.fromkeys(category(mark) for mark in figure.marks))
        return tuple(Series(label=part, hue=_PARTS.get(part, place)) for place, part in enumerate(parts))
    names = list(dict.fromkeys(mark.series for mark in figure.marks))
    found = dict.fromkeys((mark.series, mark.is_published) for mark in figure.marks)
    return tuple(
        Series(label=label(name, is_published=published), hue=names.index(name), is_published=published)
        for name, published in found
    )


def label(name: str, *, is_published: bool) -> str:
    """Return the name of a series in legends."""
    shown = one_line(name, most=_MOST)
    return f"{shown} (published)" if is_published else shown


def category(mark: Mark) -> str:
    """Return x as the name of a category: ``better_than_all`` is "better than all"."""
    return one_line(mark.x, most=_MOST).replace("_", " ") if isinstance(mark.x, str) else f"{mark.x:g}"


def panels_of(figure: Figure) -> tuple[str, ...]:
    """Return the names of the panels; one without a name where there are none.

    Raises:
        DataError: there is nothing to draw.

    """
    if not any(math.isfinite(mark.value) for mark in figure.marks):
        raise DataError(f"figure {figure.title!r} has no marks with a value", hint="leave it out")
    return tuple(dict.fromkeys(mark.panel for mark in figure.marks))


def rows_of(figure: Figure, panel: str) -> Sequence[Row]:
    """Return a row for every mark of ``panel`` with a finite value; shares are in per cent.

    Raises:
        DataError: the x of curves or points is not a number.

    """
    return [_row(figure, mark) for mark in figure.marks if mark.panel == panel and math.isfinite(mark.value)]


def _row(figure: Figure, mark: Mark) -> Row:
    factor = 100.0 if figure.unit in {Unit.SHARE, Unit.POINTS} else 1.0
    is_known = mark.low is not None and mark.high is not None and math.isfinite(mark.low) and math.isfinite(mark.high)
    return {
        "series": label(mark.series, is_published=mark.is_published),
        "x": _place(figure, mark),
        "part": category(mark),
        "value": factor * mark.value,
        "low": factor * mark.low if is_known and mark.low is not None else None,
        "high": factor * mark.high if is_known and mark.high is not None else None,
        "text": _words(mark, figure.unit),
        "published": mark.is_published,
    }


def _place(figure: Figure, mark: Mark) -> float | str:
    if figure.kind not in {FigureKind.CURVES, FigureKind.LAYERS, FigureKind.POINTS}:
        return category(mark)
    if isinstance(mark.x, str) or not math.isfinite(mark.x):
        what = (
            f"figure {figure.title!r}: x of series {mark.series!r} is {mark.x!r}, and {figure.kind.value} need a number"
        )
        raise DataError(what, hint="draw it as bars")
    return mark.x


def _words(mark: Mark, unit: Unit) -> str:
    sign = {Unit.SHARE: " %", Unit.POINTS: " points", Unit.USD: " USD"}.get(unit, "")
    if mark.low is None or mark.high is None:
        return f"{cells.number(mark.value, unit)}{sign}"
    return cells.text(Estimate(estimate=mark.value, low=mark.low, high=mark.high), unit) + sign
