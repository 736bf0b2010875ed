"""The look of charts: colours that people with any colour vision tell apart, on light and on dark, and the system's letters.

    config(LIGHT, ("#0072b2", "#c9480c"))       what Vega-Lite is to use
    colours(series, DARK)                       one a series, paler for the paper's

The hues follow Okabe and Ito's set (jfly.uni-koeln.de/color, 2008), its yellow left out, which is lost on white; each is made
lighter on dark. Beyond eight series they come again: legends and tooltips still name each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours, as ``#rrggbb``."""

    name: str
    paper: str
    ink: str
    soft: str
    """Of labels and axes."""
    line: str
    """Of the grid."""
    hues: tuple[str, ...]
    paler: float
    """So much of the paper, 0 to 1, is mixed into the colour of what is published."""


LIGHT = Theme(
    name="light",
    paper="#fdfdfb",
    ink="#1d2126",
    soft="#5d656e",
    line="#dcdfe2",
    hues=("#0072b2", "#c9480c", "#009e73", "#b0568a", "#d98e00", "#3fa3dd", "#7a5c00", "#6b7480"),
    paler=0.5,
)
DARK = Theme(
    name="dark",
    paper="#14171a",
    ink="#e4e6e8",
    soft="#99a2ab",
    line="#30363c",
    hues=("#4aa3df", "#f0803c", "#2bc39a", "#df92bf", "#f2b134", "#9ad7f5", "#c4a94a", "#99a2ab"),
    paler=0.35,
)
"""The same colours as the pages' style sheet has."""
THEMES = (LIGHT, DARK)

GREEN, BLUE, ORANGE, GREY = 2, 0, 4, 7
"""Places among the hues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One entry of a legend."""

    label: str
    hue: int
    """Which of the hues."""
    is_published: bool = False


def colours(series: Sequence[Series], theme: Theme) -> tuple[str, ...]:
    """Return the colour of each series."""
    return tuple(colour(one, theme) for one in series)


def colour(one: Series, theme: Theme) -> str:
    """Return the colour of a series."""
    full = theme.hues[one.hue % len(theme.hues)]
    return mixed(full, theme.paper, theme.paler) if one.is_published else full


def mixed(colour_a: str, colour_b: str, share: float) -> str:
    """Return ``colour_a`` with so much, 0 to 1, of ``colour_b`` in it."""
    pairs = zip(_parts(colour_a), _parts(colour_b), strict=True)
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in pairs)


def _parts(colour_: str) -> tuple[int, int, int]:
    return int(colour_[1:3], 16), int(colour_[3:5], 16), int(colour_[5:7], 16)


def config(theme: Theme, palette: Sequence[str], *, font: str = FONT) -> Mapping[str, object]:
    """Return Vega-Lite's configuration for a chart whose series have the colours ``palette``, in the order of its scale."""
    return {
        "font": font,
        # Vega-Lite describes each mark by an expression with the titles of the axes in it, which are strangers' words.
        "aria": False,
        "background": None,
        "view": {"stroke": None},
        "range": {"category": list(palette)},
        "axis": _axis(theme),
        "axisY": {"domain": False},
        "legend": {
            "labelColor": theme.ink,
            "titleColor": theme.soft,
            "labelFontSize": 12,
            "labelLimit": 260,
            "orient": "bottom",
            "direction": "horizontal",
            "columns": 2,
            "symbolStrokeWidth": 2,
            "symbolSize": 120,
        },
        "title": {"color": theme.ink, "fontSize": 14, "fontWeight": 600, "anchor": "start", "offset": 10, "limit": 640},
        "rule": {"color": theme.ink},
        "tick": {"color": theme.soft},
        "text": {"color": theme.ink},
        "boxplot": {
            "box": {"color": theme.soft, "opacity": 0.25},
            "rule": {"color": theme.soft},
            "median": {"color": theme.ink, "size": 18},
        },
    }


def _axis(theme: Theme) -> Mapping[str, object]:
    return {
        "labelColor": theme.soft,
        "titleColor": theme.soft,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "gridColor": theme.line,
        "domainColor": theme.soft,
        "tickColor": theme.line,
        "labelOverlap": True,
        "labelFlush": False,
        "labelLimit": 140,
    }
