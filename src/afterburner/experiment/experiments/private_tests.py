"""``private-tests``: do public tests tell what private tests would?

Every policy is run twice: once where problems have their public tests alone, once with the private ones (``test_parts``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from afterburner.experiment.condition import Condition, Tests
from afterburner.experiment.experiments.curves import (
    METRICS,
    TITLES,
    Row,
    beside,
    curve_figure,
    curve_table,
    metric_columns,
)
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, Variant, conditions_of
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Cell, Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.metrics.correlation import pearson

ROUNDS = 10
_VARIANTS = (Variant(name="public tests", tests=Tests.PUBLIC), Variant(name="private tests", tests=Tests.PRIVATE))


@dataclass(frozen=True, slots=True)
class Curves:
    """One policy under both parts of the tests: the mean of every metric by iteration."""

    label: str
    public: dict[Metric, Sequence[float]]
    private: dict[Metric, Sequence[float]]
    is_published: bool

    @property
    def iterations(self) -> int:
        """How many iterations there are, the first included."""
        return len(self.public[Metric.PASS_AT_1])


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS, variants=_VARIANTS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    both = [*_our_curves(results, scoring), _published_curves()]
    return (
        curve_table("Public and private tests", results, scoring, _published()),
        _correlation_table(both),
        _gap_table(both),
    )


def _correlation_table(both: Sequence[Curves]) -> Table:
    rows = [[one.label, one.iterations, *_correlations(one)] for one in both]
    note = (
        "Pearson's r over iterations. Two curves that both rise correlate whatever their distance: see the differences as well. "
        "A curve that never changes has no r."
    )
    columns = [Column("condition"), Column("iterations", Unit.COUNT), *_columns(Unit.NUMBER)]
    return _split("Correlation of public and private tests", columns, both, rows, note)


def _gap_table(both: Sequence[Curves]) -> Table:
    rows = [[one.label, one.iterations, *_gaps(one)] for one in both]
    columns = [Column("condition"), Column("iterations", Unit.COUNT), *_columns(Unit.POINTS)]
    note = "Public less private, the mean over iterations: what public tests flatter by."
    return _split("Difference of public and private tests", columns, both, rows, note)


def _columns(unit: Unit) -> list[Column]:
    return [Column(column.title, unit) for column in metric_columns()]


def _correlations(one: Curves) -> list[Cell]:
    return [pearson(one.public[metric], one.private[metric]) for metric in METRICS]


def _gaps(one: Curves) -> list[Cell]:
    return [(sum(one.public[metric]) - sum(one.private[metric])) / one.iterations for metric in METRICS]


def _split(title: str, columns: Sequence[Column], both: Sequence[Curves], rows: Sequence[Row], note: str) -> Table:
    ours = [row for row, one in zip(rows, both, strict=True) if not one.is_published]
    theirs = [row for row, one in zip(rows, both, strict=True) if one.is_published]
    return beside(title, columns, ours, theirs, note)


def _our_curves(results: Results, scoring: Scoring) -> Iterator[Curves]:
    private = {_policy(one): one for one in results.conditions if one.tests is Tests.PRIVATE}
    for one in results.conditions:
        other = private.get(_policy(one))
        if one.tests is Tests.PUBLIC and other is not None:
            label = one.name.replace(", public tests", "")
            yield Curves(label, _means(scoring, one), _means(scoring, other), is_published=False)


def _policy(condition: Condition) -> Condition:
    return replace(condition, name="", tests=Tests.ALL)


def _means(scoring: Scoring, condition: Condition) -> dict[Metric, Sequence[float]]:
    iterations = range(condition.iterations + 1)
    return {
        metric: [scoring.estimate(condition.name, one, metric).estimate for one in iterations] for metric in METRICS
    }


def _published() -> list[Series]:
    return list(series("private_tests"))


def _published_curves() -> Curves:
    public, private = _published()
    label = public.label.removesuffix(" public")
    return Curves(label, _values(public), _values(private), is_published=True)


def _values(one: Series) -> dict[Metric, Sequence[float]]:
    return {metric: [value for _, value in sorted(one.metrics[metric.value].items())] for metric in METRICS}


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    both = [*_our_curves(results, scoring), _published_curves()]
    marks = tuple(
        Mark(series=one.label, x=100 * x, value=y, panel=TITLES[metric], is_published=one.is_published)
        for one in both
        for metric in METRICS
        for x, y in zip(one.public[metric], one.private[metric], strict=True)
    )
    points = Figure(
        title="Private against public tests",
        kind=FigureKind.POINTS,
        x_title="public tests, %",
        y_title="private tests, %",
        marks=marks,
    )
    return (points, curve_figure("Public and private tests", results, scoring, _published()))


EXPERIMENT = Experiment(
    name="private-tests",
    title="Public against private tests",
    question="Does the loop gain the same where it is judged by tests that the policy never sees?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
