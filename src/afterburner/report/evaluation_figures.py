"""The figures that every evaluation has: by iteration with bands, and versus human as stacked bars.

    for figure in standard_figures(results, scoring): save(figure, ...)

Experiments have figures of their own beside these, or instead of them.
"""

from collections.abc import Collection, Iterator

from afterburner.core.objective import Quantity
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Figure, FigureKind, Mark
from afterburner.report.tables import SHOWN

METRIC_NAMES = {
    Metric.PASS_AT_1: "pass@1",
    Metric.BEYOND_T: "Beyond-T",
    Metric.BEYOND_M: "Beyond-M",
    Metric.BEYOND_I: "Beyond-I",
}
_PARTS = ("better than all", "within", "worse than all", "failed")


def standard_figures(results: Results, scoring: Scoring, *, given: Collection[FigureKind] = ()) -> list[Figure]:
    """Return the figures of ``results``: curves where a condition has iterations, else bars; and versus human for each quantity.

    Those of which there is one of the kind ``given`` are left out, and so are bars beside given curves: each takes seconds.

    Raises:
        DataError: the results can't be scored; see :class:`~afterburner.experiment.scoring.Scoring`.

    """
    has_iterations = any(one.iterations for one in results.conditions)
    found = []
    if FigureKind.CURVES not in given and has_iterations:
        found.append(iteration_figure(results, scoring))
    elif not {FigureKind.CURVES, FigureKind.BARS} & set(given):
        found.append(metric_figure(results, scoring))
    if FigureKind.STACKED not in given:
        found.append(human_figure(results, scoring))
    return found


def iteration_figure(results: Results, scoring: Scoring) -> Figure:
    """Return every metric by iteration, a panel each."""
    marks = [
        _mark(
            scoring, condition.name, iteration, metric, series=condition.name, x=iteration, panel=METRIC_NAMES[metric]
        )
        for metric in Metric
        for condition in results.conditions
        for iteration in range(condition.iterations + 1)
    ]
    return Figure(title="By iteration", kind=FigureKind.CURVES, x_title="iteration", y_title="", marks=marks)


def metric_figure(results: Results, scoring: Scoring) -> Figure:
    """Return every metric of every condition as bars."""
    marks = [
        _mark(scoring, condition.name, 0, metric, series=condition.name, x=METRIC_NAMES[metric], panel="")
        for metric in Metric
        for condition in results.conditions
    ]
    return Figure(title="The metrics", kind=FigureKind.BARS, x_title="metric", y_title="", marks=marks)


def _mark(
    scoring: Scoring, condition: str, iteration: int, metric: Metric, *, series: str, x: float | str, panel: str
) -> Mark:
    found = scoring.estimate(condition, iteration, metric)
    return Mark(series=series, x=x, value=found.estimate, low=found.low, high=found.high, panel=panel)


def human_figure(results: Results, scoring: Scoring) -> Figure:
    """Return how the last programs stand to people's, a panel for each quantity."""
    marks = [mark for quantity in _HUMAN for mark in _human_marks(results, scoring, quantity)]
    return Figure(title="Versus human", kind=FigureKind.STACKED, x_title="standing", y_title="", marks=marks)


_HUMAN = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)


def _human_marks(results: Results, scoring: Scoring, quantity: Quantity) -> Iterator[Mark]:
    for condition in results.conditions:
        found = scoring.human(condition.name, condition.iterations, quantity)
        shares = (found.better_than_all, found.within, found.worse_than_all, found.failed)
        for part, share in zip(_PARTS, shares, strict=True):
            yield Mark(series=condition.name, x=part, value=share, panel=SHOWN[quantity])
