"""A training run as its folder tells it: what was asked, the trainer's log, and the rollouts in numbers.

    run = read_training(folder)
    run.statistics.rollouts
    with run.archive() as archive: ...          None where the run has no rollouts: SFT and DPO have none

All of it may be read while the run goes on.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from afterburner.core.errors import DataError
from afterburner.loop.rollouts import FILE_NAME, RolloutArchive
from afterburner.report.training_choice import Choice
from afterburner.report.training_log import LOG_NAME, TrainingLog, read_log
from afterburner.report.training_statistics import Statistics

RECORD_NAME = "training.json"


def is_training(folder: Path) -> bool:
    """Tell whether ``folder`` is that of a training run."""
    return (folder / RECORD_NAME).is_file() or (folder / FILE_NAME).is_file()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRun:
    """Everything that a report on a training run rests on."""

    folder: Path
    record: Mapping[str, object] = field(default_factory=dict)
    """What ``training.json`` says; empty where there is none."""
    log: TrainingLog = field(default_factory=TrainingLog)
    statistics: Statistics = field(default_factory=Statistics)
    choice: Choice = field(default_factory=Choice)

    @property
    def config(self) -> Mapping[str, object]:
        """The configuration; empty where it is not known."""
        found = self.record.get("config")
        return found if isinstance(found, dict) else {}

    def setting(self, section: str, key: str) -> str | None:
        """Return a value of the configuration as text; None where there is none."""
        found = self.config.get(section)
        value = found.get(key) if isinstance(found, dict) else None
        return None if value is None else str(value)

    @property
    def stage(self) -> str | None:
        """``sft``, ``dpo`` or ``grpo``; without a record, ``grpo`` where there are rollouts. None: it is not known."""
        found = self.config.get("stage")
        return found if isinstance(found, str) else "grpo" if self.statistics.rollouts else None

    @property
    def is_finished(self) -> bool:
        """Whether the model that came out is there."""
        return (self.folder / "model").is_dir()

    @contextmanager
    def archive(self) -> Iterator[RolloutArchive | None]:
        """Open the archive of rollouts; None where there is none.

        Raises:
            DataError: it can't be opened.

        """
        if not (self.folder / FILE_NAME).exists():
            yield None
            return
        with closing(RolloutArchive(self.folder / FILE_NAME, read_only=True)) as archive:
            yield archive


def read_training(folder: Path) -> TrainingRun:
    """Read a training run from its folder.

    Raises:
        DataError: a file of it is broken; the message says which, and where.

    """
    run = TrainingRun(folder=folder, record=_record(folder / RECORD_NAME), log=read_log(folder / LOG_NAME))
    with run.archive() as archive:
        for entry in archive.entries() if archive is not None else ():
            run.statistics.take(entry)
            run.choice.take(entry)
    return run


def _record(path: Path) -> Mapping[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        hint = "copy it again from where the run was made, or move it away: the report goes without it"
        raise DataError(f"{path} can't be read: {error}", hint=hint) from error
    if not isinstance(found, dict):
        raise DataError(f"{path} is not a JSON object", hint="move it away: the report goes without it")
    return found
