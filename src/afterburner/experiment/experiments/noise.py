"""``noise``: how often does the ranking change when everything is measured again?

    noise_tables(first, second)         two evaluations of the same conditions on the same problems

A second evaluation with the same replies and programs measures everything anew: what differs is noise of the measurement. With
replies drawn anew it is the noise of the policy as well. The paper has no such experiment.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from afterburner.core.errors import DataError
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import METRICS, TITLES, beside, metric_bars, metric_cells, metric_columns
from afterburner.experiment.experiments.definition import Evidence, Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.metrics.correlation import kendall, spearman

ROUNDS = 4


def noise_tables(first: Results, second: Results) -> tuple[Table, ...]:
    """Return how far two evaluations of the same conditions agree: by problem, and in the order of conditions.

    Raises:
        DataError: they are not of the same conditions, problems and numbers of solutions.

    """
    _check(first, second)
    both = (Scoring(first), Scoring(second))
    return (_repeat_table(first, both), _order_table(first, both))


def noise_figures(first: Results, second: Results) -> tuple[Figure, ...]:
    """Return every problem's metrics in the second evaluation over those in the first.

    Raises:
        DataError: as in ``noise_tables``.

    """
    _check(first, second)
    both = (Scoring(first), Scoring(second))
    marks = tuple(
        Mark(series=condition.name, x=100 * a, value=b, panel=TITLES[metric])
        for condition in first.conditions
        for metric in METRICS
        for a, b in zip(*_values(condition, metric, both), strict=True)
    )
    title = "Every problem, measured twice"
    return (Figure(title=title, kind=FigureKind.POINTS, x_title="first, %", y_title="second, %", marks=marks),)


def _check(first: Results, second: Results) -> None:
    facts: Sequence[tuple[str, Callable[[Results], object]]] = (
        ("conditions", lambda results: results.conditions),
        ("problems", lambda results: sorted(problem.id for problem in results.problems)),
        ("solutions", lambda results: results.solutions),
    )
    for name, of in facts:
        if of(first) != of(second):
            hint = "evaluate the same conditions on the same problems twice"
            raise DataError(f"the two evaluations differ in the field {name}", hint=hint)


def _repeat_table(results: Results, both: tuple[Scoring, Scoring]) -> Table:
    columns = (
        Column("condition"),
        Column("metric"),
        Column("problems", Unit.COUNT),
        Column("Spearman", Unit.NUMBER),
        Column("Kendall", Unit.NUMBER),
        Column("mean absolute change", Unit.POINTS),
        Column("change of the mean", Unit.POINTS),
    )
    rows = []
    for condition in results.conditions:
        for metric in METRICS:
            a, b = _values(condition, metric, both)
            changes = [y - x for x, y in zip(a, b, strict=True)]
            size = len(changes)
            absolute = sum(map(abs, changes)) / size if size else None
            mean = sum(changes) / size if size else None
            rows.append([condition.name, TITLES[metric], size, spearman(a, b), kendall(a, b), absolute, mean])
    note = "By problem, after the last iteration. Where all problems have one value there is no correlation."
    return beside("Measured again", columns, rows, (), note)


def _order_table(results: Results, both: tuple[Scoring, Scoring]) -> Table:
    columns = (
        Column("metric"),
        Column("pairs of conditions", Unit.COUNT),
        Column("pairs whose order flips", Unit.SHARE),
        Column("problems in which it flips", Unit.SHARE),
    )
    pairs = list(combinations(results.conditions, 2))
    rows = [
        [
            TITLES[metric],
            len(pairs),
            _share(_flips_of_means(pairs, metric, both)),
            _share(_flips_by_problem(pairs, metric, both)),
        ]
        for metric in METRICS
    ]
    note = "A flip: one condition ahead in the first evaluation and behind in the second; ties are no flips."
    return beside("Order of conditions", columns, rows, (), note)


Pairs = Sequence[tuple[Condition, Condition]]


def _flips_of_means(pairs: Pairs, metric: Metric, both: tuple[Scoring, Scoring]) -> Iterator[bool]:
    for a, b in pairs:
        leads = [
            scoring.estimate(a.name, a.iterations, metric).estimate
            - scoring.estimate(b.name, b.iterations, metric).estimate
            for scoring in both
        ]
        yield _flips(*leads)


def _flips_by_problem(pairs: Pairs, metric: Metric, both: tuple[Scoring, Scoring]) -> Iterator[bool]:
    for a, b in pairs:
        sides = [(_by_problem(a, metric, scoring), _by_problem(b, metric, scoring)) for scoring in both]
        for problem in sides[0][0]:
            yield _flips(*(of_a[problem] - of_b[problem] for of_a, of_b in sides))


def _flips(first: float, second: float) -> bool:
    return (first > 0 > second) or (first < 0 < second)


def _share(found: Iterator[bool]) -> float | None:
    flips = list(found)
    return sum(flips) / len(flips) if flips else None


def _values(condition: Condition, metric: Metric, both: tuple[Scoring, Scoring]) -> tuple[list[float], list[float]]:
    first, second = (_by_problem(condition, metric, scoring) for scoring in both)
    return list(first.values()), [second[problem] for problem in first]


def _by_problem(condition: Condition, metric: Metric, scoring: Scoring) -> Mapping[str, float]:
    return scoring.per_problem(condition.name, condition.iterations, metric)


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    columns = [Column("condition"), Column("iteration", Unit.COUNT), *metric_columns()]
    rows = [[one.name, one.iterations, *metric_cells(scoring, one.name, one.iterations)] for one in results.conditions]
    return (beside("Measured once", columns, rows, ()),)


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    marks = tuple(metric_bars(results, scoring))
    return (Figure(title="Measured once", kind=FigureKind.BARS, x_title="", y_title="%", marks=marks),)


EXPERIMENT = Experiment(
    name="noise",
    title="Noise of the ranking",
    question="How often does the order of policies, or of their programs, change when everything is measured again?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
    evidence=Evidence.TWO_RESULTS,
)
