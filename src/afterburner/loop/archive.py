"""The archive: every attempt of a run, in a file that is only ever appended to.

One JSON object a line: ``attempt``, ``duel`` (an attempt was compared with its parent), ``round`` (a round is over). A
line counts when its newline is written; half a line at the end, left by a crash, is cut off when the archive is opened
again, and the round that was under way is continued from what is there.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.core.attempt import Attempt
from afterburner.core.errors import DataError
from afterburner.core.journal import Journal, read_entries
from afterburner.core.measurement import Comparison

SCHEMA_VERSION = 1
"""1: the first."""

_ATTEMPT = TypeAdapter(Attempt)
_COMPARISON = TypeAdapter(Comparison)


class Archive:
    """The attempts of one run; with a ``path``, kept on disk."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open the archive at ``path``, or one in memory; ``read_only`` also while a run appends to it.

        Raises:
            DataError: the file can't be opened, another run appends to it, or a whole line of it is not a record.

        """
        self._attempts: dict[str, Attempt] = {}
        self._rounds = 0
        self._journal = None if path is None or read_only else Journal(path)
        if path is not None:
            self._replay(path)

    @property
    def rounds(self) -> int:
        """How many rounds are over."""
        return self._rounds

    def attempts(self) -> Sequence[Attempt]:
        """Return all attempts, oldest first, with what their duels said."""
        return tuple(self._attempts.values())

    def next_id(self) -> str:
        """Return the id of the attempt to come."""
        return str(len(self._attempts))

    def append(self, attempt: Attempt) -> Attempt:
        """Keep ``attempt``, and return it."""
        self._write("attempt", attempt=_ATTEMPT.dump_python(attempt, mode="json"))
        self._attempts[attempt.id] = attempt
        return attempt

    def settle(self, attempt_id: str, comparison: Comparison, *, improved: bool) -> Attempt:
        """Record what the duel of an attempt with its parent said; return the attempt as it is now known."""
        dumped = _COMPARISON.dump_python(comparison, mode="json")
        self._write("duel", id=attempt_id, comparison=dumped, improved=improved)
        return self._settled(attempt_id, comparison, improved=improved)

    def end_round(self) -> None:
        """Record that a round is over."""
        self._write("round", number=self._rounds + 1)
        self._rounds += 1

    def close(self) -> None:
        """Close the file."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _settled(self, attempt_id: str, comparison: Comparison, *, improved: bool) -> Attempt:
        settled = replace(self._attempts[attempt_id], versus_parent=comparison, improved=improved)
        self._attempts[attempt_id] = settled
        return settled

    def _write(self, kind: str, **content: object) -> None:
        if self._journal is not None:
            # On the disk before the loop goes on: kill -9 loses nothing that was said.
            self._journal.append({"schema_version": SCHEMA_VERSION, "kind": kind, **content}, durable=True)

    def _replay(self, path: Path) -> None:
        for entry in read_entries(path):
            try:
                self._take(entry.value)
            except (ValueError, KeyError, TypeError, ValidationError) as error:
                self.close()
                raise DataError(f"{path}, line {entry.number}: not a record of an archive: {error}") from error

    def _take(self, record: dict[str, object]) -> None:
        if record["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"schema version {record['schema_version']}, this version reads {SCHEMA_VERSION}")
        if record["kind"] == "attempt":
            attempt = _ATTEMPT.validate_python(record["attempt"])
            self._attempts[attempt.id] = attempt
        elif record["kind"] == "duel":
            comparison = _COMPARISON.validate_python(record["comparison"])
            self._settled(str(record["id"]), comparison, improved=bool(record["improved"]))
        elif record["kind"] == "round":
            self._rounds = int(str(record["number"]))
        else:
            raise ValueError(f"unknown kind {record['kind']!r}")
