"""One panel of a figure as an Altair chart. It imports Altair, an extra: ``report.drawing`` imports this when it draws.

chart = panel(figure, "beyond_t", series_of(figure), width=340, title="Beyond-T")

Only names of fields that stand in this file are ever expressions of Vega's; texts of strangers are data and titles.
"""

from collections.abc import Mapping, Sequence

import altair as alt

from afterburner.experiment.table import Figure, FigureKind, Unit
from afterburner.report.drawing_marks import Row, rows_of
from afterburner.report.drawing_theme import Series
from afterburner.report.text import one_line

Layers = alt.Chart | alt.LayerChart | alt.FacetChart
"""What Altair calls what it returns; never facets here."""

Width = int | str
"""Pixels, or ``container``: as wide as what it stands in."""

_COLUMNS = 2
_CURVE_HEIGHT = 220
_BAR_STEP = 15
_BAR_GAP = 12
_STACK_STEP = 30
_MOST_TITLE = 120
"""Letters of a title."""
_PALE = 0.55
"""The opacity of the paper's stacked bars, whose colours say something else."""

_SI = {Unit.SECONDS: "s", Unit.BYTES: "B", Unit.BYTE_SECONDS: "B·s"}


def panel(figure: Figure, name: str, series: Sequence[Series], *, width: Width, title: str | None = None) -> Layers:
    """Return a panel of ``figure``; one with a title also has a legend.

    Raises:
        DataError: the x of curves or points is not a number.

    """
    rows = rows_of(figure, name)
    draw = {
        FigureKind.CURVES: _curves,
        FigureKind.BARS: _bars,
        FigureKind.STACKED: _stacked,
        FigureKind.LAYERS: _layered,
        FigureKind.POINTS: _points,
    }[figure.kind]
    drawn: Layers = draw(figure, rows, _Looks(series, with_legend=title is not None)).properties(width=width)
    if title is not None:
        drawn = drawn.properties(title=alt.Title(text=one_line(title, most=_MOST_TITLE), frame="group"))
    return drawn


def side_by_side(drawn: Sequence[Layers], title: str) -> alt.ConcatChart:
    """Return panels as one chart, with one legend."""
    whole = alt.concat(*drawn, columns=_COLUMNS, title=alt.Title(text=one_line(title, most=_MOST_TITLE), offset=18))
    resolved: alt.ConcatChart = whole.resolve_scale(color="shared", strokeDash="shared")
    return resolved


class _Looks:
    """How the series are told apart, the same in every panel."""

    def __init__(self, series: Sequence[Series], *, with_legend: bool) -> None:
        self.labels = [one.label for one in series]
        self._dashes = [[4, 3] if one.is_published else [1, 0] for one in series]
        self._legend = alt.Legend(title=None, symbolOpacity=1) if with_legend else None
        self._line_legend = (
            alt.Legend(title=None, symbolType="stroke", symbolSize=300, symbolOpacity=1) if with_legend else None
        )

    def color(self, field: str = "series") -> alt.Color:
        # The range is the theme's: its configuration names a colour for each place of the domain.
        scale = alt.Scale(domain=self.labels)
        return alt.Color(field=field, type="nominal", scale=scale, legend=self._legend)

    def stroke(self) -> alt.Color:
        """Return the colour of lines, whose entries in the legend are lines too."""
        scale = alt.Scale(domain=self.labels)
        return alt.Color(field="series", type="nominal", scale=scale, legend=self._line_legend)

    def dash(self) -> alt.StrokeDash:
        scale = alt.Scale(domain=self.labels, range=self._dashes)
        return alt.StrokeDash(field="series", type="nominal", scale=scale, legend=self._line_legend)


def _data(rows: Sequence[Row]) -> alt.InlineData:
    return alt.InlineData(values=[dict(row) for row in rows])


def _with_interval(rows: Sequence[Row]) -> Sequence[Row]:
    return [row for row in rows if row["low"] is not None]


def _layers(rows: Sequence[Row], intervals: alt.Chart, *values: alt.Chart) -> Layers:
    """Return ``values`` over their ``intervals``, which are left out where no mark has one."""
    return alt.layer(*([intervals] if _with_interval(rows) else []), *values)


def _curves(figure: Figure, rows: Sequence[Row], looks: _Looks) -> Layers:
    x = alt.X(
        field="x",
        type="quantitative",
        title=one_line(figure.x_title, most=_MOST_TITLE),
        axis=_place_axis(rows),
        scale=_near(),
    )
    y = alt.Y(field="value", type="quantitative", title=_value_title(figure), axis=_axis(figure.unit), scale=_near())
    base = alt.Chart(_data(rows)).encode(x=x, y=y, tooltip=_tooltip())
    band = (
        alt.Chart(_data(_with_interval(rows)))
        .mark_area(opacity=0.14)
        .encode(x=x, y=alt.Y(field="low", type="quantitative"), y2=alt.Y2(field="high"), color=looks.stroke())
    )
    line = base.mark_line(strokeWidth=2).encode(color=looks.stroke(), strokeDash=looks.dash())
    dot = base.mark_circle(size=36, opacity=1).encode(color=looks.stroke())
    return _layers(rows, band, line, dot).properties(height=_CURVE_HEIGHT)


def _points(figure: Figure, rows: Sequence[Row], looks: _Looks) -> Layers:
    title = one_line(figure.x_title, most=_MOST_TITLE)
    x = alt.X(field="x", type="quantitative", title=title, axis=alt.Axis(tickCount=6), scale=_near())
    y = alt.Y(field="value", type="quantitative", title=_value_title(figure), axis=_axis(figure.unit), scale=_near())
    whisker = (
        alt.Chart(_data(_with_interval(rows)))
        .mark_rule(opacity=0.6)
        .encode(x=x, y=alt.Y(field="low", type="quantitative"), y2=alt.Y2(field="high"), color=looks.color())
    )
    point = (
        alt.Chart(_data(rows))
        .mark_point(size=60, filled=True, opacity=0.9)
        .encode(x=x, y=y, color=looks.color(), tooltip=_tooltip())
    )
    return _layers(rows, whisker, point).properties(height=_CURVE_HEIGHT)


def _bars(figure: Figure, rows: Sequence[Row], looks: _Looks) -> Layers:
    categories = list(dict.fromkeys(str(row["part"]) for row in rows))
    rows = [{**row, "place": looks.labels.index(str(row["series"]))} for row in rows]
    y = names_axis("part", categories)
    offset = alt.YOffset(field="place", type="ordinal", scale=alt.Scale(domain=list(range(len(looks.labels)))))
    x = alt.X(field="value", type="quantitative", title=_value_title(figure), axis=_axis(figure.unit))
    bar = (
        alt.Chart(_data(rows))
        .mark_bar(cornerRadiusEnd=2)
        .encode(y=y, yOffset=offset, x=x, color=looks.color(), tooltip=_tooltip(), order=_by_place())
    )
    whisker = (
        alt.Chart(_data(_with_interval(rows)))
        .mark_rule(strokeWidth=1.25)
        .encode(y=y, yOffset=offset, x=alt.X(field="low", type="quantitative"), x2=alt.X2(field="high"))
    )
    height = len(categories) * (len(looks.labels) * _BAR_STEP + _BAR_GAP)
    return alt.layer(bar, *([whisker] if _with_interval(rows) else [])).properties(height=height)


def _stacked(figure: Figure, rows: Sequence[Row], looks: _Looks) -> Layers:
    bars = list(dict.fromkeys(str(row["series"]) for row in rows))
    placed = [
        {**row, "place": looks.labels.index(str(row["part"])), "opacity": _PALE if row["published"] else 1.0}
        for row in rows
    ]
    scale = alt.Scale(domain=[0, 100]) if figure.unit is Unit.SHARE else alt.Scale()
    x = alt.X(field="value", type="quantitative", title=_value_title(figure), stack="zero", scale=scale)
    drawn: Layers = (
        alt.Chart(_data(placed))
        .mark_bar(height=18)
        .encode(
            x=x.axis(_axis(figure.unit)),
            y=names_axis("series", bars),
            color=looks.color("part"),
            order=_by_place(),
            opacity=alt.Opacity(field="opacity", type="quantitative", scale=None),
            tooltip=_tooltip(),
        )
        .properties(height=len(bars) * _STACK_STEP)
    )
    return drawn


def _layered(figure: Figure, rows: Sequence[Row], looks: _Looks) -> Layers:
    ends = _ends([float(str(row["x"])) for row in rows])
    placed = [
        {**row, "place": looks.labels.index(str(row["series"])), "end": ends[float(str(row["x"]))]} for row in rows
    ]
    title = one_line(figure.x_title, most=_MOST_TITLE)
    scale = alt.Scale(domain=[0, 100]) if figure.unit is Unit.SHARE else alt.Scale()
    x = alt.X(field="x", bin="binned", type="quantitative", title=title, axis=_place_axis(rows), scale=_near())
    y = alt.Y(field="value", type="quantitative", title=_value_title(figure), stack="zero", scale=scale)
    drawn: Layers = (
        alt.Chart(_data(placed))
        .mark_bar(binSpacing=0)
        .encode(
            x=x,
            x2=alt.X2(field="end"),
            y=y.axis(_axis(figure.unit)),
            color=looks.color(),
            order=_by_place(),
            tooltip=_tooltip(),
        )
        .properties(height=_CURVE_HEIGHT)
    )
    return drawn


def _ends(places: Sequence[float]) -> Mapping[float, float]:
    """Return where each place's value ceases to hold: at the next; the last one lasts as long as the one before it."""
    known = sorted(set(places))
    last = known[-1] - known[-2] if len(known) > 1 else 1.0
    return dict(zip(known, [*known[1:], known[-1] + last], strict=True))


def _by_place() -> alt.Order:
    """Return the order of bars by their number: without one Vega-Lite makes an expression of their names."""
    return alt.Order(field="place", type="quantitative")


def names_axis(field: str, names: Sequence[str]) -> alt.Y:
    """Return the axis of ``names`` in their order, one below the other.

    The order is that of the scale's domain: Vega-Lite makes an expression of a list to sort by, and names of strangers are to be
    in none.
    """
    axis = alt.Axis(ticks=False, domain=False)
    return alt.Y(field=field, type="nominal", title=None, scale=alt.Scale(domain=list(names)), axis=axis)


def _near() -> alt.Scale:
    """Return a scale that need not reach to zero: the differences between curves are what one looks for."""
    return alt.Scale(zero=False, nice=True)


def _place_axis(rows: Sequence[Row]) -> alt.Axis:
    """Return the axis of iterations and other counts: whole numbers have no ticks between them."""
    places = {row["x"] for row in rows}
    if all(isinstance(place, int | float) and float(place).is_integer() for place in places):
        return alt.Axis(tickMinStep=1, format="d", grid=False)
    return alt.Axis(grid=False)


def _axis(unit: Unit) -> alt.Axis:
    if unit in _SI:
        return alt.Axis(labelExpr=with_prefix(_SI[unit]), tickCount=5)
    if unit is Unit.RATIO:
        return alt.Axis(labelExpr="format(datum.value, '~g') + '\u00d7'", tickCount=5)
    return alt.Axis(tickCount=5)


def with_prefix(unit: str) -> str:
    """Return Vega's expression for a label such as ``20 ms`` or ``12 MB``."""
    return f"replace(format(datum.value, '~s'), regexp('([^0-9.]?)$'), ' $1') + '{unit}'"


def _value_title(figure: Figure) -> str:
    title = one_line(figure.y_title, most=_MOST_TITLE)
    if figure.unit is Unit.SHARE and "%" not in title:
        return f"{title}, %" if title else "%"
    if figure.unit is Unit.POINTS and "point" not in title:
        return f"{title}, points" if title else "points"
    return title


def _tooltip() -> list[alt.Tooltip]:
    """Return what is told of a mark; under names of ours, since Vega-Lite makes an expression of them."""
    return [
        alt.Tooltip(field="series", type="nominal", title="series"),
        alt.Tooltip(field="part", type="nominal", title="at"),
        alt.Tooltip(field="text", type="nominal", title="value"),
    ]
