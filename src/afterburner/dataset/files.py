"""Problems in files: JSONL or compressed JSONL, read one line at a time, written whole or not at all.

    faults = []
    for problem in read_problems(Path("problems.jsonl"), report=faults.append):
        ...

A line that can't be used is a ``Fault`` with its file, line, id and field; the rest goes on. However many problems there
are, one is in memory at a time.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pydantic import ValidationError

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem
from afterburner.dataset.records import SCHEMA_VERSION, ProblemRecord, from_record, to_record

_MOST_SHOWN = 5
"""Faulty fields of one record that a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why one record of a file can't be used."""

    file: str
    line: int
    """From 1; for what has no lines, the number of the row."""
    id: str | None = None
    """The problem's, where it has one."""
    field: str | None = None
    message: str

    def __str__(self) -> str:
        parts = [f"{self.file}, line {self.line}"]
        if self.id is not None:
            parts.append(f"problem {self.id!r:.80}")
        if self.field is not None:
            parts.append(f"field {self.field}")
        return f"{', '.join(parts)}: {self.message}"


Report = Callable[[Fault], None]
"""Is told of each record that can't be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One JSON object of a file, and where it stands."""

    file: str
    number: int
    value: dict[str, object]

    def fault(self, message: str, *, field: str | None = None) -> Fault:
        """Return a fault of this line; its id is what the object calls ``id``."""
        name = self.value.get("id")
        return Fault(
            file=self.file, line=self.number, id=name if isinstance(name, str) else None, field=field, message=message
        )


def read_lines(path: Path, *, report: Report) -> Iterator[Line]:
    """Yield the objects of a JSONL file, compressed where its name ends in ``.gz``; empty lines don't count.

    Raises:
        DataError: the file can't be read, or is not compressed as its name says.

    """
    number = 0
    try:
        with _opened(path) as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    yield from _line(path, number, text, report)
    except (OSError, EOFError, zlib.error) as error:
        where = f"{path}, after line {number}" if number else str(path)
        raise DataError(
            f"{where} can't be read: {error}", hint="give a JSONL file, or one compressed with gzip"
        ) from error


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value] # reads bytes


def _line(path: Path, number: int, text: bytes, report: Report) -> Iterator[Line]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        report(Fault(file=str(path), line=number, message=f"not JSON: {error}"))
        return
    if not isinstance(value, dict):
        report(Fault(file=str(path), line=number, message=f"a {type(value).__name__}, where an object is expected"))
        return
    yield Line(file=str(path), number=number, value=value)


def read_problems(path: Path, *, report: Report, lines: Iterator[Line] | None = None) -> Iterator[Problem]:
    """Yield the problems of a JSONL file of ``ProblemRecord``, or of its ``lines``; of two problems with one id, the first.

    Raises:
        DataError: the file can't be read.

    """
    seen: dict[str, int] = {}
    for line in lines or read_lines(path, report=report):
        problem = problem_of(line, report=report)
        if problem is None:
            continue
        if problem.id in seen:
            report(line.fault(f"the id stands in line {seen[problem.id]} already: this one is left out", field="id"))
            continue
        seen[problem.id] = line.number
        yield problem


def problem_of(line: Line, *, report: Report) -> Problem | None:
    """Return the problem of one line; None where it can't be used, after ``report`` was told why."""
    version = line.value.get("schema_version", SCHEMA_VERSION)
    if not isinstance(version, int) or not 1 <= version <= SCHEMA_VERSION:
        known = f"this version of Afterburner reads 1 to {SCHEMA_VERSION}"
        report(line.fault(f"the schema has the version {version!r:.40}, and {known}", field="schema_version"))
        return None
    try:
        return from_record(ProblemRecord.model_validate(line.value))
    except ValidationError as error:
        _report_fields(line, error, report)
    except UsageError as error:
        report(line.fault(error.message))
    return None


def _report_fields(line: Line, error: ValidationError, report: Report) -> None:
    found = error.errors(include_url=False, include_context=False)
    for one in found[:_MOST_SHOWN]:
        report(line.fault(one["msg"], field=".".join(map(str, one["loc"])) or None))
    if len(found) > _MOST_SHOWN:
        report(line.fault(f"and {len(found) - _MOST_SHOWN} more faults of its fields"))


class Sink(Protocol):
    """Takes problems, one after the other."""

    def __call__(self, problem: Problem) -> None:
        """Write ``problem``."""
        ...


def to_line(problem: Problem) -> str:
    """Return the line of JSONL that ``problem`` is; fields that say nothing are left out."""
    fields = to_record(problem).model_dump(mode="json", exclude_defaults=True, exclude={"schema_version"})
    return json.dumps({"schema_version": SCHEMA_VERSION, **fields}, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def writing(path: Path) -> Iterator[Sink]:
    """Open ``path`` for problems, compressed where its name ends in ``.gz``; it appears once all of them are written.

    Where writing fails, what was there before stays as it is.

    Raises:
        DataError: the file can't be written.

    """
    # One name for all attempts: what a killed one left is written over by the next.
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            gzip.open(partial, "wt", encoding="utf-8")
            if path.suffix == ".gz"
            else partial.open("w", encoding="utf-8") as file
        ):
            yield lambda problem: _write(file, problem)
        partial.replace(path)
    except OSError as error:
        raise DataError(
            f"{path} can't be written: {error.strerror}", hint="is the folder yours, and the disk not full?"
        ) from error
    finally:
        if partial.exists():
            partial.unlink()


def _write(file: IO[str], problem: Problem) -> None:
    file.write(to_line(problem) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``: after a crash there is the old file or the new one, never half of one.

    Raises:
        OSError: the disk is full, or the folder not ours.

    """
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, "utf-8")
    partial.replace(path)
