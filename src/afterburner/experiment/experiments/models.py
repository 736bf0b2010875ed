"""``models``: how good are policies, with intervals?"""

from collections.abc import Iterator

from afterburner.experiment import published
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.experiments.curves import (
    METRICS,
    TITLES,
    VENUS,
    Row,
    beside,
    joined,
    metric_bars,
    metric_cells,
    metric_columns,
    published_cells,
    start_note,
)
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.experiments.differences import against_first, difference_table
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit

ROUNDS_OF_A_GIVEN_PROGRAM = 4
"""Where a program is given, iteration 0 says nothing of the policy; so many rounds are made instead."""

_TABLES = ("baselines_under_iof", "iterations", "model_scale")
_WITH_CURVES = frozenset({"qwen_2_5_3b_instruct", "qwen_2_5_7b_instruct", "gpt_4o"})
"""Models of the paper's comparison with human solutions that have more to show in its other tables."""


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    has_rules = any(policy.name == "rules" for policy in options.policies)
    is_given = has_rules if options.start is None else options.start is not Start.NOTHING
    return conditions_of(options, iterations=ROUNDS_OF_A_GIVEN_PROGRAM if is_given else 0)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    ours = [
        [condition.name, condition.iterations, *metric_cells(scoring, condition.name, condition.iterations)]
        for condition in results.conditions
    ]
    columns = [Column("condition"), Column("iteration", Unit.COUNT), *metric_columns()]
    note = "The paper's pass@1 without Beyond is 1 less the failed of its comparison with human solutions."
    last = max(condition.iterations for condition in results.conditions)
    table = beside("Models", columns, ours, list(_published_rows(last)), joined(note, start_note(results)))
    return (table, *difference_table("Differences of models", results, scoring, against_first(results)))


def _published_rows(last: int) -> Iterator[Row]:
    """Yield the paper's values after iteration 0, and after the latest one that is not beyond ``last``."""
    for one in _published_series():
        for iteration in sorted({0, max(number for number in one.iterations if number <= last)}):
            yield [one.label, iteration, *published_cells(one, iteration)]
    for row in published.versus_human():
        is_alone = row.model not in _WITH_CURVES and not row.model.startswith("afterburner")
        if row.metric == "time" and is_alone:
            yield [row.model, 0, 1 - row.failed, None, None, None]


def _published_series() -> list[published.Series]:
    found = [one for table in _TABLES for one in published.series(table) if one.dataset == VENUS]
    return [
        one for one in found if (one.model, one.method) != ("qwen2.5-3b", "base")
    ]  # it is "vanilla" in the first table


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    last = max(condition.iterations for condition in results.conditions)
    theirs = [
        Mark(series=one.label, x=TITLES[metric], value=value, is_published=True)
        for one in _published_series()
        for metric in METRICS
        if (value := _latest(one, metric, last)) is not None
    ]
    marks = (*metric_bars(results, scoring), *theirs)
    return (Figure(title="Models", kind=FigureKind.BARS, x_title="", y_title="%", marks=marks),)


def _latest(one: published.Series, metric: Metric, last: int) -> float | None:
    known = [iteration for iteration in one.metrics.get(metric.value, {}) if iteration <= last]
    return one.value(metric.value, max(known)) if known else None


EXPERIMENT = Experiment(
    name="models",
    title="Models compared",
    question="How many problems does each policy solve, and which share of human solutions does it beat?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
