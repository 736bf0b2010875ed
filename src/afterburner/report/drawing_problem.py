"""The charts of one problem, to be filled by the page: costs of references and candidates, and memory over time.

    strip("CPU time", "s", conditions)      data: references and candidates {row, name, cost, text}
    traces(conditions)                      data: samples {row, run, name, seconds, bytes}

``row`` is the name of a condition, or REFERENCES. It imports Altair, an extra.
"""

from collections.abc import Sequence

import altair as alt

from afterburner.report.drawing_panels import Layers, names_axis, with_prefix
from afterburner.report.drawing_theme import Series

REFERENCES = "reference solutions"
_ROW = 26


def strip(title: str, unit: str, conditions: Sequence[Series]) -> Layers:
    """Return a row of reference solutions, a box and ticks, and a row of diamonds for each condition, on a logarithmic axis."""
    labels = [one.label for one in conditions]
    scale = alt.Scale(type="log", nice=False, padding=8)
    axis = alt.Axis(labelExpr=with_prefix(unit), tickCount=4, grid=True)
    x = alt.X(field="cost", type="quantitative", title=f"{title}, log scale", scale=scale, axis=axis)
    y = names_axis("row", [REFERENCES, *labels])
    references = alt.Chart(alt.NamedData(name="references"))
    words = [alt.Tooltip(field="name", type="nominal"), alt.Tooltip(field="text", type="nominal", title=title)]
    box = references.mark_boxplot(extent="min-max", size=18).encode(x=x, y=y)
    ticks = references.mark_tick(thickness=1.5, height=12, opacity=0.8).encode(x=x, y=y, tooltip=words)
    color = alt.Color(field="row", type="nominal", scale=alt.Scale(domain=labels), legend=None)
    candidates = (
        alt.Chart(alt.NamedData(name="candidates"))
        .mark_point(shape="diamond", filled=True, size=90, opacity=0.9)
        .encode(x=x, y=y, color=color, tooltip=words)
    )
    return alt.layer(box, ticks, candidates).properties(width="container", height=_ROW * (len(labels) + 1))


def traces(conditions: Sequence[Series]) -> Layers:
    """Return a line for each candidate: resident memory over wall time."""
    labels = [one.label for one in conditions]
    seconds = alt.Axis(labelExpr=with_prefix("s"), tickCount=5, grid=False)
    size = alt.Axis(labelExpr=with_prefix("B"), tickCount=5)
    drawn: Layers = (
        alt.Chart(alt.NamedData(name="samples"))
        .mark_line(strokeWidth=1.75, interpolate="step-after")
        .encode(
            x=alt.X(field="seconds", type="quantitative", title="wall time", axis=seconds),
            y=alt.Y(field="bytes", type="quantitative", title="resident memory", axis=size),
            color=alt.Color(field="row", type="nominal", scale=alt.Scale(domain=labels), legend=None),
            detail=alt.Detail(field="run", type="nominal"),
            tooltip=[alt.Tooltip(field="name", type="nominal")],
        )
        .properties(width="container", height=220)
    )
    return drawn
