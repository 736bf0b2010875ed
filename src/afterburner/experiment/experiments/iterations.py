"""``iterations``: what do more rounds bring?"""

from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import VENUS, curve_figure, curve_table
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table

ROUNDS = 10


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _published() -> list[Series]:
    others = [one for one in series("baselines_under_iof") if one.model != "qwen2.5-3b"]  # it is "base" in the figure
    return [*(one for one in series("iterations") if one.dataset == VENUS), *others]


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    return (curve_table("Iterations", results, scoring, _published()),)


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("Iterations", results, scoring, _published()),)


EXPERIMENT = Experiment(
    name="iterations",
    title="Rounds of the loop",
    question="How do correctness and efficiency change from round to round, and when do they stop to grow?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
