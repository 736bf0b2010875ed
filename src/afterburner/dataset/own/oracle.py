"""A problem out of a program alone: the program says what is right, and inputs are made for it.

    made = problem_against(original, entry_point="dedupe", generator=None, name="dedupe", limits=Limits(), sandbox=sandbox)
    made.problem, made.notes

Inputs come from a function's type hints (odd small ones by Hypothesis, larger ones by a generator written from the hints), or
from a generator that the user brings. What counts is what comes back, or is printed: a list that the function changes in place
is not looked at. Every run is a process of its own, so that no call sees what another one changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from afterburner.core import encoding
from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import (
    CheckerKind,
    CheckerSpec,
    Problem,
    Purpose,
    Reference,
    Solution,
    Test,
    Visibility,
)
from afterburner.core.status import Status
from afterburner.dataset.own.generator_source import generator_source
from afterburner.dataset.own.hints import parameters_of
from afterburner.dataset.own.shapes import Parameter
from afterburner.dataset.own.strategies import calls, examples
from afterburner.dataset.own.targets import function_in
from afterburner.judge.generated import generated_input
from afterburner.sandbox.port import Sandbox

EXAMPLES = 60
"""Small inputs from type hints."""
SMALL_SIZES = (0, 1, 2, 3, 5, 10, 20, 50)
FIRST_LARGE, LARGEST = 16, 1 << 20
"""Sizes for timing: doubled from the first until a run is long enough."""
LONG_ENOUGH_S = 0.05
"""CPU seconds of the original from where a tenth more or less can be told in a few runs."""
MOST_BYTES = 4 << 20
"""Of one input or answer: what is larger times the reading of input rather than the program."""
MOST_SHOWN = 3
_SEEDS_A_SIZE = 3
_SHOWN_BYTES = 400
_TOLERANCE = 1e-9
_GENERATOR_HINT = (
    "it is Python with a function generate(seed, size) that returns the standard input, or the list of arguments"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A problem, and what the user should know about how it was made."""

    problem: Problem
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Asked:
    """The original, what it answered, and what it failed on."""

    problem: Problem
    sandbox: Sandbox
    failed: int = 0
    last_failure: str = ""
    not_made: str = ""
    """Why the generator made no input, the last time that it did not."""
    last_cpu_s: float = 0.0

    def test(self, data: bytes, name: str, purpose: Purpose = Purpose.CORRECTNESS) -> Test | None:
        """Return the test of an input; None where the original fails on it."""
        original = self.problem.references[0].solution
        seen = self.sandbox.execute(self.problem.program(original), data, limits=self.problem.limits)
        if seen.status is not Status.OK:
            self.failed += 1
            said = seen.stderr.decode(errors="replace").strip().splitlines()
            self.last_failure = f"{seen.reason or seen.status.value}{f': {said[-1]}' if said else ''}"
            return None
        self.last_cpu_s = seen.cpu_s or 0.0
        return Test(name=name, input=data, expected=self.problem.answer(original, seen), purpose=purpose)


def generator_in(path: Path, sandbox: Sandbox) -> str:
    """Return the source of the generator in the file at ``path``, after it made one input twice.

    Raises:
        UsageError: the file can't be read, has no ``generate(seed, size)``, or this fails or differs from call to call.
        SandboxError: the machine failed.

    """
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the generator {path} can't be read: {error}", hint=_GENERATOR_HINT) from error
    function = function_in(source, "generate")
    if len(function.args.args) != 2:  # noqa: PLR2004 - seed and size
        raise UsageError(f"generate in {path} takes {len(function.args.args)} arguments", hint=_GENERATOR_HINT)
    tried = Problem(id=path.name, title="", statement="", tests=(), entry_point="f", generator=source)
    try:
        first, second = (generated_input(tried, 1, 10, sandbox) for _ in range(2))
    except DataError as error:
        raise UsageError(error.message, hint=_GENERATOR_HINT) from error
    if first != second:
        hint = "seed everything that is drawn: draw = random.Random(seed)"
        raise UsageError(f"the generator {path} makes another input each time for the same seed and size", hint=hint)
    return source


def problem_against(
    original: Solution,
    *,
    entry_point: str | None,
    generator: str | None,
    name: str,
    limits: Limits,
    sandbox: Sandbox,
    seed: int = 0,
) -> Against:
    """Return the problem to do the same as ``original``, on inputs of ``generator``, else of its type hints.

    Raises:
        UsageError: there is nothing to make inputs from, the original fails on all of them, it is not deterministic, or it
            is not Python.
        SandboxError: the machine failed.

    """
    shown: Sequence[list[object]] = ()
    if generator is None:
        parameters = _hinted(original, entry_point)
        shown = examples(calls(parameters), EXAMPLES, seed=seed)
        generator = generator_source(parameters)
    problem = Problem(
        id=name,
        title=name,
        statement="",
        tests=(),
        entry_point=entry_point,
        checker=CheckerSpec(kind=CheckerKind.EXACT),
        limits=limits,
        references=(Reference(name="original", idea="", solution=original),),
        generator=generator,
        oracle="original",
    )
    asked = _Asked(problem, sandbox)
    small = list(_small(asked, shown, seed))
    _check_some(small, asked)
    _check_deterministic(small, asked)
    large, notes = _large(asked, seed)
    tests = (*_with_visibility(small), *large.values())
    made = replace(problem, tests=tests, performance_sizes=tuple(large), checker=_checker(tests, entry_point))
    if asked.failed:
        notes.append(
            f"left out: {asked.failed} inputs on which the original itself fails, the last with {asked.last_failure}"
        )
    return Against(problem=made, notes=tuple(notes))


def _hinted(original: Solution, entry_point: str | None) -> tuple[Parameter, ...]:
    if entry_point is None:
        hint = "name one: --generator FILE, Python with generate(seed, size) that returns the text"
        raise UsageError("a program that reads standard input needs a generator of inputs", hint=hint)
    return parameters_of(function_in(original.code, entry_point), entry_point=entry_point)


def _small(asked: _Asked, shown: Sequence[list[object]], seed: int) -> Iterator[Test]:
    for number, arguments in enumerate(shown):
        test = asked.test(encoding.encode(arguments), f"example-{number + 1}")
        if test is not None:
            yield test
    for size in SMALL_SIZES:
        for number in range(_SEEDS_A_SIZE):
            try:
                data = generated_input(asked.problem, seed + number, size, asked.sandbox)
            except DataError as error:
                asked.not_made = error.message
                break  # a generator need not know of size 0
            test = asked.test(data, f"size-{size}-seed-{seed + number}")
            if test is not None:
                yield test


def _check_some(tests: Sequence[Test], asked: _Asked) -> None:
    if not tests and not asked.failed:
        raise UsageError(f"there are no inputs: {asked.not_made}", hint=_GENERATOR_HINT)
    if not tests:
        hint = "give it inputs that it is made for: --generator FILE"
        raise UsageError(f"the original fails on every input, the last time with {asked.last_failure}", hint=hint)


def _check_deterministic(tests: Sequence[Test], asked: _Asked) -> None:
    for test in tests[:: max(1, len(tests) // 10)]:
        again = asked.test(test.input, test.name)
        if again is None or again.expected != test.expected:
            text = test.input[:_SHOWN_BYTES].decode(errors="backslashreplace")
            hint = "what it answers must follow from its input alone: seed what it draws, leave out times"
            raise UsageError(f"the original is not deterministic: two answers to the input {text}", hint=hint)


def _large(asked: _Asked, seed: int) -> tuple[dict[int, Test], list[str]]:
    """Return the tests for timing by their sizes: the size at which a run is long enough, and half of it."""
    found: dict[int, Test] = {}
    size, why = FIRST_LARGE, ""
    while size <= LARGEST:
        test = _one_large(asked, seed, size)
        if test is None:
            why = f"at size {size} {asked.last_failure or 'there is no input'}"
            break
        found[size] = test
        if asked.last_cpu_s >= LONG_ENOUGH_S:
            break
        if max(len(test.input), len(test.expected)) > MOST_BYTES:
            why = f"at size {size} an input or answer has over {MOST_BYTES >> 20} MiB"
            break
        size *= 2
    chosen = dict(list(found.items())[-2:])
    notes = [f"timed on inputs of size {' and '.join(map(str, chosen))}"] if chosen else []
    if asked.last_cpu_s < LONG_ENOUGH_S:
        notes.append(
            f"the original takes less than {LONG_ENOUGH_S * 1000:.0f} ms of CPU time on every input: small differences "
            f"can't be told{f' ({why})' if why else ''}"
        )
    return chosen, notes


def _one_large(asked: _Asked, seed: int, size: int) -> Test | None:
    for number in range(_SEEDS_A_SIZE):
        try:
            data = generated_input(asked.problem, seed + 100 + number, size, asked.sandbox)
        except DataError:
            return None
        test = asked.test(data, f"timed-{size}-seed-{seed + 100 + number}", Purpose.PERFORMANCE)
        if test is not None:
            return test
    return None


def _with_visibility(tests: Sequence[Test]) -> Iterator[Test]:
    """Yield the tests, the first few short ones public: neither empty nor the oddest, since the simplest come first."""
    short = [test for test in tests if len(test.input) + len(test.expected) <= _SHOWN_BYTES]
    public = {id(test) for test in short[len(short) // 4 :][:MOST_SHOWN]}
    for test in tests:
        yield replace(test, visibility=Visibility.PUBLIC if id(test) in public else Visibility.PRIVATE)


def _checker(tests: Sequence[Test], entry_point: str | None) -> CheckerSpec:
    """Return the exact checker, or where floats come out, one that lets them differ in the last digits."""
    if entry_point is None or not any(_has_float(encoding.decode(test.expected)) for test in tests):
        return CheckerSpec(kind=CheckerKind.EXACT)
    return CheckerSpec(kind=CheckerKind.FLOAT, tolerance=_TOLERANCE)


def _has_float(value: object) -> bool:
    if isinstance(value, float):
        return True
    if isinstance(value, dict):
        return any(_has_float(item) for pair in value.items() for item in pair)
    return isinstance(value, list | tuple | set | frozenset) and any(map(_has_float, value))
