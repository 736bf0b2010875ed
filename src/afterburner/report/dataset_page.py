"""The page of a dataset: what is in it, drawn. Self-contained: no scripts, nothing from elsewhere.

html = dataset_page("venus", statistics, spreads)
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterburner.core import units
from afterburner.core.objective import Quantity
from afterburner.dataset.spreads import SHOWN, Spreads
from afterburner.dataset.statistics import Statistics
from afterburner.report.html import environment
from afterburner.report.text import visible

_MOST_ROWS = 24
_NAMES = {
    Quantity.CPU_S: "CPU time",
    Quantity.PEAK_BYTES: "peak memory",
    Quantity.INTEGRAL_BYTE_S: "memory integral",
}
_BINS_A_DECADE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One bar of a count: how long it is, as a share of the longest."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChart:
    """Bars of counts, one below the other."""

    title: str
    rows: tuple[CountRow, ...]
    note: str = ""


def dataset_page(name: str, statistics: Statistics, spreads: Spreads) -> str:
    """Return the page as HTML."""
    template = environment().get_template("dataset.html.j2")
    page = template.render(
        title=f"{name}: {statistics.problems} problems",
        statistics=statistics,
        solutions=sum(statistics.solutions.values()),
        tests=sum(statistics.tests.values()),
        megabytes=statistics.input_bytes / 1e6,
        charts=_charts(statistics),
        spread_charts=_spread_charts(spreads),
        spread_rows=_spread_rows(spreads),
    )
    return visible(page)


def _charts(found: Statistics) -> list[CountChart]:
    numbers = {str(number): found.solutions_a_problem[number] for number in sorted(found.solutions_a_problem)}
    return [
        count_chart("Solutions by language", found.solutions),
        count_chart("Problems by difficulty", found.difficulties),
        count_chart("Problems by number of solutions", numbers, in_order=True),
        count_chart("Tests", found.tests),
        count_chart("Problems by tag", found.tags),
    ]


def count_chart(title: str, counts: Mapping[str, int], *, in_order: bool = False) -> CountChart:
    """Return the bars of ``counts``, the longest first unless ``in_order``; of many, the first ones, and says so."""
    rows = list(counts.items()) if in_order else sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    longest = max(counts.values(), default=1)
    shown = rows[:_MOST_ROWS]
    note = f"and {len(rows) - len(shown)} more" if len(rows) > len(shown) else ""
    bars = tuple(CountRow(name=name, count=count, share=count / longest) for name, count in shown)
    return CountChart(title=title, rows=bars, note=note)


def _spread_charts(spreads: Spreads) -> list[CountChart]:
    charts = []
    for quantity in SHOWN:
        values = [value for (_language, of), found in spreads.values.items() if of is quantity for value in found]
        if values:
            charts.append(count_chart(f"Slowest over fastest: {_NAMES[quantity]}", spread_bins(values), in_order=True))
    return charts


def spread_bins(values: Sequence[float]) -> dict[str, int]:
    """Return how many of ``values``, each at least 1, lie in each quarter of a decade, empty quarters between included."""
    places = Counter(int(math.log10(max(1.0, value)) * _BINS_A_DECADE + 1e-9) for value in values)
    ends = [units.number(10 ** (place / _BINS_A_DECADE)) for place in range(max(places) + 2)]
    return {f"{ends[place]} to {ends[place + 1]}": places[place] for place in range(max(places) + 1)}


def _spread_rows(spreads: Spreads) -> list[tuple[str, ...]]:
    rows = []
    for language in spreads.languages():
        cells = [language, str(len(spreads.values[language, Quantity.CPU_S]))]
        for quantity in SHOWN:
            found = spreads.quartiles(language, quantity)
            numbers = (found.middle, found.low, found.high) if found else ()
            shown = [units.number(number) for number in numbers]
            cells.append(f"{shown[0]} ({shown[1]} to {shown[2]})" if shown else units.MISSING)
        rows.append(tuple(cells))
    return rows
