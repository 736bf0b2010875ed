"""``afterburner train sft``, ``dpo`` and ``grpo``: one stage of training, from its configuration to a policy."""

import logging
import math
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afterburner.cli import arguments, console
from afterburner.cli.calibrate_command import usual_journal
from afterburner.cli.optimizing import default_folder
from afterburner.cli.train_progress import TrainingProgress
from afterburner.cli.train_rehearsal import show
from afterburner.core import units
from afterburner.core.errors import UsageError
from afterburner.train.checkpoints import step_of
from afterburner.train.config import Stage, TrainingConfig, check_groups, read
from afterburner.train.dry_run import rehearse
from afterburner.train.training_folder import TrainingFolder

if TYPE_CHECKING:
    from afterburner.train.stages import Trained

EXIT_INTERRUPTED = 130

_PACKAGES = ("torch", "transformers", "trl", "peft", "accelerate", "datasets", "tensorboard")

ConfigFile = Annotated[Path, typer.Argument(metavar="CONFIG.toml", help="The stage's configuration; see runs/.")]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Folder for the training (default: afterburner-out/train-STAGE-TIME); one that was stopped there goes on.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print what would be done, with an example and the memory, and do nothing.")
]
Devices = Annotated[int, typer.Option(min=1, max=100_000, help="With --dry-run: on how many GPUs.")]
Steps = Annotated[int | None, typer.Option(min=1, help="Optimisation steps: training.steps.")]
Seed = Annotated[int | None, typer.Option(min=0, help="Of everything that is drawn: training.seed.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="SECTION.KEY=VALUE", help="A value over the file's; may be repeated."),
]
JournalFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="The calibration that `beyond` ranks by (default: this machine's, in the cache folder)."
    ),
]
ReportTo = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Beside TensorBoard: wandb or trackio; may be repeated."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the command line says."""

    stage: Stage
    file: Path
    out: Path | None
    changes: tuple[str, ...]
    as_json: bool
    journal: Path | None = None


@dataclass(frozen=True, slots=True)
class _Processes:
    """Which of the processes that train together this one is."""

    rank: int
    count: int

    @property
    def is_first(self) -> bool:
        return self.rank == 0


def sft(
    file: ConfigFile,
    out: Out = None,
    dry_run: DryRun = False,
    devices: Devices = 1,
    steps: Steps = None,
    seed: Seed = None,
    changes: Changes = None,
    report_to: ReportTo = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Train a model to give the best answers: supervised fine-tuning.

    Learns from `sft.jsonl`, or `cold-start.jsonl`, of `afterburner train data`. The model that comes out is a policy:
    `--policy hf:DIR/model`. Stopped, it goes on by the same command with the same --out.

    Examples:
        afterburner train sft runs/paper-3b/sft.toml --out sft/

        afterburner train sft runs/single-gpu-lora/sft.toml --dry-run

        afterburner train sft sft.toml --set model.path=./model --set training.batch=4

    """
    asked = _asked(Stage.SFT, file, out, steps, seed, changes, report_to, as_json=as_json)
    _carry_out(asked, devices=devices if dry_run else None)


def dpo(
    file: ConfigFile,
    out: Out = None,
    dry_run: DryRun = False,
    devices: Devices = 1,
    steps: Steps = None,
    seed: Seed = None,
    changes: Changes = None,
    report_to: ReportTo = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Train a model to prefer the better of two answers: direct preference optimisation.

    Learns from `dpo.jsonl` of `afterburner train data`, whose pairs are those with a certain order. The model that comes out is a
    policy: `--policy hf:DIR/model`. Stopped, it goes on by the same command with the same --out.

    Examples:
        afterburner train dpo runs/paper-3b/dpo.toml --set model.path=sft/model --out dpo/

        afterburner train dpo dpo.toml --set dpo.beta=0.3 --dry-run --devices 8

    """
    asked = _asked(Stage.DPO, file, out, steps, seed, changes, report_to, as_json=as_json)
    _carry_out(asked, devices=devices if dry_run else None)


def grpo(
    file: ConfigFile,
    out: Out = None,
    dry_run: DryRun = False,
    devices: Devices = 1,
    steps: Steps = None,
    seed: Seed = None,
    changes: Changes = None,
    report_to: ReportTo = None,
    journal: JournalFile = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Train a model on what its programs cost when they run: GRPO with execution feedback.

    Draws a group of answers for each prompt of `grpo.jsonl`, judges and measures them in the sandbox, and makes the better ones
    likelier. Every completion and its reward is kept: `afterburner report DIR`. The model that comes out is a policy:
    `--policy hf:DIR/model`. Stopped, it goes on by the same command with the same --out.

    Examples:
        afterburner train grpo runs/single-gpu-lora/grpo.toml --set model.path=sft/model --out grpo/

        afterburner train grpo grpo.toml --dry-run --devices 8

        accelerate launch --config_file runs/accelerate/fsdp2.yaml -m afterburner train grpo grpo.toml --out grpo/

    """
    asked = _asked(Stage.GRPO, file, out, steps, seed, changes, report_to, as_json=as_json)
    if journal is not None and not journal.is_file():
        raise UsageError(f"there is no calibration at {journal}", hint="make one: afterburner dataset calibrate")
    _carry_out(replace(asked, journal=journal), devices=devices if dry_run else None)


def _asked(
    stage: Stage,
    file: Path,
    out: Path | None,
    steps: int | None,
    seed: int | None,
    changes: list[str] | None,
    report_to: list[str] | None,
    *,
    as_json: bool,
) -> _Asked:
    more = list(changes or ())
    more += [] if steps is None else [f"training.steps={steps}"]
    more += [] if seed is None else [f"training.seed={seed}"]
    if report_to:
        names = ", ".join(f"'{name}'" for name in report_to)
        more.append(f"training.report_to=[{names}]")
    return _Asked(stage=stage, file=file, out=out, changes=tuple(more), as_json=as_json)


def _carry_out(asked: _Asked, *, devices: int | None) -> None:
    """Train, or with a number of ``devices`` say what training on them would be."""
    if devices is not None:
        told = rehearse(read(asked.file, stage=asked.stage, changes=asked.changes), devices=devices)
        show(told, as_json=asked.as_json)
        if told.faults:
            raise told.faults[0]
        return
    here = _processes()
    with _first_alone_says(here):
        config = read(asked.file, stage=asked.stage, changes=asked.changes)
        _check(config, asked, here)
    folder = TrainingFolder(asked.out or default_folder(f"train-{asked.stage}"))
    if here.is_first:
        folder.begin(config, command=_command(), processes=here.count)
        _say_where(folder)
    _conclude(_trained(config, folder, here, journal=asked.journal), folder, asked, here)


def _processes() -> _Processes:
    """Return what `accelerate launch` and `torchrun` tell each process.

    Raises:
        UsageError: it can't be understood.

    """
    said = {name: os.environ.get(name, usual) for name, usual in (("RANK", "0"), ("WORLD_SIZE", "1"))}
    if not all(value.isascii() and value.isdigit() for value in said.values()):
        raise UsageError(
            f"the environment has {said}", hint="start it by `accelerate launch`, or without these variables"
        )
    return _Processes(rank=int(said["RANK"]), count=max(1, int(said["WORLD_SIZE"])))


@contextmanager
def _first_alone_says(here: _Processes) -> Iterator[None]:
    """Let the first process alone say what every one finds alike."""
    if not here.is_first:
        logging.getLogger().setLevel(logging.ERROR)
    try:
        yield
    except UsageError:
        if here.is_first:
            raise
        raise typer.Exit(2) from None


def _check(config: TrainingConfig, asked: _Asked, here: _Processes) -> None:
    """Check what can be told before anything heavy is imported.

    Raises:
        UsageError: packages are missing, several processes have no folder in common, groups are not whole, or a path is wrong.

    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError(f"training needs {', '.join(missing)}", hint="pip install 'afterburner[train]'")
    if here.count > 1 and asked.out is None:
        raise UsageError("several processes train into one folder, and it has no name", hint="name it by --out DIR")
    # Of each process: a group is measured beside itself.
    check_groups(config, devices=1)


def _command() -> tuple[str, ...]:
    return ("afterburner", *sys.argv[1:])


def _say_where(folder: TrainingFolder) -> None:
    last = folder.last_checkpoint()
    console.say(f"training in {folder.path}" + ("" if last is None else f", going on after step {step_of(last)}"))


def _trained(config: TrainingConfig, folder: TrainingFolder, here: _Processes, *, journal: Path | None) -> "Trained":
    from afterburner.train.stages import run  # noqa: PLC0415 - it imports what not everybody has

    usual = usual_journal()
    calibration = journal or (usual if usual.is_file() else None)
    if not here.is_first:
        return run(config, folder, calibration=calibration)
    with TrainingProgress(config.stage) as shown:
        try:
            return run(config, folder, progress=shown.take, calibration=calibration)
        except KeyboardInterrupt:
            _say_interrupted(folder, shown)
            raise typer.Exit(EXIT_INTERRUPTED) from None


def _say_interrupted(folder: TrainingFolder, shown: TrainingProgress) -> None:
    last = folder.last_checkpoint()
    kept = "there is no checkpoint yet" if last is None else f"there is a checkpoint of step {step_of(last)}"
    where = "before the first step" if shown.of is None else f"at step {shown.step} of {shown.of}"
    command = _command()
    again = command if "--out" in command else (*command, "--out", str(folder.path))
    console.say(f"interrupted {where}: {kept}; it goes on by: {shlex.join(again)}")


def _conclude(trained: "Trained", folder: TrainingFolder, asked: _Asked, here: _Processes) -> None:
    if not here.is_first:
        return
    for note in trained.notes:
        console.say(f"note: {note}")
    policy = f"hf:{trained.model}"
    if asked.as_json:
        log = {name: value if math.isfinite(value) else None for name, value in trained.log.items()}
        console.print_json(
            {
                "schema_version": 1,
                "stage": asked.stage.value,
                "out": str(folder.path),
                "model": str(trained.model),
                "policy": policy,
                "steps": trained.steps,
                "seconds": trained.seconds,
                "log": log,
                "notes": list(trained.notes),
            }
        )
        return
    text = f"{trained.steps} steps in {units.seconds(trained.seconds)}; the model is in {trained.model}"
    console.stdout.print(text, highlight=False, markup=False, soft_wrap=True)
    console.say(f"use it: afterburner evaluate --policy {policy}")
