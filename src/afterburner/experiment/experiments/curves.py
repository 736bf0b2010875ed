"""Metrics by iteration: the table and the figure that most experiments share, with the published curves beside.

curve_table("Rounds", results, scoring, series("iterations"))
curve_figure("Rounds", results, scoring, series("iterations"))
"""

from collections.abc import Collection, Iterator, Sequence

from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.published import Series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Cell, Column, Figure, FigureKind, Mark, Table, Unit

METRICS = (Metric.PASS_AT_1, Metric.BEYOND_T, Metric.BEYOND_M, Metric.BEYOND_I)
TITLES = {
    Metric.PASS_AT_1: "pass@1",
    Metric.BEYOND_T: "Beyond-T",
    Metric.BEYOND_M: "Beyond-M",
    Metric.BEYOND_I: "Beyond-I",
}
SHOWN = (0, 1, 2, 4, 8, 10)
"""The iterations in tables, beside the last one: those of the paper's tables. Figures have them all."""

VENUS = "venus_python"
"""The paper's name for its dataset."""

Row = Sequence[Cell]


def beside(
    title: str, columns: Sequence[Column], ours: Sequence[Row], published: Sequence[Row], note: str = ""
) -> Table:
    """Return a table of the user's rows and then the published ones, marked as such."""
    marks = (*(False for _ in ours), *(True for _ in published)) if published else ()
    return Table(title=title, columns=tuple(columns), rows=(*ours, *published), note=note, published=marks)


def metric_columns(metrics: Sequence[Metric] = METRICS) -> list[Column]:
    """Return one column of shares for each metric."""
    return [Column(TITLES[metric], Unit.SHARE) for metric in metrics]


def metric_cells(scoring: Scoring, condition: str, iteration: int) -> list[Cell]:
    """Return every metric with its interval."""
    return [scoring.estimate(condition, iteration, metric) for metric in METRICS]


def published_cells(one: Series, iteration: int) -> list[Cell]:
    """Return every metric, as far as the paper has it."""
    return [one.value(metric.value, iteration) for metric in METRICS]


def curve_table(
    title: str,
    results: Results,
    scoring: Scoring,
    published: Sequence[Series],
    *,
    shown: Collection[int] = SHOWN,
    note: str = "",
) -> Table:
    """Return every metric of every condition after the iterations ``shown`` and after its last one."""
    ours = [
        [condition.name, iteration, *metric_cells(scoring, condition.name, iteration)]
        for condition in results.conditions
        for iteration in shown_of(condition, shown)
    ]
    theirs = [
        [one.label, iteration, *published_cells(one, iteration)]
        for one in published
        for iteration in one.iterations
        if iteration in shown or iteration == one.iterations[-1]
    ]
    columns = [Column("condition"), Column("iteration", Unit.COUNT), *metric_columns()]
    return beside(title, columns, ours, theirs, joined(note, start_note(results)))


def shown_of(condition: Condition, shown: Collection[int] = SHOWN) -> list[int]:
    """Return which iterations of ``condition`` stand in a table."""
    return [one for one in range(condition.iterations + 1) if one in shown or one == condition.iterations]


def curve_figure(
    title: str,
    results: Results,
    scoring: Scoring,
    published: Sequence[Series],
    metrics: Sequence[Metric] = METRICS,
) -> Figure:
    """Return every metric of every condition after every iteration, a panel for each metric."""
    marks = [*_our_marks(results, scoring, metrics), *published_marks(published, metrics)]
    return Figure(title=title, kind=FigureKind.CURVES, x_title="iteration", y_title="%", marks=tuple(marks))


def published_marks(published: Sequence[Series], metrics: Sequence[Metric] = METRICS) -> Iterator[Mark]:
    """Yield the paper's values, as many as there are."""
    for one in published:
        for metric in metrics:
            for iteration, value in sorted(one.metrics.get(metric.value, {}).items()):
                yield Mark(series=one.label, x=iteration, value=value, panel=TITLES[metric], is_published=True)


def _our_marks(results: Results, scoring: Scoring, metrics: Sequence[Metric]) -> Iterator[Mark]:
    for condition in results.conditions:
        for metric in metrics:
            for iteration in range(condition.iterations + 1):
                yield metric_mark(scoring, condition.name, iteration, metric, series=condition.name, x=iteration)


def metric_mark(
    scoring: Scoring, condition: str, iteration: int, metric: Metric, *, series: str, x: float | str
) -> Mark:
    """Return one metric with its interval, in the metric's panel."""
    found = scoring.estimate(condition, iteration, metric)
    return Mark(series=series, x=x, value=found.estimate, low=found.low, high=found.high, panel=TITLES[metric])


def metric_bars(results: Results, scoring: Scoring) -> list[Mark]:
    """Return every metric of every condition after its last iteration, as bars: a group for each metric."""
    return [
        Mark(series=one.name, x=TITLES[metric], value=found.estimate, low=found.low, high=found.high)
        for one in results.conditions
        for metric in METRICS
        for found in [scoring.estimate(one.name, one.iterations, metric)]
    ]


def start_note(results: Results) -> str:
    """Return what iteration 0 is where a program was given; empty where all start from nothing."""
    given = sorted({one.start.value for one in results.conditions if one.start is not Start.NOTHING})
    if not given:
        return ""
    return f"Iteration 0 is a reference solution where a condition starts from {' or '.join(given)} code."


def unasked_note(results: Results, what: str) -> str:
    """Return that ``what`` changes nothing for a policy without prompts; empty where there is none."""
    names = sorted({one.policy.name for one in results.conditions if one.policy.name.partition(":")[0] in _UNASKED})
    if not names:
        return ""
    return f"{', '.join(names)}: no prompt is made, so {what} changes nothing, and differences are noise."


_UNASKED = frozenset({"rules", "scripted"})


def joined(*sentences: str) -> str:
    """Return the sentences that are there."""
    return " ".join(sentence for sentence in sentences if sentence)
