"""``model-scale``: what does a larger model bring?"""

from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import VENUS, curve_figure, curve_table
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.experiments.differences import against_first, difference_table
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table

ROUNDS = 10


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _published() -> list[Series]:
    trained = [one for one in series("iterations") if (one.dataset, one.method) == (VENUS, "grpo")]
    vanilla = [one for one in series("baselines_under_iof") if one.model.startswith("qwen2.5")]
    return [*trained, *series("model_scale"), *vanilla]


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    curves = curve_table("Model scale", results, scoring, _published(), note="Sizes in the order of the policies.")
    return (curves, *difference_table("Against the first size", results, scoring, against_first(results)))


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("Model scale", results, scoring, _published()),)


EXPERIMENT = Experiment(
    name="model-scale",
    title="Model scale",
    question="Do larger models of a family gain more from the loop than small ones?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
