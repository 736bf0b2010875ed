"""``ablation``: what do feedback and the original code in the prompt bring?

Every variant is asked without the history of earlier attempts: it would show the code and the numbers that are left out.
"""

from afterburner.experiment import published
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import (
    METRICS,
    TITLES,
    Row,
    beside,
    curve_figure,
    joined,
    metric_cells,
    metric_columns,
    start_note,
    unasked_note,
)
from afterburner.experiment.experiments.definition import (
    Experiment,
    ExperimentOptions,
    Variant,
    conditions_of,
    with_whole_prompts,
)
from afterburner.experiment.experiments.differences import difference_table
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.policy.prompt import Part

ROUNDS = 4

VARIANTS = (
    Variant(name="full", without=(), history=0),
    Variant(name="no feedback", without=(Part.FEEDBACK,), history=0),
    Variant(name="no original code", without=(Part.ORIGINAL,), history=0),
)
"""By the paper's names."""


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    with_whole_prompts(options, "ablation")
    return conditions_of(options, iterations=ROUNDS, variants=VARIANTS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    ours = [[one.name, one.iterations, *metric_cells(scoring, one.name, one.iterations)] for one in results.conditions]
    theirs: list[Row] = [[_label(row), row.iteration, *_values(row)] for row in published.ablation()]
    columns = [Column("condition"), Column("iteration", Unit.COUNT), *metric_columns()]
    note = joined(unasked_note(results, "leaving parts of it out"), start_note(results))
    table = beside("Ablation", columns, ours, theirs, note)
    return (table, *difference_table("What leaving it out changes", results, scoring, _pairs(results)))


def _pairs(results: Results) -> list[tuple[str, str]]:
    """Return each variant with the full one before it: conditions come in the order of ``VARIANTS``."""
    pairs, full = [], ""
    for one in results.conditions:
        if not one.policy.without:
            full = one.name
        elif full:
            pairs.append((one.name, full))
    return pairs


def _label(row: published.AblationValue) -> str:
    return f"{row.model} {row.method}, {row.variant}"


def _parts(condition: Condition) -> tuple[str, str]:
    """Return the name of a condition without its variant, and the variant."""
    variant = next(one.name for one in VARIANTS if one.without == condition.policy.without)
    return condition.name.replace(f", {variant}", "", 1), variant


def _values(row: published.AblationValue) -> list[float]:
    return [row.pass_at_1, row.beyond_t, row.beyond_m, row.beyond_i]


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    ours = [
        Mark(series=variant, x=policy, value=found.estimate, low=found.low, high=found.high, panel=TITLES[metric])
        for one in results.conditions
        for policy, variant in [_parts(one)]
        for metric in METRICS
        for found in [scoring.estimate(one.name, one.iterations, metric)]
    ]
    theirs = [
        Mark(series=row.variant, x=f"{row.model} {row.method}", value=value, panel=TITLES[metric], is_published=True)
        for row in published.ablation()
        for metric, value in zip(METRICS, _values(row), strict=True)
    ]
    bars = Figure(title="Ablation", kind=FigureKind.BARS, x_title="", y_title="%", marks=(*ours, *theirs))
    return (bars, curve_figure("Ablation by iteration", results, scoring, ()))


EXPERIMENT = Experiment(
    name="ablation",
    title="Ablation of the prompt",
    question="What is lost when the prompt holds no feedback, or not the program that is to become better?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
