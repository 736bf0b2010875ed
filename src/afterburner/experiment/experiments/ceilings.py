"""``ceilings``: after how many rounds does a metric hardly grow any more, by difficulty?"""

from collections.abc import Iterator, Sequence

from afterburner.experiment import published
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import TITLES, Row, beside, curve_figure, joined, start_note
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit

ROUNDS = 10
TOLERANCE = 0.05
"""Relative to the last value."""

DIFFICULTIES = ("easy", "medium", "hard")
_METRICS = (Metric.BEYOND_T, Metric.BEYOND_M, Metric.BEYOND_I)


def rounds_to_ceiling(values: Sequence[float], tolerance: float = TOLERANCE) -> int | None:
    """Return the first iteration from which on all values are within ``tolerance`` of the last one; None where that is 0."""
    if not values or values[-1] == 0:
        return None
    last, reached = values[-1], len(values) - 1
    while reached > 0 and abs(values[reached - 1] - last) <= tolerance * last:
        reached -= 1
    return reached


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    columns = [Column("condition"), Column("metric"), *(Column(name, Unit.COUNT) for name in (*DIFFICULTIES, "all"))]
    ours = [
        [condition.name, TITLES[metric], *_ceilings(results, scoring, condition, metric)]
        for condition in results.conditions
        for metric in _METRICS
    ]
    theirs = list(_published_rows())
    note = joined(
        "Rounds until the metric stays within 5 % (relative) of its value after the last round.",
        "With more rounds the last value is higher, and the ceiling later.",
        _counts_note(results),
        start_note(results),
    )
    return (beside("Ceilings", columns, ours, theirs, note),)


def _ceilings(results: Results, scoring: Scoring, condition: Condition, metric: Metric) -> list[int | None]:
    groups = [*(_problems(results, difficulty) for difficulty in DIFFICULTIES), [one.id for one in results.problems]]
    return [_ceiling(scoring, condition, metric, ids) for ids in groups]


def _ceiling(scoring: Scoring, condition: Condition, metric: Metric, ids: Sequence[str]) -> int | None:
    if not ids:
        return None
    iterations = range(condition.iterations + 1)
    return rounds_to_ceiling([_mean(scoring, condition.name, one, metric, ids) for one in iterations])


def _mean(scoring: Scoring, condition: str, iteration: int, metric: Metric, ids: Sequence[str]) -> float:
    values = scoring.per_problem(condition, iteration, metric)
    return sum(values[one] for one in ids) / len(ids)


def _problems(results: Results, difficulty: str) -> list[str]:
    return [one.id for one in results.problems if one.difficulty == difficulty]


def _counts_note(results: Results) -> str:
    counts = ", ".join(f"{len(_problems(results, name))} {name}" for name in DIFFICULTIES)
    unsaid = len(results.problems) - sum(len(_problems(results, name)) for name in DIFFICULTIES)
    return f"Problems: {counts}, {unsaid} without a difficulty."


def _published_rows() -> Iterator[Row]:
    for row in published.ceilings():
        yield [row.dataset, TITLES[Metric(row.metric)], row.easy, row.medium, row.hard, None]


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    marks = [
        Mark(series=condition.name, x=difficulty, value=value, panel=TITLES[metric])
        for condition in results.conditions
        for metric in _METRICS
        for difficulty, value in zip(
            (*DIFFICULTIES, "all"), _ceilings(results, scoring, condition, metric), strict=True
        )
        if value is not None
    ]
    theirs = [
        Mark(series=row.dataset, x=difficulty, value=value, panel=TITLES[Metric(row.metric)], is_published=True)
        for row in published.ceilings()
        for difficulty, value in zip(DIFFICULTIES, (row.easy, row.medium, row.hard), strict=True)
    ]
    bars = Figure(
        title="Ceilings",
        kind=FigureKind.BARS,
        x_title="difficulty",
        y_title="rounds",
        marks=(*marks, *theirs),
        unit=Unit.COUNT,
    )
    return (bars, curve_figure("Curves behind the ceilings", results, scoring, ()))


EXPERIMENT = Experiment(
    name="ceilings",
    title="Ceilings by difficulty",
    question="After how many rounds does efficiency hardly grow any more, and is it later for hard problems?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
