"""What the programs of the miniature are made of: a part does one thing to the list ``xs``, and can be written in several ways.

    Part(name="runsum", words="running sums", last=False, meaning=..., ways={"inner-loop": "...", "slice-sum": "...", ...})

All parts read the list ``xs``; a step leaves a list of the same name, the last part returns a number. So any steps and any last
part make a program, and each of them can be made faster without the others. Names are the same everywhere: a model of this size
does not learn to rename.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BASE = 1000
"""Values are from 0 up to this, and sums are taken modulo it: one constant for all parts, for the same reason."""

Ints = list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A list of ints becomes another one."""

    words: str
    """What it does, as statements have it."""
    meaning: Callable[[Ints], Ints]
    """The same, to know what is expected; it is no part of any program."""
    ways: Mapping[str, str]
    """Bodies by name, from the slow to the fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """A list of ints becomes a number: what a problem asks for, and the name of its family."""

    words: str
    meaning: Callable[[Ints], int]
    ways: Mapping[str, str]


def body(way: str) -> str:
    """Return the lines of a way, indented as in a function."""
    return textwrap.indent(textwrap.dedent(way).strip("\n"), "    ") + "\n"
