"""Figures as a page shows them: a chart for each panel as Vega-Lite's JSON, and the legend as entries for the template.

    drawn = page_figure(figure)
    page_library()              the JavaScript that draws it

Colours are not in the charts: the page's script sets those of the theme, and again when the theme changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from afterburner.core.errors import UsageError
from afterburner.core.objective import Quantity
from afterburner.experiment.table import Figure
from afterburner.report.drawing_marks import panels_of, series_of
from afterburner.report.drawing_theme import THEMES, Series, colours, config
from afterburner.report.text import visible
from afterburner.report.words import NAMES

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]
"""A chart as Vega-Lite's JSON."""


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
    require()
    from afterburner.report.drawing_panels import panel  # noqa: PLC0415 - with altair, an extra

    series = series_of(figure)
    charts = []
    for name in panels_of(figure):
        drawn = panel(figure, name, series, width="container")
        charts.append(PageChart(title=visible(name), spec=page_spec(drawn), palettes=palettes(series)))
    return PageFigure(title=visible(figure.title), legend=legend(series), charts=charts)


def problem_charts(conditions: Sequence[Series]) -> Mapping[str, object]:
    """Return what a page draws of one problem: a strip for each quantity, and traces; the page fills in the data.

    Raises:
        UsageError: altair is missing.

    """
    require()
    from afterburner.report.drawing_problem import strip, traces  # noqa: PLC0415 - with altair, an extra

    return {
        "strips": {
            quantity.value: page_spec(strip(NAMES[quantity], unit, conditions)) for quantity, unit in _UNITS.items()
        },
        "trace": page_spec(traces(conditions)),
        "palettes": palettes(conditions),
    }


_UNITS = {Quantity.CPU_S: "s", Quantity.PEAK_BYTES: "B", Quantity.INTEGRAL_BYTE_S: "B·s"}


def page_spec(drawn: "alt.TopLevelMixin") -> Spec:
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
    require()
    return _bundle()


@cache
def _bundle() -> str:
    # A second of work, and always the same.
    import vl_convert  # noqa: PLC0415 - an extra

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # In a function of its own: its hundreds of short names stay out of the page's.
    return f"(function () {{\n{bundle}\n}})();".replace("</script", "<\\/script")


def themes() -> Mapping[str, object]:
    """Return Vega-Lite's configuration of each theme, by its name."""
    return {theme.name: config(theme, theme.hues) for theme in THEMES}


def require() -> None:
    """Check that what draws charts is installed.

    Raises:
        UsageError: it is not.

    """
    try:
        import altair as alt  # noqa: F401, PLC0415 - an extra
        import vl_convert  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        hint = "pip install 'afterburner[eval]'"
        raise UsageError(f"charts need the package {error.name}, which is missing", hint=hint) from error
