"""All experiments by their names, as ``afterburner experiment NAME`` takes them.

experiment_named("ablation").conditions(ExperimentOptions(policies=(PolicyConfig(name="rules"),)))
"""

from collections.abc import Mapping

from afterburner.core.errors import UsageError
from afterburner.experiment.experiments import (
    ablation,
    absolute,
    ceilings,
    direct_or_refine,
    history,
    horizon,
    iterations,
    model_scale,
    models,
    noise,
    private_tests,
    reward_sensitivity,
    spectrum,
    transfer,
    versus_human,
)
from afterburner.experiment.experiments.definition import Experiment

_MODULES = (
    models,
    iterations,
    ablation,
    versus_human,
    transfer,
    history,
    spectrum,
    horizon,
    ceilings,
    private_tests,
    absolute,
    model_scale,
    direct_or_refine,
    reward_sensitivity,
    noise,
)

EXPERIMENTS: Mapping[str, Experiment] = {module.EXPERIMENT.name: module.EXPERIMENT for module in _MODULES}
"""By name, in the order in which they are listed."""


def experiment_named(name: str) -> Experiment:
    """Return the experiment of that name.

    Raises:
        UsageError: there is none.

    """
    found = EXPERIMENTS.get(name)
    if found is None:
        raise UsageError(f"there is no experiment {name!r:.80}", hint=f"give one of {', '.join(EXPERIMENTS)}")
    return found
