"""One stage of training from its configuration to a model that is a policy at once; goes on by itself where it was stopped.

    trained = run(config, TrainingFolder(Path("out")))
    trained.model                               hf:out/model

Light to import: PyTorch, Transformers and TRL are imported when a stage runs. Works in one process, and in each of several
that ``accelerate launch`` starts, with FSDP or DeepSpeed by its configuration; the first process alone writes log and model.
"""

import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from afterburner.train import checkpoints, loading
from afterburner.train.config import TrainingConfig
from afterburner.train.faults import readable
from afterburner.train.trained_model import write_model
from afterburner.train.training_rows import Kept, Limits, fitting, rows_of

if TYPE_CHECKING:
    from afterburner.train.early_judging import BeginsEarly

Progress = Callable[[int, int, Mapping[str, float]], None]
"""Called with the step, the number of steps, and what was logged at it."""
_log = logging.getLogger(__name__)


class Folder(Protocol):
    """What a stage needs of ``TrainingFolder``."""

    @property
    def path(self) -> Path:
        """The folder itself."""
        ...

    @property
    def checkpoints(self) -> Path:
        """Where checkpoints are put, each a folder."""
        ...

    @property
    def tensorboard(self) -> Path:
        """Where TensorBoard's files are put."""
        ...

    @property
    def model(self) -> Path:
        """Where the trained model is put."""
        ...

    @property
    def rollouts(self) -> Path:
        """The archive of GRPO's rollouts."""
        ...

    @property
    def log(self) -> Path:
        """The file of metrics, a line a logging step."""
        ...

    def begin(self, config: TrainingConfig) -> None:
        """Write down the configuration, or check that it is the one that is there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What came of a stage."""

    model: Path
    """A folder with weights, tokenizer and chat template: the policy ``hf:MODEL``. LoRA is merged into the weights."""
    steps: int
    """Optimisation steps, those before it was stopped included."""
    log: Mapping[str, float]
    """The last of each metric."""
    seconds: float
    """Wall seconds of this run."""
    notes: tuple[str, ...] = ()
    """What the user should know of the data: what was left out, and what earns nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a stage's own module needs to make its trainer."""

    config: TrainingConfig
    folder: Folder
    start: Path
    tokenizer: Any
    train: Kept
    eval: Kept | None
    grader: "BeginsEarly | None" = None
    calibration: Path | None = None


def run(
    config: TrainingConfig,
    folder: Folder,
    *,
    progress: Progress | None = None,
    grader: "BeginsEarly | None" = None,
    calibration: Path | None = None,
) -> Trained:
    """Train, and write the model; goes on from the last checkpoint in ``folder`` that is whole.

    ``grader`` judges GRPO's completions; None: one is made of the configuration. ``calibration`` is the journal of
    `afterburner dataset calibrate`, which ``beyond`` ranks programs by.

    Raises:
        UsageError: packages, model or data can't be used, the folder is of another configuration, the loss is no number.
        SandboxError: the disk is full.
        KeyboardInterrupt: somebody asked for the end; there is a checkpoint of the last step.

    """
    begun_s = time.monotonic()
    loading.prepare_process()
    if _is_main():
        folder.begin(config)
    setup = _setup(config, folder, grader, calibration)
    try:
        trained = _train(setup, progress)
    except Exception as error:
        told = readable(error, place=str(folder.path))
        if told is None:
            raise
        raise told from error
    return replace(trained, seconds=time.monotonic() - begun_s)


def _is_main() -> bool:
    """Whether this is the first of the processes that torchrun and accelerate start, or the only one."""
    return os.environ.get("RANK", "0") == "0"


def _setup(config: TrainingConfig, folder: Folder, grader: "BeginsEarly | None", calibration: Path | None) -> Setup:
    read = rows_of(Path(config.data.train), config.stage, most=config.data.most)
    held_out = None if config.data.eval is None else rows_of(Path(config.data.eval), config.stage)
    start = loading.start_of(config.model, merged=folder.path / "start", is_main=_is_main())
    tokenizer = loading.tokenizer_of(start)
    limits = Limits(
        prompt=config.training.prompt_tokens,
        answer=config.training.completion_tokens,
        context=loading.context_of(start),
    )
    return Setup(
        config=config,
        folder=folder,
        start=start,
        tokenizer=tokenizer,
        train=fitting(read, config.stage, tokenizer, limits, source=config.data.train),
        eval=None
        if held_out is None
        else fitting(held_out, config.stage, tokenizer, limits, source=str(config.data.eval)),
        grader=grader,
        calibration=calibration,
    )


def _train(setup: Setup, progress: Progress | None) -> Trained:
    callbacks = import_module("afterburner.train.callbacks")
    module = import_module(f"afterburner.train.{setup.config.stage.value}")
    folder = setup.folder
    with module.trainer_of(setup) as trainer:
        notes = (*setup.train.notes, *(setup.eval.notes if setup.eval else ()), *trainer.notes)
        if trainer.is_world_process_zero():
            for note in notes:
                _log.warning(note)
        last = checkpoints.last_whole(folder.checkpoints)
        log = callbacks.StepLog(folder.log, progress=progress)
        stop = _with_callbacks(trainer, setup, callbacks, log=log, last=last)
        with stop.listening():
            trainer.train(resume_from_checkpoint=None if last is None else str(last))
        if stop.stopped and trainer.state.global_step < trainer.state.max_steps:
            raise KeyboardInterrupt
        write_model(trainer, start=setup.start, into=folder.model, tokenizer=setup.tokenizer)
        return Trained(model=folder.model, steps=trainer.state.global_step, log=log.last, seconds=0.0, notes=notes)


def _with_callbacks(trainer: Any, setup: Setup, callbacks: Any, *, log: Any, last: Path | None) -> Any:  # noqa: ANN401 - no types without the packages
    transformers = import_module("transformers")
    folder, accelerator = setup.folder, trainer.accelerator
    # It prints to stdout, which is for data.
    trainer.remove_callback(transformers.PrinterCallback)
    stop = callbacks.Stop(accelerator.gather if accelerator.num_processes > 1 else None)
    keep = setup.config.training.keep_checkpoints
    saving = callbacks.Checkpoints(folder.checkpoints, keep=keep, wait_for_all=accelerator.wait_for_everyone)
    for one in (log, stop, saving):
        trainer.add_callback(one)
    if trainer.is_world_process_zero():
        checkpoints.prune(folder.checkpoints, keep=keep)
        first_step = 0 if last is None else checkpoints.step_of(last) + 1
        trainer.add_callback(callbacks.tensorboard(folder.tensorboard, first_step=first_step))
    accelerator.wait_for_everyone()
    return stop
