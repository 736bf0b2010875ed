"""What is to be solved, and by what it is checked: problems, tests, checkers, solutions."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Limits, Program


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

    @property
    def digest(self) -> str:
        """A short name for the content, to recognise it by: 16 hexadecimal digits."""
        return hashlib.sha256(_encoded(f"{self.language}\0{self.code}")).hexdigest()[:16]

    def program(self, entry_point: str | None) -> Program:
        """Return what the sandbox runs for this solution."""
        return Program(source=_encoded(self.code), language=self.language, entry_point=entry_point)


def _encoded(code: str) -> bytes:
    """Return the bytes of ``code``: a file's as they were; a surrogate that no file has becomes what no compiler takes."""
    try:
        return code.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return code.encode(errors="surrogatepass")


PLACEHOLDER = "==Code Submission=="
"""Where a driver's template takes the solution in; the published Venus has it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """What makes a whole program of a solution in one language: it reads stdin, calls the solution, prints the answer.

    A driver runs in the solution's own process and knows no expected answer: what it prints is compared outside.

    Raises:
        UsageError: the template has no placeholder, or several.

    """

    language: str
    template: str
    """A program with ``PLACEHOLDER`` in it, once."""
    starter: str = ""
    """What somebody who solves the problem in this language begins with."""

    def __post_init__(self) -> None:
        count = self.template.count(PLACEHOLDER)
        if count != 1:
            hint = f"write {PLACEHOLDER} where the solution goes, once"
            raise UsageError(f"the driver for {self.language} has {count} placeholders", hint=hint)

    def around(self, code: str) -> str:
        """Return the whole program that ``code`` becomes."""
        return self.template.replace(PLACEHOLDER, code)


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
    """A task with everything that is needed to judge a solution of it.

    Raises:
        UsageError: two drivers are for one language.

    """

    id: str
    title: str
    statement: str
    tests: tuple[Test, ...]
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    entry_point: str | None = None
    """None: a whole program that reads stdin. Else what is called: ``"name"`` or ``"Class.method"``."""
    signature: str | None = None
    """For a function: its type, as ``core.signature`` reads it; what its drivers in other languages are made from."""
    drivers: tuple[Driver, ...] = ()
    """One a language at most. A function of a language without one can be called in Python alone."""
    checker: CheckerSpec = CheckerSpec()
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    starter: str = ""
    """What somebody begins with: Python's; a driver has that of its language."""
    references: tuple[Reference, ...] = ()
    generator: str | None = None
    """Source of ``generate(seed, size)``, which returns an input."""
    performance_sizes: tuple[int, ...] = ()
    """Sizes at which the generator separates slow from fast: those of the performance tests, in their order."""
    oracle: str | None = None
    """The name of the reference that says what is expected for generated inputs; None: the first one."""

    def __post_init__(self) -> None:
        languages = [driver.language for driver in self.drivers]
        if len(set(languages)) < len(languages):
            raise UsageError(f"the problem {self.id} has two drivers for one language", hint="leave one of them out")

    def driver(self, language: str) -> Driver | None:
        """Return the driver for solutions in ``language``; None where they are run, or called, as they are."""
        return next((driver for driver in self.drivers if driver.language == language), None)

    def program(self, solution: Solution) -> Program:
        """Return what the sandbox runs for ``solution``: with its driver around it, where there is one."""
        driver = self.driver(solution.language)
        if driver is None:
            return solution.program(self.entry_point)
        return replace(solution, code=driver.around(solution.code)).program(None)

    def answer(self, solution: Solution, seen: Execution) -> bytes:
        """Return what ``solution`` answered in a run that went well: the result of the call, or what was printed."""
        is_called = self.entry_point is not None and self.driver(solution.language) is None
        return (seen.result or b"") if is_called else seen.stdout

    def references_in(self, language: str) -> tuple[Reference, ...]:
        """Return the reference solutions in ``language``."""
        return tuple(reference for reference in self.references if reference.solution.language == language)

    def timed_tests(self) -> tuple[Test, ...]:
        """Return the tests that time is measured on: those meant for it, else those that nobody is shown, else all."""
        meant = tuple(test for test in self.tests if test.purpose is Purpose.PERFORMANCE)
        return meant or tuple(test for test in self.tests if test.visibility is Visibility.PRIVATE) or self.tests
