"""A file of problems that grows line by line, and can be taken up again after any end.

    with Growing(path, knobs) as file:
        for candidate in file.rest(candidates(knobs)): file.append(problem)

A line counts when its newline is written; half a line at the end is cut off. The ids of the lines say by which knobs they were
made, so that problems of different knobs never mix.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem
from afterburner.dataset.families.drawing import Candidate, Knobs
from afterburner.dataset.files import to_line

_ID = re.compile(rb'\{"schema_version":\d+,"id":"[a-z-]+-([0-9a-f]{8})-(\d+)"')
_BLOCK_BYTES = 1 << 20


class Growing:
    """The file of one stream of problems; nobody else can write to it meanwhile."""

    def __init__(self, path: Path, knobs: Knobs) -> None:
        """Open or make the file at ``path``, and cut off half a line at its end.

        Raises:
            UsageError: the file was begun with other knobs, is no file of ``synth``, or is being written by another process.
            DataError: it can't be opened.

        """
        if path.suffix == ".gz":
            raise UsageError(
                f"{path} would be compressed, and could not be taken up again", hint="give a name in .jsonl"
            )
        self._path, self._digest = path, knobs.digest().encode()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise DataError(f"{path} can't be opened: {error.strerror}", hint="give a path of your own") from error
        self.lines = 0
        """Problems in the file."""
        self._last = -1
        try:
            self._lock()
            self._take_up()
        except BaseException:
            os.close(self._file)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def rest(self, stream: Iterator[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates that come after what is in the file: those before it are decided."""
        return (candidate for candidate in stream if candidate.number > self._last)

    def append(self, problem: Problem) -> None:
        """Write one problem.

        Raises:
            OSError: it could not be written, for instance because the disk is full; half a line may stand there.

        """
        data = memoryview(to_line(problem).encode() + b"\n")
        while data:
            data = data[os.write(self._file, data) :]
        self.lines += 1

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            hint = "wait for the other `afterburner dataset synth`, or give another file"
            raise UsageError(f"{self._path} is being written by another process", hint=hint) from error

    def _take_up(self) -> None:
        end = 0
        with os.fdopen(os.dup(self._file), "rb", buffering=_BLOCK_BYTES) as file:
            file.seek(0)
            for line in file:
                if line.endswith(b"\n"):
                    self._check(line)
                    self.lines += 1
                    end += len(line)
        os.ftruncate(self._file, end)
        os.lseek(self._file, 0, os.SEEK_END)

    def _check(self, line: bytes) -> None:
        found = _ID.match(line)
        place = f"{self._path}, line {self.lines + 1}"
        if found is None:
            raise UsageError(f"{place}: no problem that `dataset synth` wrote", hint="give another file")
        if found[1] != self._digest:
            raise UsageError(
                f"{place}: written with other knobs, or by another version of the families or of Python",
                hint="give the seed, families, difficulty, vocabulary and solutions it was begun with, or another file",
            )
        number = int(found[2])
        if number <= self._last:
            raise UsageError(f"{place}: out of order", hint="the file was changed by hand: give another file")
        self._last = number
