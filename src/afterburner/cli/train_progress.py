"""What one sees while a model trains: a bar on a terminal, a line a logging step elsewhere.

with TrainingProgress("grpo") as shown:
    shown.take(3, 50, {"loss": 0.12, "reward": 0.4})
"""

import math
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from afterburner.cli import console

_SHOWN = (
    ("loss", "loss"),
    ("eval_loss", "loss on held-out data"),
    ("reward", "reward"),
    ("rewards/accuracies", "order right"),
)
"""Metrics, and their names for people."""
_GROUPS = "groups/"
_WITH_SIGNAL = f"{_GROUPS}signal"


class TrainingProgress:
    """Shows the steps of a training on standard error."""

    def __init__(self, name: str) -> None:
        self.step = 0
        self.of: int | None = None
        """Steps in all; None: nobody has said yet."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[said]}"),
        )
        self._is_live = console.stderr.is_terminal
        self._bar = Progress(*columns, console=console.stderr, transient=True, disable=not self._is_live)
        self._task = self._bar.add_task(f"training ({name})", total=None, said="loading the model")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def take(self, step: int, of: int, metrics: Mapping[str, float]) -> None:
        """Show what was logged at ``step`` of ``of``."""
        self.step, self.of = step, of
        said = words(metrics)
        if self._is_live:
            self._bar.update(self._task, completed=step, total=of, said=said)
        elif said:
            console.say(f"step {step}/{of}: {said}")


def words(metrics: Mapping[str, float]) -> str:
    """Return in words what of ``metrics`` one watches; empty: there is nothing of that."""
    said = [f"{name} {metrics[key]:.4g}" for key, name in _SHOWN if key in metrics]
    share = without_signal(metrics)
    if share is not None:
        said.append(f"{share:.0%} of groups without signal")
    return ", ".join(said)


def without_signal(metrics: Mapping[str, float]) -> float | None:
    """Return the share of groups that taught nothing, 0 to 1; None: nothing is said of groups."""
    groups = {key: value for key, value in metrics.items() if key.startswith(_GROUPS) and math.isfinite(value)}
    total = sum(groups.values())
    return None if total <= 0 else 1 - groups.get(_WITH_SIGNAL, 0.0) / total
