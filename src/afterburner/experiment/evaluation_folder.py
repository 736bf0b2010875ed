"""The folder of an evaluation: a store of what was run and measured, from which any call goes on.

    config.json         what was asked last, resolved
    host.json           the machine, and the layers of the sandbox
    evaluation.jsonl    finished runs, measured programs, distributions: lines that are only ever appended
    runs/               the archive of each run of the loop, by condition, problem and solution
    results.json        the scores, for other programs; results.parquet and report.html beside it

A line counts for exactly the condition, problem, tests, machine and version that made it, since its key is made of them; so one
may ask for more conditions, problems, iterations or solutions later, and only what is new is run. A folder that was begun on
another machine, or by another version of measuring, is refused: figures of two are never mixed.
"""

import json
import re
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from afterburner.core.errors import DataError, UsageError
from afterburner.core.journal import Journal, read_entries
from afterburner.experiment import lines
from afterburner.experiment.condition import Condition
from afterburner.experiment.lines import FinishedRun, MeasuredProgram, Ranking, condition_key, ranking_digest
from afterburner.experiment.results import Program, Provenance
from afterburner.loop.archive import Archive

JOURNAL = "evaluation.jsonl"
_MOST_NAME = 60


@dataclass(slots=True)
class _Known:
    runs: dict[tuple[str, str, int], FinishedRun] = field(default_factory=dict)
    rankings: dict[tuple[str, str, str], Ranking] = field(default_factory=dict)
    programs: dict[tuple[str, str, str], MeasuredProgram] = field(default_factory=dict)


class EvaluationFolder:
    """The store under ``path``; safe in every thread."""

    def __init__(self, path: Path, provenance: Provenance) -> None:
        """Open the folder, or make it.

        Raises:
            UsageError: it can't be written.
            DataError: another process has it open, it was begun on another machine or by another version of measuring,
                or a line of it is broken.

        """
        self.path = path
        self._lock = threading.Lock()
        self._known = _Known()
        try:
            (path / "runs").mkdir(parents=True, exist_ok=True)
            _check_host(path, provenance)
            self.write("host.json", json.dumps(_own(provenance), indent=2))
        except OSError as error:
            raise UsageError(f"{path} can't be written: {error.strerror}", hint="name another --out") from error
        self._journal = Journal(path / JOURNAL)
        try:
            for entry in self._journal.entries():
                self._take(path / JOURNAL, entry.number, entry.value)
        except DataError:
            self._journal.close()
            raise

    def close(self) -> None:
        """Close the journal; closing again does nothing."""
        self._journal.close()

    def run(self, condition: Condition, problem_digest: str, solution: int) -> FinishedRun | None:
        """Return the finished run; None: there is none, or it has fewer iterations than are wanted now."""
        found = self._known.runs.get((condition_key(condition), problem_digest, solution))
        return None if found is None or len(found.scores) <= condition.iterations else found

    def ranking(self, place: str, problem_digest: str, language: str) -> Ranking | None:
        """Return the distribution of a place in a language; None: there is none yet."""
        return self._known.rankings.get((place, problem_digest, language))

    def program(self, ranking: Ranking, digest: str, *, measurements: int) -> Program | None:
        """Return a measured program; None: it was not measured, less often, or beside another distribution."""
        found = self._known.programs.get((ranking.place, ranking.problem_digest, digest))
        if found is None or found.measurements < measurements:
            return None
        return found.program if found.ranking_digest == ranking_digest(ranking.references) else None

    def keep_run(self, run: FinishedRun) -> None:
        """Keep a finished run."""
        self._append("run", lines.RUN.dump_python(run, mode="json"))

    def adopt_runs(self, other: Path) -> None:
        """Take over the finished runs of the folder ``other`` that are not here, with their archives; measure them anew here.

        Raises:
            DataError: a line there is broken.
            OSError: the disk is full.

        """
        shutil.copytree(other / "runs", self.path / "runs", dirs_exist_ok=True)
        for entry in read_entries(other / JOURNAL):
            if entry.value.get("kind") == "run":
                run = lines.RUN.validate_python(entry.value["body"])
                here = self._known.runs.get((run.key, run.problem_digest, run.solution))
                if here is None or len(here.scores) < len(run.scores):
                    self.keep_run(run)

    def keep_ranking(self, ranking: Ranking) -> None:
        """Keep a distribution."""
        self._append("ranking", lines.RANKING.dump_python(ranking, mode="json"))

    def keep_program(self, measured: MeasuredProgram) -> None:
        """Keep a measured program."""
        self._append("program", lines.PROGRAM.dump_python(measured, mode="json"))

    def archive(self, condition: Condition, problem: str, problem_digest: str, solution: int) -> Archive:
        """Open the archive of one run; see ``Archive``."""
        path = archive_path(self.path, condition, problem, problem_digest, solution)
        path.parent.mkdir(parents=True, exist_ok=True)
        return Archive(path)

    def discard(self, condition: Condition, problem: str, problem_digest: str, solution: int) -> None:
        """Remove the archive of a run that says nothing of its policy."""
        path = archive_path(self.path, condition, problem, problem_digest, solution)
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the folder, whole or not at all, and return its path."""
        partial = self.path / f".{name}.partial"
        partial.write_text(text, "utf-8")
        return partial.replace(self.path / name)

    def _append(self, kind: str, body: dict[str, object]) -> None:
        line = {"schema_version": lines.SCHEMA_VERSION, "kind": kind, "body": body}
        with self._lock:
            self._journal.append(line)
            self._take(self.path / JOURNAL, 0, line)

    def _take(self, path: Path, number: int, line: Mapping[str, object]) -> None:
        try:
            _take_line(self._known, line)
        except ValueError as error:
            what = _first(error) if isinstance(error, ValidationError) else str(error)
            hint = "move the folder away to begin anew"
            raise DataError(f"{path}, line {number}: not one of an evaluation: {what}", hint=hint) from error


def archive_path(folder: Path, condition: Condition, problem: str, problem_digest: str, solution: int) -> Path:
    """Return where, in the folder of an evaluation, the archive of one run is."""
    name = re.sub(r"[^\w.-]+", "-", problem)[:_MOST_NAME]
    return folder / "runs" / condition_key(condition) / f"{name}-{problem_digest[:8]}" / f"{solution}.sqlite"


def _take_line(known: _Known, line: Mapping[str, object]) -> None:
    kind, body = line.get("kind"), line.get("body")
    if line.get("schema_version") != lines.SCHEMA_VERSION:
        raise ValueError(f"schema version {line.get('schema_version')}, this version reads {lines.SCHEMA_VERSION}")
    if kind == "run":
        run = lines.RUN.validate_python(body)
        lines.check_spending(run)
        known.runs[run.key, run.problem_digest, run.solution] = run
    elif kind == "ranking":
        ranking = lines.RANKING.validate_python(body)
        known.rankings[ranking.place, ranking.problem_digest, ranking.language] = ranking
    elif kind == "program":
        one = lines.PROGRAM.validate_python(body)
        known.programs[one.place, one.problem_digest, one.program.digest] = one
    else:
        raise ValueError(f"unknown kind {kind!r}")


def _first(error: ValidationError) -> str:
    """Return the first fault, on one line."""
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _own(provenance: Provenance) -> dict[str, object]:
    return {
        **provenance.host,
        "host_digest": provenance.host_digest,
        "measure_version": provenance.measure_version,
        "afterburner": provenance.afterburner,
    }


def _check_host(path: Path, provenance: Provenance) -> None:
    file = path / "host.json"
    if not file.exists() or not (path / JOURNAL).exists():
        return
    try:
        before = json.loads(file.read_text("utf-8"))
        if not isinstance(before, dict):
            raise ValueError("not a JSON object")  # noqa: TRY004, TRY301 - as the other ways to be none
    except (OSError, ValueError) as error:
        raise DataError(f"{file} can't be read: {error}", hint="move the folder away to begin anew") from error
    for name, now in (("host_digest", provenance.host_digest), ("measure_version", provenance.measure_version)):
        if before.get(name) != now:
            raise DataError(
                f"{path} was begun elsewhere: {name} is {before.get(name)} there and {now} here",
                hint="figures of two machines, or of two versions of measuring, are never mixed: name another --out",
            )
