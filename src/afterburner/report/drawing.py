"""Figures drawn: as files for papers, and as what the page of an evaluation shows. Vega-Lite, by Altair; no browser, no network.

    save(figure, Path("iterations.svg"))        .svg, .png or .html
    save(figure, Path("talk.png"), theme=DARK)
    chart(figure)                               an Altair chart, to go on with in a notebook

Series of the paper's are paler and dashed, and their names end in "(published)".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterburner.core.errors import UsageError
from afterburner.experiment.table import Figure
from afterburner.report.drawing_marks import panels_of, series_of
from afterburner.report.drawing_theme import LIGHT, THEMES, Series, Theme, colours, config
from afterburner.report.text import visible

if TYPE_CHECKING:
    import altair as alt

    Drawn = alt.TopLevelMixin

Spec = dict[str, Any]
"""A chart as Vega-Lite's JSON."""

SUFFIXES = (".svg", ".png")
PNG_SCALE = 2.0
"""Pixels of the file for each of the drawing: sharp in print."""

_WIDTH = 340


def chart(figure: Figure, *, theme: Theme = LIGHT) -> "Drawn":
    """Return ``figure`` as one chart of all its panels, two beside each other, with one legend.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: altair is missing.

    """
    _require()
    from afterburner.report.drawing_panels import panel, side_by_side  # noqa: PLC0415 - with altair, an extra

    series, names = series_of(figure), panels_of(figure)
    settings: dict[str, Any] = {**config(theme, colours(series, theme)), "background": theme.paper, "padding": 12}
    single = len(names) == 1
    drawn = [
        panel(figure, name, series, width=_WIDTH, title=figure.title if single and not name else name) for name in names
    ]
    whole: alt.TopLevelMixin = drawn[0] if single else side_by_side(drawn, figure.title)
    configured: alt.TopLevelMixin = whole.configure(**settings)
    return configured


def save(figure: Figure, path: Path, *, theme: Theme = LIGHT) -> None:
    """Write ``figure`` to ``path`` as SVG, PNG or self-contained HTML, as its suffix says.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: the suffix is another one, the file can't be written, or altair or vl-convert is missing.

    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise UsageError(f"a figure can't be written as {path}", hint=f"give a file that ends in {', '.join(SUFFIXES)}")
    content = write(chart(figure, theme=theme).to_dict())
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error}", hint="name a file in a folder that exists") from error


def _svg(spec: Spec) -> bytes:
    import vl_convert  # noqa: PLC0415 - an extra

    return str(vl_convert.vegalite_to_svg(spec)).encode()


def _png(spec: Spec) -> bytes:
    import vl_convert  # noqa: PLC0415 - an extra

    return bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE))


_WRITERS: Mapping[str, Callable[[Spec], bytes]] = {".svg": _svg, ".png": _png}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChart:
    """One panel for a page, which draws the legend itself, and again when the theme changes."""

    title: str
    """Of the panel; empty where the figure has one."""
    spec: Spec
    palettes: Mapping[str, Sequence[str]]
    """The colours of the series, by the name of the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One series in a page's legend."""

    label: str
    light: str
    dark: str
    is_published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigure:
    """A figure for a page."""

    title: str
    legend: Sequence[LegendEntry]
    charts: Sequence[PageChart]


def page_figure(figure: Figure) -> PageFigure:
    """Return ``figure`` as charts that are as wide as what they stand in.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: altair is missing.

    """
    _require()
    from afterburner.report.drawing_panels import panel  # noqa: PLC0415 - with altair, an extra

    series = series_of(figure)
    charts = []
    for name in panels_of(figure):
        drawn = panel(figure, name, series, width="container")
        charts.append(PageChart(title=visible(name), spec=page_spec(drawn), palettes=palettes(series)))
    return PageFigure(title=visible(figure.title), legend=legend(series), charts=charts)


def page_spec(drawn: "Drawn") -> Spec:
    """Return a chart as JSON without what the page sets: the configuration of the theme."""
    spec = drawn.to_dict()
    return {key: value for key, value in spec.items() if key != "config"}


def palettes(series: Sequence[Series]) -> Mapping[str, Sequence[str]]:
    """Return the colours of ``series`` by the name of the theme."""
    return {theme.name: colours(series, theme) for theme in THEMES}


def legend(series: Sequence[Series]) -> Sequence[LegendEntry]:
    """Return the entries of a page's legend."""
    by_theme = palettes(series)
    return [
        LegendEntry(label=one.label, light=light, dark=dark, is_published=one.is_published)
        for one, light, dark in zip(series, by_theme["light"], by_theme["dark"], strict=True)
    ]


def page_library() -> str:
    """Return the JavaScript that draws charts in a page, ``vegaEmbed``, with all that it needs.

    Raises:
        UsageError: vl-convert is missing.

    """
    _require()
    import vl_convert  # noqa: PLC0415 - an extra

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # In a function of its own: its hundreds of short names stay out of the page's.
    return f"(function () {{\n{bundle}\n}})();".replace("</script", "<\\/script")


def _require() -> None:
    try:
        import altair as alt  # noqa: F401, PLC0415 - an extra
        import vl_convert  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        hint = "pip install 'afterburner[eval]'"
        raise UsageError(f"charts need the package {error.name}, which is missing", hint=hint) from error
