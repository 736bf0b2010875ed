"""Tables and figures as values: what an experiment says, without saying how it is printed or drawn.

    Table(title="Rounds", columns=(Column("model"), Column("pass@1", Unit.SHARE)), rows=(("rules", Estimate(...)),))
    Figure(title="Rounds", kind=FigureKind.CURVES, x_title="iteration", y_title="%", marks=[Mark(series="rules", x=0, value=0.4)])

``report`` draws them: on the terminal, in the page, as PNG and SVG.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.measurement import Estimate

Cell = Estimate | float | int | str | None
"""None: there is no such value."""


class Unit(StrEnum):
    """What the numbers of a column are."""

    TEXT = "text"
    SHARE = "share"
    """0 to 1, shown as per cent."""
    LAYERS = "layers"
    """Parts that add up, over a numeric x: each value holds until the next x."""
    POINTS = "points"
    """A difference of shares, shown as percentage points with its sign."""
    COUNT = "count"
    SECONDS = "seconds"
    BYTES = "bytes"
    BYTE_SECONDS = "byte_seconds"
    RATIO = "ratio"
    """Shown as ``1.52x``."""
    NUMBER = "number"
    """Without a unit: a correlation, a probability, a reward."""
    USD = "usd"


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    title: str
    unit: Unit = Unit.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, as many in each as there are columns."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    """What one must know to read it: the tie rule, what was left out."""
    published: Sequence[bool] = ()
    """Which rows are the paper's; empty: none."""


class FigureKind(StrEnum):
    """How marks are drawn."""

    CURVES = "curves"
    """Lines over a numeric x, with bands."""
    BARS = "bars"
    """Bars beside each other, with whiskers."""
    STACKED = "stacked"
    """One bar a series, of parts that add up."""
    LAYERS = "layers"
    """Parts that add up, over a numeric x: each value holds until the next x."""
    POINTS = "points"
    """Points over a numeric x, for correlations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value."""

    series: str
    x: float | str
    """Of ``STACKED``: the name of the bar is ``series``, and x the part."""
    value: float
    low: float | None = None
    high: float | None = None
    """The 95 % interval; None: there is none."""
    panel: str = ""
    """Figures with several panels, one for each metric."""
    is_published: bool = False
    """Whether it is the paper's: drawn paler, dashed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is drawn."""

    title: str
    kind: FigureKind
    x_title: str
    y_title: str
    marks: Sequence[Mark]
    unit: Unit = Unit.SHARE
    """Of the values."""
