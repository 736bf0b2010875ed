"""What is to be solved, and by what it is checked: problems, tests, checkers, solutions."""

from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits, Program


class Purpose(StrEnum):
    """What a test is for."""

    CORRECTNESS = "correctness"
    PERFORMANCE = "performance"


class Visibility(StrEnum):
    """Who may see a test: a policy sees public ones only."""

    PUBLIC = "public"
    PRIVATE = "private"


class Difficulty(StrEnum):
    """How hard a problem is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One input and the answer that is expected for it; the answer never enters the sandbox."""

    __test__ = False  # pytest collects by name

    name: str
    input: bytes
    """Standard input; for a function problem the encoded arguments (``core.encoding``): a list, or a dict by name."""
    expected: bytes
    """Standard output; for a function problem the encoded result."""
    purpose: Purpose = Purpose.CORRECTNESS
    visibility: Visibility = Visibility.PRIVATE


class CheckerKind(StrEnum):
    """How an answer is compared with the expected one."""

    EXACT = "exact"
    """Byte for byte; values of equal type and content."""
    TOKENS = "tokens"
    """The same words, whatever white space is between them."""
    FLOAT = "float"
    """Words or values, numbers within a tolerance, absolute or relative."""
    UNORDERED = "unordered"
    """The same lines, or the same items of the returned list, in any order."""
    PROGRAM = "program"
    """Whatever the checker's own program says; it runs in the sandbox too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Language and source code."""

    code: str
    language: str = "python"

    def program(self, entry_point: str | None) -> Program:
        """Return what the sandbox runs for this solution."""
        return Program(
            source=self.code.encode(errors="surrogateescape"), language=self.language, entry_point=entry_point
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerProgram:
    """A program that says whether an answer is right; ``judge.checker_program`` has the protocol."""

    solution: Solution
    """Its language and source code: a whole program that reads stdin."""
    name: str = "checker"
    """What messages call it: its file, where it came from one."""
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    """Its own limits for one answer; to exceed them is the checker's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerSpec:
    """Which checker, and how strict.

    Raises:
        UsageError: the tolerance is not a number from 0 to 1, or ``program`` does not go with the kind.

    """

    kind: CheckerKind = CheckerKind.TOKENS
    tolerance: float = 1e-6
    """For ``float``: the largest absolute or relative difference."""
    program: CheckerProgram | None = None
    """For ``program``, and for no other kind."""

    def __post_init__(self) -> None:
        if not 0 <= self.tolerance <= 1:  # beyond, any two numbers would be within it relatively
            raise UsageError(f"the tolerance of a checker is {self.tolerance}", hint="give a number from 0 to 1")
        if (self.program is None) == (self.kind is CheckerKind.PROGRAM):
            has = "no program" if self.program is None else "a program"
            raise UsageError(f"a checker of the kind {self.kind} has {has}", hint="a program goes with kind `program`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A correct solution that comes with a problem."""

    name: str
    idea: str
    """Its algorithm or data structure, in one line."""
    solution: Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A task with everything that is needed to judge a solution of it."""

    id: str
    title: str
    statement: str
    tests: tuple[Test, ...]
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    entry_point: str | None = None
    """None: a whole program that reads stdin. Else what is called: ``"name"`` or ``"Class.method"``."""
    checker: CheckerSpec = CheckerSpec()
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    starter: str = ""
    references: tuple[Reference, ...] = ()
    generator: str | None = None
    """Source of ``generate(seed, size)``, which returns an input."""
    performance_sizes: tuple[int, ...] = ()
    """Sizes at which the generator separates slow from fast: those of the performance tests, in their order."""
    oracle: str | None = None
    """The name of the reference that says what is expected for generated inputs; None: the first one."""

    def timed_tests(self) -> tuple[Test, ...]:
        """Return the tests that time is measured on: those meant for it, else all."""
        return tuple(test for test in self.tests if test.purpose is Purpose.PERFORMANCE) or self.tests
