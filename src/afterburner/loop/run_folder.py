"""The folder of one run: enough to resume it, to report on it, and to run it again.

config.json     what was asked, resolved
host.json       the machine and the sandbox's layers
problem.json    the problem with the tests that were used
archive.sqlite  the archive
outcome.json    how it ended
best.py         the winner, with the suffix of its language
best.patch      the difference between the given program and the winner
report.html     for people
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.core.errors import DataError, UsageError
from afterburner.core.objective import Clock, Objective
from afterburner.core.problem import Problem
from afterburner.dataset.records import ProblemRecord, from_record, to_record
from afterburner.loop.archive import FILE_NAME, Archive
from afterburner.loop.outcome import Outcome
from afterburner.loop.search import Strategy
from afterburner.policy.catalogue import PolicyConfig
from afterburner.sandbox import host
from afterburner.sandbox.languages import language_named

SCHEMA_VERSION = 2
"""1: the first. 2: policies, searches and budgets; the archive is an SQLite file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunConfig:
    """What was asked of a run."""

    source: str
    """The file that was given, as the user named it."""
    problem_id: str
    policy: PolicyConfig
    objective: Objective
    clock: Clock
    iterations: int
    samples: int
    seconds: float
    strategy: Strategy = Strategy.GREEDY
    islands: int = 1
    language: str = "python"
    most_samples: int | None = None
    most_tokens: int | None = None
    most_usd: float | None = None
    patience: int = 2
    has_given: bool = True
    """Whether there was a program to start from."""
    any_value: bool = False
    """Whether a function takes every value of its types: inputs may be made smaller freely."""
    complexity: bool = False
    """Whether the growth of both programs is measured at the end."""
    schema_version: int = SCHEMA_VERSION


_CONFIG = TypeAdapter(RunConfig)
_OUTCOME = TypeAdapter(Outcome)


class RunFolder:
    """The files of one run under ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, config: RunConfig, problem: Problem, layers: tuple[str, ...]) -> "RunFolder":
        """Make the folder of a new run.

        Raises:
            UsageError: it holds a run already, or can't be written.

        """
        if (path / FILE_NAME).exists():
            raise UsageError(
                f"{path} holds a run already", hint=f"go on with it by --resume {path}, or name another --out"
            )
        folder = cls(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            folder._write("config.json", _CONFIG.dump_json(config, indent=2))
            folder._write("host.json", json.dumps({**host.facts(), "layers": layers}, indent=2).encode())
            folder._write("problem.json", to_record(problem).model_dump_json().encode())
        except OSError as error:
            raise UsageError(
                f"{path} can't be written: {error.strerror}", hint="name another folder with --out"
            ) from error
        return folder

    def config(self) -> RunConfig:
        """Return what was asked.

        Raises:
            DataError: the folder holds no run.

        """
        try:
            return _CONFIG.validate_json((self.path / "config.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise DataError(
                f"{self.path} holds no run: {error}", hint="give the folder that `optimize` named"
            ) from error

    def problem(self) -> Problem:
        """Return the problem with the tests that the run uses.

        Raises:
            DataError: its file is missing or broken.

        """
        try:
            return from_record(ProblemRecord.model_validate_json((self.path / "problem.json").read_bytes()))
        except (OSError, ValidationError) as error:
            raise DataError(f"{self.path}/problem.json can't be read: {error}") from error

    def archive(self, *, read_only: bool = False) -> Archive:
        """Open the archive of the run; see ``Archive``."""
        return Archive(self.path / FILE_NAME, read_only=read_only)

    def host(self) -> dict[str, object]:
        """Return what is known of the machine that the run was made on."""
        path = self.path / "host.json"
        return dict(json.loads(path.read_bytes())) if path.exists() else {}

    def finish(self, outcome: Outcome, *, patch: str) -> None:
        """Write how the run ended, the winner, and the ``patch`` that makes it of the given program."""
        self._write("outcome.json", _OUTCOME.dump_json(outcome, indent=2))
        self._write(self.best(outcome).name, outcome.final.code.encode(errors="surrogateescape"))
        self._write("best.patch", patch.encode(errors="surrogateescape"))

    def best(self, outcome: Outcome) -> Path:
        """Return where the winner is."""
        return self.path / f"best{language_named(outcome.final.language).suffixes[0]}"

    def outcome(self) -> Outcome | None:
        """Return how the run ended; None while it has not."""
        path = self.path / "outcome.json"
        try:
            return _OUTCOME.validate_json(path.read_bytes()) if path.exists() else None
        except ValidationError as error:
            raise DataError(f"{path} can't be read: {error}") from error

    def write_report(self, html: str) -> Path:
        """Write the report, and return its path."""
        self._write("report.html", html.encode())
        return self.path / "report.html"

    def _write(self, name: str, data: bytes) -> None:
        # Written beside and renamed: after a crash there is the old file or the new one, never half of one.
        # Under a name of this process's own: another one may work on the same run.
        partial = self.path / f".{name}.{os.getpid()}.partial"
        partial.write_bytes(data)
        partial.replace(self.path / name)
