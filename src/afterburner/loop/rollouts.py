"""The rollouts of a training run, in one SQLite file that is only ever appended to.

    with closing(RolloutArchive(folder / FILE_NAME)) as archive:
        archive.append(rollouts)                what a batch of groups earned, in one transaction
        for rollout in archive.rollouts(): ...  oldest first, a few hundred at a time in memory
        for entry in archive.entries(): ...     their numbers alone, without any text: much faster

Theory of operation. A row a rollout: its numbers in columns, the whole of it, less its prompt, as JSON in the last one, which
SQLite does not read where only numbers are asked for. Prompts stand in a table of their own, once each: a group shares one.
Triggers refuse to change or to remove a row. Several processes may append, each batch in a transaction that is on the disk
before ``append`` returns; of a group and sample that two append, the first counts. Reading goes by row number in short
transactions, so that a long look at a run does not keep its log from being written back.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.core.database import WAIT_S, connected
from afterburner.core.errors import DataError, SandboxError
from afterburner.core.objective import Objective
from afterburner.core.rollout import Rollout, Signal
from afterburner.core.status import Verdict

SCHEMA_VERSION = 1

FILE_NAME = "rollouts.sqlite"

_NUMBERS = (
    "step, sample, total, form, correctness, efficiency, gain, gain_low, judging_s, program_cpu_s, length, "
    "group_name, problem, language, objective, verdict, reason, masked, signal, flags, program"
)
_SCHEMA = (
    "CREATE TABLE prompts (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, text TEXT NOT NULL) STRICT",
    """CREATE TABLE rollouts (
        number INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL, sample INTEGER NOT NULL,
        total REAL, form REAL, correctness REAL, efficiency REAL, gain REAL, gain_low REAL,
        judging_s REAL, program_cpu_s REAL, length INTEGER NOT NULL,
        group_name TEXT NOT NULL, problem TEXT NOT NULL, language TEXT NOT NULL, objective TEXT NOT NULL,
        verdict TEXT, reason TEXT, masked TEXT, signal TEXT NOT NULL, flags TEXT NOT NULL, program TEXT,
        written_s REAL NOT NULL, prompt INTEGER NOT NULL REFERENCES prompts (id), body TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX once ON rollouts (group_name, sample)",
    *(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'rollouts are append-only'); END"
        for table in ("rollouts", "prompts")
        for verb in ("UPDATE", "DELETE")
    ),
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_PUT_PROMPT = "INSERT INTO prompts (digest, text) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING"
_PUT = (
    f"INSERT INTO rollouts ({_NUMBERS}, written_s, prompt, body) VALUES ({', '.join('?' * 22)}, "  # noqa: S608 - ours alone
    "(SELECT id FROM prompts WHERE digest = ?), ?) ON CONFLICT (group_name, sample) DO NOTHING"
)
_GET = "SELECT number, prompts.text, body FROM rollouts JOIN prompts ON prompts.id = rollouts.prompt WHERE number"
_CHUNK, _ENTRY_CHUNK = 200, 5000
"""Rows that are read at a time: with their texts, and their numbers alone."""
_ROLLOUT = TypeAdapter(Rollout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The numbers of a rollout, without its texts; what they mean is said at ``Rollout`` and ``RewardParts``."""

    number: int
    """Its place in the archive, from 1: ``RolloutArchive.at`` takes it."""
    step: int
    sample: int
    total: float | None
    """The reward and, next, its parts; None: it was masked."""
    form: float | None
    correctness: float | None
    efficiency: float | None
    gain: float | None
    gain_low: float | None
    """The lower end of the gain's 95 % interval."""
    judging_s: float
    program_cpu_s: float
    length: int
    """Characters of the completion."""
    group: str
    problem: str
    language: str
    objective: Objective
    verdict: Verdict | None
    reason: str | None
    masked: str | None
    signal: Signal
    flags: tuple[str, ...]
    """Their kinds."""
    program: str | None
    """A digest of the program: the same for the same code. None: there is none."""


class RolloutArchive:
    """The rollouts of one training run; any thread may use it."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the file at ``path``, or make it; ``read_only`` also while training appends to it.

        Raises:
            DataError: it can't be opened, or is no archive of rollouts.

        """
        self._path = path
        self._lock = threading.Lock()
        self._repeated = 0
        if read_only and not path.exists():
            raise DataError(f"{path} is not there", hint="the run keeps no rollouts, or has not begun")
        self._database = _opened(path, read_only=read_only)

    @property
    def repeated(self) -> int:
        """How many rollouts were appended here that were kept already, and therefore ignored."""
        return self._repeated

    def append(self, rollouts: Sequence[Rollout]) -> None:
        """Keep ``rollouts``, all or none; one whose group and sample are kept already is ignored.

        Raises:
            SandboxError: they could not be written; none of them is kept.

        """
        prompts = {_digest(one.prompt): one.prompt for one in rollouts}
        now_s = time.time()
        rows = [_row(one, now_s) for one in rollouts]
        with self._writing():
            self._database.executemany(_PUT_PROMPT, [(key, json.dumps(text)) for key, text in prompts.items()])
            before = self._database.total_changes
            self._database.executemany(_PUT, rows)
            ignored = len(rows) - (self._database.total_changes - before)
        self._repeated += ignored

    def __len__(self) -> int:
        """Return how many rollouts there are."""
        ((count,),) = self._read("SELECT count(*) FROM rollouts", ())
        return int(str(count))

    def rollouts(self) -> Iterator[Rollout]:
        """Yield all rollouts, oldest first.

        Raises:
            DataError: something in the file is not a rollout; the message says which.

        """
        for row in self._rows(f"{_GET} > ? ORDER BY number LIMIT {_CHUNK}"):
            yield self._rollout(row)

    def at(self, number: int) -> Rollout:
        """Return the rollout at the place ``number``.

        Raises:
            DataError: there is none, or it is not a rollout.

        """
        rows = self._read(f"{_GET} = ?", (number,))
        if not rows:
            raise DataError(f"{self._path} has no rollout {number}", hint=f"there are {len(self)}, from 1")
        return self._rollout(rows[0])

    def entries(self) -> Iterator[Entry]:
        """Yield the numbers of all rollouts, oldest first.

        Raises:
            DataError: something in the file is not a rollout; the message says which.

        """
        statement = f"SELECT number, {_NUMBERS} FROM rollouts WHERE number > ? ORDER BY number LIMIT {_ENTRY_CHUNK}"  # noqa: S608
        for row in self._rows(statement):
            try:
                yield _entry(row)
            except (ValueError, TypeError) as error:
                raise self._broken(row[0], error) from error

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        with self._lock:
            self._database.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock:
                self._database.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._database.execute("COMMIT")
                except BaseException:
                    self._database.rollback()
                    raise
        except sqlite3.Error as error:
            hint = "is the disk full? What was kept before is kept: the same command goes on from its last checkpoint"
            raise SandboxError(f"{self._path} can't be written: {error}", hint=hint) from error

    def _rows(self, statement: str) -> Iterator[tuple[object, ...]]:
        last: object = 0
        while rows := self._read(statement, (last,)):
            yield from rows
            last = rows[-1][0]

    def _read(self, statement: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        try:
            with self._lock:
                return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise DataError(f"{self._path} can't be read: {error}", hint=_COPY) from error

    def _rollout(self, row: tuple[object, ...]) -> Rollout:
        number, prompt, body = row
        try:
            return _ROLLOUT.validate_python({**json.loads(str(body)), "prompt": json.loads(str(prompt))})
        except (ValueError, TypeError, ValidationError) as error:
            raise self._broken(number, error) from error

    def _broken(self, number: object, error: Exception) -> DataError:
        return DataError(f"{self._path}, rollout {number}: not a rollout: {error}", hint=_COPY)


_COPY = "was it copied while it was written, or changed by another program? Copy it with its -wal file, or with sqlite3's .backup"


def _row(one: Rollout, now_s: float) -> tuple[object, ...]:
    """Return the values of ``_PUT``."""
    parts, gain = one.parts, one.gain
    rewards = (parts.total, parts.form, parts.correctness, parts.efficiency) if parts else (None,) * 4
    gains = (gain.estimate, gain.low) if gain else (None, None)
    numbers = (one.step, one.sample, *rewards, *gains, one.judging_s, one.program_cpu_s, len(one.completion))
    names = (one.group, one.problem, one.language, one.objective.value, one.verdict and one.verdict.value)
    more = (one.reason, one.masked, one.signal.value)
    flags = json.dumps([flag.kind for flag in one.flags])
    program = None if one.code is None else _digest(one.code).hex()[:16]
    body = _ROLLOUT.dump_python(replace(one, prompt=""), mode="json")
    return (*numbers, *map(_stored, (*names, *more)), flags, program, now_s, _digest(one.prompt), json.dumps(body))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()


def _stored(text: str | None) -> str | None:
    """Return any text as SQLite takes it: it has no lone surrogates, and its shells end texts at a NUL."""
    return None if text is None else json.dumps(text)[1:-1]


def _told(text: object) -> str | None:
    """Return the text that ``_stored`` made this of; most have nothing to undo, and parsing each takes the time of all else."""
    return text if text is None or (isinstance(text, str) and "\\" not in text) else str(json.loads(f'"{text}"'))


def _entry(row: Sequence[object]) -> Entry:
    number, step, sample, *rewards = row[:7]
    gain, gain_low, judging_s, program_cpu_s, length = row[7:12]
    group, problem, language, objective, verdict, reason, masked, signal = map(_told, row[12:20])
    total, form, correctness, efficiency = map(_real, rewards)
    return Entry(
        number=_whole(number),
        step=_whole(step),
        sample=_whole(sample),
        total=total,
        form=form,
        correctness=correctness,
        efficiency=efficiency,
        gain=_real(gain),
        gain_low=_real(gain_low),
        judging_s=_real(judging_s) or 0.0,
        program_cpu_s=_real(program_cpu_s) or 0.0,
        length=_whole(length),
        group=str(group),
        problem=str(problem),
        language=str(language),
        objective=Objective(str(objective)),
        verdict=None if verdict is None else Verdict(verdict),
        reason=reason,
        masked=masked,
        signal=Signal(str(signal)),
        flags=() if row[20] == "[]" else tuple(json.loads(str(row[20]))),
        program=None if row[21] is None else str(row[21]),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _real(value: object) -> float | None:
    if not isinstance(value, float | None):
        raise TypeError(f"{value!r} is not a number")
    return value


def _opened(path: Path, *, read_only: bool) -> sqlite3.Connection:
    try:
        database = _reading(path) if read_only else _appending(path)
        (version,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        hint = "is it an archive of rollouts, and the folder yours?"
        raise DataError(f"{path} can't be opened: {error}", hint=hint) from error
    if version != SCHEMA_VERSION:
        database.close()
        what = f"{path} has the schema version {version}, this version reads {SCHEMA_VERSION}"
        raise DataError(what, hint="use the version of Afterburner that made it; 0 is no archive of rollouts at all")
    return database


def _reading(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    if not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists():
        address += (
            "&immutable=1"  # in a folder that is not ours SQLite can't make the files by which it waits for writers
        )
    return sqlite3.connect(address, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False)


def _appending(path: Path) -> sqlite3.Connection:
    database = connected(path, any_thread=True)
    try:
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN IMMEDIATE")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        # Not `executescript`: it would end the transaction, and two processes may come at one time.
        for statement in () if tables else _SCHEMA:
            database.execute(statement)
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database
