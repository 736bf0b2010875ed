"""Arguments that several commands share, and what becomes of them."""

import tokenize
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from afterburner.core.errors import UsageError
from afterburner.core.execution import MIB, Limits
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Problem, Solution
from afterburner.core.signature import parse_signature
from afterburner.dataset import builtin
from afterburner.dataset.drivers import drivers_for
from afterburner.dataset.opening import BUILT_IN, problem_in
from afterburner.dataset.user_tests import load_tests
from afterburner.sandbox.languages import language_named, language_of
from afterburner.sandbox.monolith import Isolation
from afterburner.sandbox.port import Sandbox

_MOST = 1e9
"""Of seconds (30 years) and of MiB (a petabyte)."""
AUTO = "auto"
"""The checker that is exact where the program allows it, else by tokens."""
_NAMED_CHECKERS = tuple(kind.value for kind in CheckerKind if kind is not CheckerKind.PROGRAM)
ProblemId = Annotated[
    str | None, typer.Option("--problem", metavar="ID", help="A built-in problem; see `afterburner dataset list`.")
]
Dataset = Annotated[
    str, typer.Option("--dataset", metavar="FILE", help="With --problem: the file or folder that the problem is in.")
]
Signature = Annotated[
    str | None,
    typer.Option(
        help="With --entry-point: its type, such as 'f(a: list[int]) -> int'; the function may then be in any language."
    ),
]
TestsPath = Annotated[
    Path | None,
    typer.Option("--tests", help='A folder of NAME.in and NAME.out, or JSONL of {"input": ..., "expected": ...}.'),
]
EntryPoint = Annotated[
    str | None,
    typer.Option(help="With --tests: call this function ('name' or 'Class.method') instead of running the program."),
]
Checker = Annotated[
    str,
    typer.Option(
        metavar="NAME-OR-FILE",
        help=f"With --tests: how answers are compared: {', '.join((AUTO, *_NAMED_CHECKERS))}, or the file of a program that is "
        "asked about each answer.",
    ),
]
TimeLimit = Annotated[float | None, typer.Option(help="CPU seconds per run; the wall limit is three times that.")]
MemoryLimit = Annotated[float | None, typer.Option(help="Resident memory per run, MiB.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
SourceFile = Annotated[Path, typer.Argument(metavar="FILE", help="The program.")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="NAME", help="Its language (default: what the suffix says).")
]
IsolationOption = Annotated[
    Isolation,
    typer.Option(
        "--isolation", help="What to do where a layer can't be had: go without (`best`), or refuse (`strict`)."
    ),
]


def read_solution(path: Path, language: str | None = None) -> Solution:
    """Return the program in ``path``; its language is ``language``, or the one that the suffix says.

    Raises:
        UsageError: it can't be read, is empty, its language is not known, or it is in Python and not text in the encoding
            that it declares.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}", hint="give the path of a program") from error
    if not data.strip():
        raise UsageError(f"{path} is empty", hint="there is no program to run")
    known = language_of(path) if language is None else language_named(language)
    if known.name == "python":
        return Solution(code=_python_text(path, data))
    # Compilers have their own mind about what is text: every byte reaches them as it is.
    return Solution(code=data.decode(errors="surrogateescape"), language=known.name)


def _python_text(path: Path, data: bytes) -> str:
    try:
        encoding, _lines = tokenize.detect_encoding(BytesIO(data).readline)
        return data.decode(encoding).removeprefix("\ufeff")
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        hint = "save it as UTF-8, or declare its encoding in the first line: # -*- coding: latin-1 -*-"
        raise UsageError(f"{path} is not text that Python can read: {error}", hint=hint) from error


def limits_from(base: Limits, time_limit: float | None, memory_limit: float | None) -> Limits:
    """Return ``base`` with what the user asked for.

    Raises:
        UsageError: a limit is not a positive, finite number.

    """
    for name, value, unit in (("--time-limit", time_limit, "seconds"), ("--memory-limit", memory_limit, "MiB")):
        if value is not None and not 0 < value <= _MOST:
            raise UsageError(f"{name} is {value}", hint=f"give a positive number of {unit}")
    if time_limit is not None:
        base = replace(base, cpu_s=time_limit, wall_s=3 * time_limit + 1)
    if memory_limit is not None:
        base = replace(base, memory_bytes=int(memory_limit * MIB))
    return base


def checker_from(choice: str) -> CheckerSpec:
    """Return the checker that ``--checker`` names: a built-in one, or the program in a file.

    Raises:
        UsageError: it is neither.

    """
    if choice == AUTO:
        return CheckerSpec()
    if choice in _NAMED_CHECKERS:
        return CheckerSpec(kind=CheckerKind(choice))
    path = Path(choice)
    if not path.is_file():
        names = ", ".join((AUTO, *_NAMED_CHECKERS))
        raise UsageError(f"--checker is {choice}", hint=f"give one of {names}, or the file of a checker program")
    program = CheckerProgram(solution=read_solution(path), name=path.name)
    return CheckerSpec(kind=CheckerKind.PROGRAM, program=program)


def positive(name: str, value: float) -> float:
    """Return ``value``, which the option ``name`` was given, if it can be a number of seconds.

    Raises:
        UsageError: it is not a positive number, or beyond a billion.

    """
    if not 0 < value <= _MOST:
        raise UsageError(f"{name} is {value}", hint="give a positive number of seconds")
    return value


@dataclass(frozen=True, slots=True)
class Task:
    """What a program is to do, as the options say it."""

    problem_id: str | None
    tests: Path | None
    entry_point: str | None
    checker: str
    time_limit: float | None
    memory_limit: float | None
    dataset: str = BUILT_IN
    signature: str | None = None

    @property
    def chooses_checker(self) -> bool:
        """Whether the checker is ours to choose: the user brought tests and named none."""
        return self.problem_id is None and self.checker == AUTO

    def problem(self, sandbox: Sandbox, source: Path) -> Problem:
        """Return the problem: a built-in one, or one made of the user's tests for the program in ``source``.

        Raises:
            UsageError: neither or both were named.
            DataError: the tests can't be used.

        """
        if (self.problem_id is None) == (self.tests is None):
            hint = "--tests cases/ for your own program, --problem ID for a built-in problem"
            raise UsageError("name either --problem or --tests", hint=hint)
        if self.tests is None and self.checker != AUTO:
            raise UsageError(f"--checker is {self.checker}", hint="a problem has its own: use it with --tests")
        if self.tests is not None and self.dataset != BUILT_IN:
            raise UsageError(f"--dataset is {self.dataset}", hint="it says where --problem is: leave out --tests")
        problem = self._own(source) if self.problem_id is None else self._found(self.problem_id, sandbox)
        return replace(problem, limits=limits_from(problem.limits, self.time_limit, self.memory_limit))

    def _found(self, problem_id: str, sandbox: Sandbox) -> Problem:
        if self.dataset == BUILT_IN:
            return builtin.load(problem_id, sandbox)
        return problem_in(self.dataset, problem_id, sandbox)

    def _own(self, source: Path) -> Problem:
        assert self.tests is not None
        signature = None if self.signature is None else parse_signature(self.signature)
        if signature is not None and self.entry_point is None:
            raise UsageError("--signature needs --entry-point", hint=f"--entry-point {signature.name}")
        return Problem(
            id=source.stem,
            title=source.name,
            statement="",
            tests=load_tests(self.tests, entry_point=self.entry_point),
            entry_point=self.entry_point,
            signature=self.signature,
            drivers=() if signature is None else drivers_for(signature),
            checker=checker_from(self.checker),
        )
