"""A file of JSON lines that is only ever appended to, and survives kill -9: what work resumes from.

    journal = Journal(path)
    for entry in journal.entries(): ...         what an earlier run left
    journal.append({"kind": "run", "cpu_s": 0.1})

A line counts when its newline is written. Half a line at the end, left by a crash, is cut off when the file is opened again.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from afterburner.core.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: where it stands, and its object."""

    number: int
    """From 1."""
    offset: int
    """Bytes before it in the file."""
    value: dict[str, object]


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the whole lines of the journal at ``path``, oldest first, also while somebody appends to it.

    Raises:
        DataError: the file can't be read, or a whole line is not a JSON object; the message names it.

    """
    try:
        offset = 0
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    yield Entry(number=number, offset=offset, value=_value(path, number, line))
                offset += len(line)
    except OSError as error:
        hint = "name a file, in a folder that is yours"
        raise DataError(f"{path} can't be opened: {error.strerror}", hint=hint) from error


def _value(path: Path, number: int, line: bytes) -> dict[str, object]:
    value: object = None
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(line)
    if not isinstance(value, dict):
        raise DataError(f"{path}, line {number}: not a JSON object", hint="move the file away to begin anew")
    return value


class Journal:
    """One journal file, open for appending; nobody else appends to it meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open the journal at ``path``, or create it in a folder that is there.

        Raises:
            DataError: the file can't be opened, or another process has it open.

        """
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            hint = "name a file, in a folder that is yours"
            raise DataError(f"{path} can't be opened: {error.strerror}", hint=hint) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._cut_half_line()
        except OSError as error:
            os.close(self._file)
            hint = "wait until the other run ends, or name another file"
            raise DataError(f"{path} is in use by another process: {error.strerror}", hint=hint) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def entries(self) -> Iterator[Entry]:
        """Yield what stands in the file, oldest first; see ``read_entries``."""
        return read_entries(self._path)

    def at(self, offset: int) -> dict[str, object]:
        """Return the object of the line that begins after ``offset`` bytes.

        Raises:
            DataError: there is no whole JSON object.

        """
        with self._path.open("rb") as file:
            file.seek(offset)
            return _value(self._path, 0, file.readline())

    def append(self, record: dict[str, object], *, durable: bool = False) -> None:
        """Write one line; with ``durable``, it is on the disk before this returns.

        Raises:
            OSError: the disk is full or gone.

        """
        # One write for the whole line. On a full disk a write is short first, and fails then.
        line = json.dumps(record).encode() + b"\n"
        while line:
            line = line[os.write(self._file, line) :]
        if durable:
            os.fsync(self._file)

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _cut_half_line(self) -> None:
        size = os.fstat(self._file).st_size
        end = size
        while end > 0:
            block = os.pread(self._file, min(end, 1 << 16), max(0, end - (1 << 16)))
            newline = block.rfind(b"\n")
            if newline >= 0:
                end = max(0, end - (1 << 16)) + newline + 1
                break
            end = max(0, end - (1 << 16))
        if end < size:
            os.ftruncate(self._file, end)
