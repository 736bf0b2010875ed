"""What happens at each step of a training: its log, its progress, its checkpoints, and its end when somebody asks for it.

Imports Transformers, and so takes seconds to import.
"""

import contextlib
import json
import logging
import math
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import torch
import transformers
from torch.utils.tensorboard import SummaryWriter
from transformers.integrations import TensorBoardCallback

from afterburner.dataset.files import replace_text
from afterburner.train import checkpoints

Progress = Callable[[int, int, Mapping[str, float]], None]
"""Called with the step, the number of steps, and what was logged at it."""

_log = logging.getLogger(__name__)
_LAST = "train_runtime"
"""A metric that stands in the summary at the end alone."""


class StepLog(transformers.TrainerCallback):  # type: ignore[misc] # it has no types
    """Writes one JSON object a logging step, each at once on the disk; what is not a number is null."""

    def __init__(self, path: Path, *, progress: Progress | None = None) -> None:
        self._path = path
        self._progress = progress
        self.last: dict[str, float] = {}
        """The last line's metrics, and the summary's."""

    def on_train_begin(self, args: Any, state: Any, control: Any, **_named: Any) -> None:  # noqa: ANN401, ARG002 - its form
        """Take out the lines of steps that are made again: those after the checkpoint that training goes on from."""
        if state.is_world_process_zero and self._path.is_file():
            kept = [line for line in self._path.read_text("utf-8").splitlines() if _step(line) <= state.global_step]
            replace_text(self._path, "".join(f"{line}\n" for line in kept if _step(line) >= 0))

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_named: Any) -> None:  # noqa: ANN401, ARG002 - its form
        """Write the line."""
        if not state.is_world_process_zero:
            return
        metrics = {name: value for name, value in (logs or {}).items() if isinstance(value, int | float)}
        self.last |= metrics
        if _LAST in metrics:
            return
        line = {"step": state.global_step} | {
            name: value if value is not None and math.isfinite(value) else None
            for name, value in logs.items()
            if value is None or name in metrics
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, allow_nan=False) + "\n")
        if self._progress is not None:
            self._progress(state.global_step, state.max_steps, metrics)


def _step(line: str) -> int:
    """Return the step of a line of the log; -1: it is half a line."""
    try:
        return int(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return -1


def tensorboard(folder: Path, *, first_step: int) -> Any:  # noqa: ANN401 - it has no types
    """Return the callback that writes TensorBoard's files, from ``first_step`` on: later events of an earlier run are hidden."""
    return TensorBoardCallback(SummaryWriter(log_dir=str(folder), purge_step=first_step))


class Checkpoints(transformers.TrainerCallback):  # type: ignore[misc] # it has no types
    """Seals each checkpoint when all processes have written their part, and removes old ones."""

    def __init__(self, folder: Path, *, keep: int, wait_for_all: Callable[[], None]) -> None:
        self._folder = folder
        self._keep = keep
        self._wait_for_all = wait_for_all

    def on_save(self, args: Any, state: Any, control: Any, **_named: Any) -> None:  # noqa: ANN401, ARG002 - its form
        """Seal it."""
        self._wait_for_all()
        if state.is_world_process_zero:
            checkpoints.seal(self._folder / f"checkpoint-{state.global_step}")
            checkpoints.prune(self._folder, keep=self._keep)


class Stop(transformers.TrainerCallback):  # type: ignore[misc] # it has no types
    """Ends training after a step, with a checkpoint, when a signal asks for it; a second one ends it at once.

    Between two steps alone are weights and optimizer of one step.
    """

    def __init__(self, agree: Callable[[Any], Any] | None) -> None:
        """``agree`` gathers a tensor from all processes; None: there is one alone."""
        self._agree = agree
        self._asked = False
        self.stopped = False
        """Whether training was ended by a signal."""

    def on_step_end(self, args: Any, state: Any, control: Any, **_named: Any) -> None:  # noqa: ANN401, ARG002 - its form
        """Look whether a signal came: to any process, so that all end at the same step."""
        asked = self._asked
        if self._agree is not None:
            asked = bool(self._agree(torch.tensor([int(asked)], device=args.device)).any())
        if asked:
            self.stopped = True
            control.should_save = True
            control.should_training_stop = True

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM in the meantime; in another thread than the main one nothing is taken."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._take) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        name = signal.Signals(number).name
        _log.warning("%s: training ends after this step, with a checkpoint; once more ends it at once", name)
