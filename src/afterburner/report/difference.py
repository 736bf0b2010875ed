"""The difference between two programs, line by line, as a unified diff."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 3
"""Unchanged lines around a change, as in every other diff."""


class LineKind(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    HUNK = "hunk"
    """Not a line of either program: the place where the next lines stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLine:
    """One line of a diff."""

    kind: LineKind
    text: str
    """With its sign, as ``diff -u`` prints it."""


_KINDS = {"+": LineKind.ADDED, "-": LineKind.REMOVED, "@": LineKind.HUNK, " ": LineKind.SAME}


def difference(before: str, after: str) -> tuple[DiffLine, ...]:
    """Return the lines of the unified diff; empty where the programs are the same."""
    return tuple(_lines(before, after))


def patch(before: str, after: str, name: str) -> str:
    """Return the patch that makes ``after`` of ``before``, a file called ``name``, as ``patch -p1`` and ``git apply`` take it."""
    lines = difflib.unified_diff(_kept(before), _kept(after), f"a/{name}", f"b/{name}", n=CONTEXT)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _kept(code: str) -> list[str]:
    """Return the lines of ``code`` with their ends; a form feed ends none."""
    return [f"{line}\n" for line in code.split("\n")[:-1]] + (
        [code.rpartition("\n")[2]] if not code.endswith("\n") else []
    )


def _lines(before: str, after: str) -> Iterator[DiffLine]:
    raw = difflib.unified_diff(_split(before), _split(after), n=CONTEXT, lineterm="")
    for number, line in enumerate(raw):
        if number > 1:  # the first two lines name the files
            yield DiffLine(kind=_KINDS[line[0]], text=line)


def _split(code: str) -> list[str]:
    # Not splitlines, which also splits at form feeds and other characters that may stand within a line.
    lines = code.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
