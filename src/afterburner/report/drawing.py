"""Figures drawn as files, for papers and talks. Vega-Lite, by Altair; no browser, no network.

    save(figure, Path("iterations.svg"))        .svg, .png or .html
    save(figure, Path("talk.png"), theme=DARK)
    chart(figure)                               an Altair chart, to go on with in a notebook

Series of the paper's are paler and dashed, and their names end in "(published)".
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterburner.core.errors import UsageError
from afterburner.experiment.table import Figure
from afterburner.report.drawing_marks import panels_of, series_of
from afterburner.report.drawing_page import require
from afterburner.report.drawing_theme import LIGHT, Theme, colours, config
from afterburner.report.figure_page import figure_page

if TYPE_CHECKING:
    import altair as alt

SUFFIXES = (".svg", ".png", ".html")
PNG_SCALE = 2.0
"""Pixels of the file for each of the drawing: sharp in print."""

_WIDTH = 340


def chart(figure: Figure, *, theme: Theme = LIGHT) -> "alt.TopLevelMixin":
    """Return ``figure`` as one chart of all its panels, two beside each other, with one legend.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: altair is missing.

    """
    require()
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
    """Write ``figure`` to ``path`` as SVG, PNG or self-contained HTML, as its suffix says; HTML takes the reader's theme.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: the suffix is another one, the file can't be written, or altair or vl-convert is missing.

    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise UsageError(f"a figure can't be written as {path}", hint=f"give a file that ends in {', '.join(SUFFIXES)}")
    content = write(figure, theme)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error}", hint="name a file in a folder that exists") from error


def _svg(figure: Figure, theme: Theme) -> bytes:
    spec = chart(figure, theme=theme).to_dict()
    import vl_convert  # noqa: PLC0415 - an extra, and chart() has told where it is missing

    return str(vl_convert.vegalite_to_svg(spec)).encode()


def _png(figure: Figure, theme: Theme) -> bytes:
    spec = chart(figure, theme=theme).to_dict()
    import vl_convert  # noqa: PLC0415 - as above

    return bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE))


def _html(figure: Figure, theme: Theme) -> bytes:  # noqa: ARG001 - a page takes the reader's theme
    return figure_page(figure).encode()


_WRITERS: Mapping[str, Callable[[Figure, Theme], bytes]] = {".svg": _svg, ".png": _png, ".html": _html}
