"""The environment from plain arguments."""

from pathlib import Path
from typing import Any

from afterburner_verifiers.env import AfterburnerEnv, AfterburnerEnvConfig
from afterburner_verifiers.taskset import AfterburnerTasksetConfig


def load_environment(
    dataset: str = "builtin",
    split: str = "all",
    *,
    prompts: str | Path | None = None,
    **settings: Any,  # noqa: ANN401 - of two configurations
) -> AfterburnerEnv:
    """Return the environment; ``settings`` are fields of ``AfterburnerEnvConfig`` and ``AfterburnerTasksetConfig``.

    Raises:
        pydantic.ValidationError: a setting is not known, or has no such value.

    """
    of_taskset = {name: settings.pop(name) for name in list(settings) if name in _TASKSET and name not in _ENV}
    taskset = {"id": "afterburner-verifiers", "dataset": dataset, "split": split, "prompts": prompts, **of_taskset}
    return AfterburnerEnv(AfterburnerEnvConfig.model_validate({"taskset": taskset, **settings}))


_TASKSET = frozenset(AfterburnerTasksetConfig.model_fields)
_ENV = frozenset(AfterburnerEnvConfig.model_fields)
