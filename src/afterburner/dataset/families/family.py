"""What a problem family is: one task with holes, and many ways to solve it.

    Family(
        name="pair-sums", arguments="xs: list[int], k: int", result="int",
        draw=draw, short="count pairs i < j with $rel", stories=("Count the pairs ...",),
        generator="xs = [rng.randrange(90) for _ in range(size)]; return [xs, 7]", sizes=(1200, 1300),
        algorithms=(Algorithm("double-loop", "Try all pairs.", {"list": "t = 0; ..."}), ...),
    )

A template is Python source with holes: ``$name`` stands for the drawn value ``name``, and ``$name<e>`` or ``$name<e, g>`` for a
drawn expression with ``e`` in the place of ``x`` (and ``g`` in that of ``y``). Bodies are those of ``f(arguments)``; nothing but
their first lines imports. A family is data: nothing here draws, runs or measures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from afterburner.core.problem import Difficulty


@dataclass(frozen=True, slots=True)
class Phrase:
    """A drawn expression, for programs and for people."""

    code: str
    """Python over ``x``, or over ``x`` and ``y``."""
    words: str
    """The same in words; in a statement for people it stands where the code stands in a short one."""


Drawn = Mapping[str, int | str | Phrase]
"""The values of a family's parameters, by the names of their holes."""
Draw = Callable[[Random, Difficulty], Drawn]


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One way to solve the task, in one or more forms."""

    name: str
    idea: str
    """In one line."""
    forms: Mapping[str, str]
    """Templates of the body, by the data structure that they rest on."""


class Steps(StrEnum):
    """What may be done to the first argument before the task itself."""

    NONE = "none"
    VALUES = "values"
    """A list of ints: values replaced, items left out."""
    SEQUENCE = "sequence"
    """As ``VALUES``, where the order matters: it may be changed too."""
    MAPPED = "mapped"
    """A list of ints of which none may be left out: values replaced alone."""
    LETTERS = "letters"
    """A text in lower-case letters."""
    TURNED = "turned"
    """As ``LETTERS``, where the letters must stay as they are: their order may change."""
    GRID = "grid"
    """A rectangular list of lists of ints."""
    INTERVALS = "intervals"
    """A list of pairs [start, end] with start < end."""
    EDGES = "edges"
    """A list of pairs of node numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One task with holes."""

    name: str
    title: str
    tags: tuple[str, ...]
    arguments: str
    """As in a signature: ``"xs: list[int], k: int"``."""
    result: str
    """The type of the result."""
    entries: tuple[str, ...]
    """Names for the function in the full vocabulary."""
    draw: Draw
    short: str
    """The task in few words, over the arguments' own names."""
    stories: tuple[str, ...]
    """The task for people; names of arguments, and code over them, stand in backticks. ``$things`` is what the items are."""
    generator: str
    """The body of ``generate(seed, size)``, which finds ``rng`` made and returns the list of arguments; any size from 0."""
    sizes: tuple[int, ...]
    """Those of the performance tests."""
    algorithms: tuple[Algorithm, ...]
    """From the slow to the fast; the first form of the last one is the oracle."""
    steps: Steps = Steps.NONE
    small: tuple[int, ...] = (0, 1, 2, 3, 5, 8, 13, 21)
    """Sizes of the tests for correctness."""

    @property
    def argument_names(self) -> tuple[str, ...]:
        """The arguments' own names, in order."""
        return tuple(part.partition(":")[0].strip() for part in self.arguments.split(","))

    @property
    def argument_types(self) -> tuple[str, ...]:
        """The arguments' types, in order."""
        return tuple(part.partition(":")[2].strip() for part in self.arguments.split(","))
