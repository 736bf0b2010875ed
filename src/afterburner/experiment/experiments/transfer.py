"""``transfer``: does what works on one dataset work on another?

Each evaluation is of one dataset: run it again with ``--dataset`` for the next. Within one, whole programs that read standard
input (as APPS has them) and functions (as LeetCode has them) are shown apart: the same policy on two kinds of task.
"""

from collections.abc import Collection, Iterator, Sequence

from afterburner.core.objective import Quantity
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import (
    METRICS,
    SHOWN,
    TITLES,
    VENUS,
    Row,
    beside,
    joined,
    metric_columns,
    published_cells,
    published_marks,
    shown_of,
    start_note,
)
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.metrics.mercury import mercury_beyond

ROUNDS = 10
MERCURY_BEYOND = "beyond"
"""The metric of the paper's rows of Mercury: Mercury's own, which is not Beyond-T."""

_IN_FIGURES = "grpo"
"""The method whose published curves are drawn: there are too many of all to tell them apart. The table has all."""

Parts = dict[str, tuple[str, ...]]


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def parts(results: Results) -> Parts:
    """Return the problems of each part by the part's name: all, and each interface where there are several."""
    by_interface: dict[str, list[str]] = {}
    for problem in results.problems:
        by_interface.setdefault(problem.interface, []).append(problem.id)
    found: Parts = {"all": tuple(problem.id for problem in results.problems)}
    if len(by_interface) > 1:
        found |= {name: tuple(ids) for name, ids in sorted(by_interface.items())}
    return found


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    columns = [
        Column("dataset"),
        Column("problems"),
        Column("condition"),
        Column("iteration", Unit.COUNT),
        *metric_columns(),
        Column("Beyond (Mercury)", Unit.SHARE),
    ]
    ours = list(_rows(results, scoring))
    note = joined(
        "Beyond (Mercury) is that benchmark's own metric, of CPU time, which the paper gives for it instead of Beyond-T.",
        "" if len(parts(results)) > 1 else "All problems have one interface, so there is nothing to set apart.",
        start_note(results),
    )
    return (beside("Transfer", columns, ours, list(_published_rows()), note),)


def _rows(results: Results, scoring: Scoring) -> Iterator[Row]:
    dataset = results.provenance.dataset
    for part, ids in parts(results).items():
        shown = part if part == "all" else f"{part} ({len(ids)})"
        for condition in results.conditions:
            for iteration in shown_of(condition):
                cells = [scoring.over(condition.name, iteration, metric, ids) for metric in METRICS]
                beyond = _mercury(scoring, condition.name, iteration, ids)
                yield [dataset, shown, condition.name, iteration, *cells, beyond]


def _mercury(scoring: Scoring, condition: str, iteration: int, ids: Collection[str]) -> float:
    """Return Mercury's Beyond over these problems, of CPU time."""
    standings = scoring.standings
    rows = zip(standings.problems, standings.entries(condition, iteration), strict=True)
    entries = [entry for problem, row in rows if problem in ids for entry in row]
    distributions = [tuple(standings.reference_costs(one.problem, Quantity.CPU_S).values()) for one in entries]
    return mercury_beyond([standings.cost(one, Quantity.CPU_S) for one in entries], distributions)


def _published() -> list[Series]:
    trained = [one for one in series("iterations") if one.dataset in {"apps", VENUS}]
    return sorted([*trained, *series("livecodebench"), *series("mercury")], key=lambda one: one.dataset != VENUS)


def _published_rows() -> Iterator[Row]:
    for one in _published():
        for iteration in one.iterations:
            if iteration in SHOWN or iteration == one.iterations[-1]:
                cells = published_cells(one, iteration)
                yield [one.dataset, "all", one.label, iteration, *cells, one.value(MERCURY_BEYOND, iteration)]


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    trained = [_with_dataset(one) for one in _published() if one.method == _IN_FIGURES]
    whole, *halves = parts(results).items()
    figures = [_curves(f"Transfer: {results.provenance.dataset}", results, scoring, [whole], trained)]
    if halves:
        figures.append(_curves("By interface", results, scoring, halves, ()))
    return tuple(figures)


def _curves(
    title: str,
    results: Results,
    scoring: Scoring,
    shown: Sequence[tuple[str, tuple[str, ...]]],
    published: Sequence[Series],
) -> Figure:
    ours = [
        Mark(
            series=condition.name if part == "all" else f"{condition.name}, {part}",
            x=iteration,
            value=found.estimate,
            low=found.low,
            high=found.high,
            panel=TITLES[metric],
        )
        for part, ids in shown
        for condition in results.conditions
        for metric in METRICS
        for iteration in range(condition.iterations + 1)
        for found in [scoring.over(condition.name, iteration, metric, ids)]
    ]
    marks = (*ours, *published_marks(published))
    return Figure(title=title, kind=FigureKind.CURVES, x_title="iteration", y_title="%", marks=marks)


def _with_dataset(one: Series) -> Series:
    return Series(dataset=one.dataset, model=one.model, method=f"{one.method}, {one.dataset}", metrics=one.metrics)


EXPERIMENT = Experiment(
    name="transfer",
    title="Transfer to other problems",
    question="Does the loop gain as much on another dataset, and on programs that read standard input as on functions?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
