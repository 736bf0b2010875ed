"""The log of a training run: what its trainer said of each step, as ``log.jsonl`` has it.

    log = read_log(folder / LOG_NAME)
    log.values["loss"]          [(1.0, 2.31), (2.0, 2.12), ...]

A step that was logged twice, by a run that went on from a checkpoint, has the later values.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from afterburner.core.errors import DataError
from afterburner.core.journal import read_entries

LOG_NAME = "log.jsonl"

Points = Sequence[tuple[float, float]]
"""Step and value, by step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingLog:
    """All metrics that are numbers, by name."""

    values: Mapping[str, Points] = field(default_factory=dict)
    """Finite ones alone."""
    broken: Mapping[str, float] = field(default_factory=dict)
    """The first step at which a metric was not a number, or infinite."""

    @property
    def last_step(self) -> float | None:
        """The last step that was logged; None: none was."""
        return max((points[-1][0] for points in self.values.values()), default=None)

    def last(self, name: str) -> float | None:
        """Return the last value of a metric; None where there is none."""
        points = self.values.get(name)
        return points[-1][1] if points else None


def read_log(path: Path) -> TrainingLog:
    """Read the log at ``path``, also while it is written; a file that is not there is an empty one.

    Raises:
        DataError: a line is not a JSON object, or has no step; the message names it.

    """
    if not path.exists():
        return TrainingLog()
    steps: dict[float, dict[str, float]] = {}
    for entry in read_entries(path):
        step = entry.value.get("step")
        if not _is_number(step) or not math.isfinite(step):
            raise DataError(
                f"{path}, line {entry.number}: no step", hint="each line says the number of its step as `step`"
            )
        numbers = {name: float(value) for name, value in entry.value.items() if name != "step" and _is_number(value)}
        steps.setdefault(float(step), {}).update(numbers)
    return _log_of(steps)


def _log_of(steps: Mapping[float, Mapping[str, float]]) -> TrainingLog:
    values: dict[str, list[tuple[float, float]]] = {}
    broken: dict[str, float] = {}
    for step in sorted(steps):
        for name, value in steps[step].items():
            if math.isfinite(value):
                values.setdefault(name, []).append((step, value))
            else:
                broken.setdefault(name, step)
    return TrainingLog(values=values, broken=broken)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def thinned(points: Points, most: int) -> Points:
    """Return at most ``most`` points: the means of as many neighbours each, at the last step of them."""
    size = math.ceil(len(points) / most) if points else 1
    chunks = [points[start : start + size] for start in range(0, len(points), size)]
    return [(chunk[-1][0], math.fsum(value for _step, value in chunk) / len(chunk)) for chunk in chunks]
