"""The archive: every attempt of a run, in one SQLite file that is only ever appended to.

    archive = Archive(Path("run/archive.sqlite"))
    attempt = archive.append(attempt)              its id is given here
    archive.settle(attempt.id, comparison, rival="0", improved=True)

Theory of operation. One table of records, a JSON body each: ``attempt``, ``duel`` (an attempt was compared with the best one),
``round`` (a round is over), ``loss`` (a proposal never came). Triggers refuse to change or to delete a record. The journal is
a write-ahead log, and each record is on the disk before the loop goes on, so that kill -9 at any moment loses nothing that was
said. Several processes may write: every write first reads, under the write lock, what the others have written, so that ids are
unique, and a duel won against an attempt that is not the best one any more makes nobody the best.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.core.attempt import Attempt
from afterburner.core.database import WAIT_S, connected
from afterburner.core.errors import DataError, SandboxError
from afterburner.core.measurement import Comparison
from afterburner.loop import select
from afterburner.policy.port import Lost

SCHEMA_VERSION = 2
"""1: JSON lines in attempts.jsonl. 2: SQLite, with losses, usage, and the rival of a duel."""

FILE_NAME = "archive.sqlite"

_SCHEMA = (
    """CREATE TABLE records (
        number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, attempt INTEGER, written_s REAL NOT NULL, body TEXT NOT NULL
    ) STRICT""",
    "CREATE TRIGGER no_change BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END",
    "CREATE TRIGGER no_removal BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_ATTEMPT = TypeAdapter(Attempt)
_COMPARISON = TypeAdapter(Comparison)
_LOST = TypeAdapter(Lost)


class Archive:
    """The attempts of one run; with a ``path``, kept on disk."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open the archive at ``path``, or one in memory; ``read_only`` also while a run appends to it.

        Raises:
            DataError: the file can't be opened, or something in it is not a record.

        """
        self._path = path
        self._attempts: dict[str, Attempt] = {}
        self._losses: list[Lost] = []
        self._rounds = 0
        self._last = 0
        if read_only and path is not None and not path.exists():
            raise DataError(f"{path} is not there", hint="the run has not begun, or was made by an older version")
        self._database = _opened(path, read_only=read_only)
        try:
            self._refresh()
        except DataError:
            self.close()
            raise

    @property
    def rounds(self) -> int:
        """How many rounds are over."""
        return self._rounds

    @property
    def losses(self) -> Sequence[Lost]:
        """The proposals that never came, oldest first."""
        return tuple(self._losses)

    def attempts(self) -> Sequence[Attempt]:
        """Return all attempts, oldest first, with what their duels said: as far as this process knows."""
        return tuple(self._attempts.values())

    def refresh(self) -> None:
        """Take in what other processes have written."""
        self._refresh()

    def append(self, attempt: Attempt) -> Attempt:
        """Keep ``attempt``, and return it with its id.

        Raises:
            SandboxError: it could not be written; nothing of it is kept.

        """
        with self._writing():
            placed = replace(attempt, id=str(len(self._attempts)))
            self._write("attempt", json.dumps(_ATTEMPT.dump_python(placed, mode="json")), attempt=placed.id)
        return self._attempts[placed.id]

    def settle(self, attempt_id: str, comparison: Comparison, *, rival: str, improved: bool) -> Attempt | None:
        """Record what the duel of an attempt with its ``rival`` said; return the attempt as it is now known.

        None, and nothing is recorded: it won against a rival that another process has replaced meanwhile.

        Raises:
            SandboxError: as in ``append``.

        """
        with self._writing():
            best = select.best(self.attempts())
            if improved and (best is None or best.id != rival):
                return None
            record = {"comparison": _COMPARISON.dump_python(comparison, mode="json"), "rival": rival}
            self._write("duel", json.dumps({**record, "improved": improved}), attempt=attempt_id)
        return self._attempts[attempt_id]

    def lose(self, lost: Lost) -> None:
        """Record a proposal that never came."""
        with self._writing():
            self._write("loss", json.dumps({**asdict(lost), "round": self._rounds + 1}))

    def end_round(self) -> None:
        """Record that a round is over."""
        with self._writing():
            self._write("round", json.dumps({"number": self._rounds + 1}))

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        self._database.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._refresh()
                yield
                self._database.execute("COMMIT")
            except BaseException:
                self._database.rollback()
                raise
            self._refresh()
        except sqlite3.Error as error:
            hint = "is the disk full? What was archived is kept: go on with --resume"
            raise SandboxError(f"{self._path} can't be written: {error}", hint=hint) from error

    def _write(self, kind: str, body: str, *, attempt: str | None = None) -> None:
        statement = "INSERT INTO records (kind, attempt, written_s, body) VALUES (?, ?, ?, ?)"
        number = None if attempt is None else int(attempt)
        self._database.execute(statement, (kind, number, time.time(), body))

    def _refresh(self) -> None:
        statement = "SELECT number, kind, attempt, body FROM records WHERE number > ? ORDER BY number"
        for number, kind, attempt, body in self._database.execute(statement, (self._last,)).fetchall():
            try:
                self._take(str(kind), None if attempt is None else str(attempt), str(body))
            except (ValueError, KeyError, TypeError, ValidationError) as error:
                raise DataError(f"{self._path}, record {number}: not a record of an archive: {error}") from error
            self._last = number

    def _take(self, kind: str, attempt_id: str | None, body: str) -> None:
        record = json.loads(body)
        if kind == "attempt":
            attempt = _ATTEMPT.validate_python(record)
            self._attempts[attempt.id] = attempt
        elif kind == "duel":
            assert attempt_id is not None
            self._attempts[attempt_id] = replace(
                self._attempts[attempt_id],
                duel=_COMPARISON.validate_python(record["comparison"]),
                rival=str(record["rival"]),
                improved=bool(record["improved"]),
            )
        elif kind == "round":
            self._rounds = int(record["number"])
        elif kind == "loss":
            record.pop("round")
            self._losses.append(_LOST.validate_python(record))
        else:
            raise ValueError(f"unknown kind {kind!r}")


def _opened(path: Path | None, *, read_only: bool) -> sqlite3.Connection:
    try:
        database = _connection(path, read_only=read_only)
    except sqlite3.Error as error:
        raise DataError(f"{path} can't be opened: {error}", hint="is it an archive, and the folder yours?") from error
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != SCHEMA_VERSION:
        database.close()
        raise DataError(f"{path} has the schema version {version}, this version reads {SCHEMA_VERSION}")
    return database


def _connection(path: Path | None, *, read_only: bool) -> sqlite3.Connection:
    if path is not None and read_only:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_S, isolation_level=None)
    database = connected(path)
    try:
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN IMMEDIATE")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            _make(database)
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database


def _make(database: sqlite3.Connection) -> None:
    # Not `executescript`: it would end the transaction, and two processes may come at one time.
    for statement in _SCHEMA:
        database.execute(statement)
