"""What ``optimize`` is given: a program or a function in it, and what says whether another one does the same.

Four ways: a problem (``--problem``), tests (``--tests``), cases for a function (``--cases``), or the program itself as the oracle
(``--against original``), with inputs from its type hints or from a generator (``--generator``).
"""

from dataclasses import dataclass, replace
from pathlib import Path

from afterburner.cli import arguments
from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import Problem, Solution
from afterburner.dataset.own.generators import generator_in
from afterburner.dataset.own.oracle import problem_against
from afterburner.dataset.own.targets import Target, function_in, sole_method, target_of
from afterburner.sandbox.languages import language_named
from afterburner.sandbox.port import Sandbox

_ORIGINAL = "original"
_STATEMENT = (
    "A program is given that is correct. What you write must do the same on every input that the given one is made for: the same "
    "output, to the letter."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What the options say."""

    options: arguments.Task
    cases: Path | None
    against: str | None
    generator: Path | None
    language: str | None
    policy: str

    @property
    def chooses_checker(self) -> bool:
        """Whether the checker is ours to choose."""
        return self.options.chooses_checker and self.against is None

    @property
    def language_name(self) -> str:
        """The language of what is to be written where no program is given."""
        return "python" if self.language is None else language_named(self.language).name


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What there is to start from."""

    solution: Solution | None
    """None: nothing; a solution is wanted from scratch."""
    problem: Problem
    any_value: bool = False
    """Whether the function takes every value of its types."""
    notes: tuple[str, ...] = ()
    """What the user should know about how the problem was made."""


def own_program(file: str | None, own: Own, sandbox: Sandbox) -> Given:
    """Return the program in ``file`` and its problem.

    Raises:
        UsageError: the options don't go together, or the program can't be used.
        DataError: tests, cases or a generator can't be used.

    """
    _check(file, own)
    if file is None:
        return Given(solution=None, problem=own.options.problem(sandbox, Path("solution")))
    target = target_of(file)
    solution = arguments.read_solution(target.path, own.language)
    if own.policy == "rules" and solution.language != "python":
        hint = "a language model proposes in every language: --policy openai:MODEL; `judge` and `compare` take all of them too"
        raise UsageError(f"{target.path} is in {solution.language}, and the rules know Python alone", hint=hint)
    if target.entry_point is not None:
        function_in(solution.code, target.entry_point)
    if own.against is not None:
        return _against(target, solution, own, sandbox)
    return Given(solution=solution, problem=_tested(target, solution, own, sandbox))


def _check(file: str | None, own: Own) -> None:
    options = own.options
    if file is None and options.problem_id is None:
        raise UsageError("no FILE was given", hint="afterburner optimize slow.py --tests cases/")
    if file is None and own.policy == "rules":
        hint = "give FILE, or let a model write one: --policy openai:MODEL"
        raise UsageError("the rules rewrite a program, and none was given", hint=hint)
    if own.against not in {None, _ORIGINAL}:
        raise UsageError(
            f"--against is {own.against!r:.80}", hint=f"the one thing to be against is: --against {_ORIGINAL}"
        )
    named = [
        name
        for name, value in (
            ("--problem", options.problem_id),
            ("--tests", options.tests),
            ("--cases", own.cases),
            ("--against", own.against),
        )
        if value is not None
    ]
    if len(named) != 1:
        said = " and ".join(named) if named else "nothing says what is right"
        hint = "give one of --tests PATH, --cases FILE, --against original, --problem ID"
        raise UsageError(f"{said}", hint=hint)
    if own.generator is not None and own.against is None:
        raise UsageError(
            "--generator makes inputs, and nothing says what is right on them", hint="add --against original"
        )


def _tested(target: Target, solution: Solution, own: Own, sandbox: Sandbox) -> Problem:
    options = own.options
    if own.cases is None:
        if target.entry_point is not None and options.entry_point is None:
            options = replace(options, entry_point=target.entry_point)
        problem = options.problem(sandbox, target.path)
        return problem if problem.statement or options.problem_id else replace(problem, statement=_STATEMENT)
    entry_point = target.entry_point or options.entry_point or sole_method(solution.code)
    if entry_point is None:
        raise UsageError(
            "--cases call a function, and none is named",
            hint=f"{target.path}::FUNCTION, or a class Solution with one method",
        )
    options = replace(options, entry_point=entry_point, tests=own.cases)
    return replace(options.problem(sandbox, target.path), statement=_STATEMENT)


def _against(target: Target, solution: Solution, own: Own, sandbox: Sandbox) -> Given:
    entry_point = target.entry_point or own.options.entry_point
    if entry_point is None and own.generator is None:
        hint = f"name a function: {target.path}::FUNCTION; a program that reads standard input needs --generator FILE"
        raise UsageError(f"{target.path} names no function, and there is no generator of inputs", hint=hint)
    made = problem_against(
        solution,
        entry_point=entry_point,
        generator=None if own.generator is None else generator_in(own.generator, sandbox, entry_point=entry_point),
        name=target.path.stem,
        limits=arguments.limits_from(Limits(), own.options.time_limit, own.options.memory_limit),
        sandbox=sandbox,
    )
    problem = replace(made.problem, statement=_STATEMENT)
    return Given(solution=solution, problem=problem, any_value=own.generator is None, notes=made.notes)
