"""``spectrum``: how far does it get from slow code, and how far from fast code?"""

from afterburner.core.objective import Objective
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.experiments.curves import curve_figure, curve_table
from afterburner.experiment.experiments.definition import (
    Experiment,
    ExperimentOptions,
    Variant,
    conditions_of,
    without_start,
)
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table

ROUNDS = 4
_VARIANTS = (Variant(name="from slow", start=Start.SLOW), Variant(name="from fast", start=Start.FAST))


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    without_start(options, "spectrum")
    return conditions_of(options, iterations=ROUNDS, objectives=(Objective.INTEGRAL,), variants=_VARIANTS)


def _published() -> list[Series]:
    starts = (("efficiency_spectrum_low_start", "from slow"), ("efficiency_spectrum_high_start", "from fast"))
    return [
        Series(dataset=one.dataset, model=one.model, method=f"{one.method}, {start}", metrics=one.metrics)
        for table, start in starts
        for one in series(table)
    ]


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    return (curve_table("Efficiency of the start", results, scoring, _published()),)


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("Efficiency of the start", results, scoring, _published()),)


EXPERIMENT = Experiment(
    name="spectrum",
    title="From slow and from fast code",
    question="How much better does a program become that is among the slowest human ones, and one among the fastest?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
