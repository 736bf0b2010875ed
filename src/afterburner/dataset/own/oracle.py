"""A problem made of a program alone: the original says what is right, on inputs that are made for it.

    made = problem_against(original, entry_point="dedupe", parameters=parameters, name="dedupe", sandbox=sandbox)
    made.problem                the original's answers on small inputs, and two sizes at which it takes its time
    made.notes                  what a user should know: inputs that it failed on, sizes that were not reached

Covered: what the function returns, or the program prints, on inputs of the hinted types or from the user's generator.
Not covered: what it does to its arguments, to globals or files; inputs on which it raises, which are left out; and the order
of iteration over sets of texts, which is the same in every run of the sandbox and need not be elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Reference, Solution, Test, Visibility
from afterburner.dataset.own.generator_source import STYLES, generator_source
from afterburner.dataset.own.generators import Inputs
from afterburner.dataset.own.growth import FIRST_SIZE, Grown, answers, grown
from afterburner.dataset.own.hints import parameters_of
from afterburner.dataset.own.original import Original
from afterburner.dataset.own.shapes import Parameter
from afterburner.dataset.own.strategies import calls, examples
from afterburner.dataset.own.targets import function_in
from afterburner.sandbox.port import Sandbox

ORIGINAL = "original"
"""The name of the reference that is the oracle."""
_SMALL_SIZES = (0, 1, 2, 3, 5, 10, 20, 50)
_ROUNDS = 2
"""Generated inputs of each small size."""
_EXAMPLES = 60
_PUBLIC = 3
_TOLERANCE = 1e-9
"""Sums that are taken in another order differ by less."""
_STYLE_SEEDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A problem with its original, and what was noticed when it was made: one sentence each."""

    problem: Problem
    notes: tuple[str, ...]


def problem_against(
    original: Solution,
    *,
    entry_point: str | None,
    parameters: Sequence[Parameter] | None = None,
    generator: str | None = None,
    name: str,
    sandbox: Sandbox,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    seed: int = 0,
) -> Against:
    """Return the problem of doing what ``original`` does.

    Inputs are what ``generator`` makes of small sizes and of two large ones, and examples of ``parameters`` where they are
    given. Without a generator both come from the parameters, by default those of the function's type hints. The same seed
    gives the same inputs. ``limits`` are per run.

    Raises:
        UsageError: there is nothing to make inputs of, or a hint says too little; original or generator is not
            deterministic; the original does not compile, fails on every input, or answers nothing at all.
        SandboxError: the machine failed.

    """
    if entry_point is None and generator is None:
        hint = "name one with --generator FILE: generate(seed, size) returns the text of standard input"
        raise UsageError("a program that reads standard input needs a generator of inputs", hint=hint)
    if generator is None and parameters is None and entry_point is not None:
        parameters = parameters_of(function_in(original.code, entry_point), entry_point=entry_point)
    problem = Problem(
        id=name,
        title=name,
        statement="",
        tests=(),
        entry_point=entry_point,
        limits=limits,
        references=(Reference(name=ORIGINAL, idea="the program as it was given", solution=original),),
        generator=generator or generator_source(parameters or ()),
        oracle=ORIGINAL,
    )
    witness = Original(problem, sandbox)
    small = _small_tests(witness, _small_inputs(problem, parameters if entry_point else None, sandbox, seed))
    _check_answers(problem, small, witness)
    if generator is None:
        problem = _with_fitting_styles(problem, parameters or (), witness, sandbox, seed)
    return _whole(problem, small, grown(witness, Inputs(problem, sandbox), seed=seed), witness)


def _small_inputs(
    problem: Problem, parameters: Sequence[Parameter] | None, sandbox: Sandbox, seed: int
) -> Iterator[tuple[str, bytes]]:
    """Yield small inputs with their names.

    Raises:
        UsageError: the generator makes nothing, at no size, and there is nothing else.

    """
    inputs, made = Inputs(problem, sandbox), 0
    for turn in range(_ROUNDS):
        for index, size in enumerate(_SMALL_SIZES):
            data = inputs.made(seed + turn * len(_SMALL_SIZES) + index + 1, size)
            if data is not None:
                made += 1
                yield f"size-{size}-{turn + 1}", data
    if not made:
        raise UsageError(f"the generator makes no input: {inputs.last_failure}", hint="try it at sizes from 0 to 50")
    if parameters:
        # The shortest first: where huge numbers cost the original its time limit, small ones were asked before.
        data_of_examples = map(encoding.encode, examples(calls(parameters), _EXAMPLES, seed=seed))
        for number, data in enumerate(sorted(data_of_examples, key=len), start=1):
            yield f"example-{number}", data


def _small_tests(original: Original, inputs: Iterator[tuple[str, bytes]]) -> tuple[Test, ...]:
    tests: dict[bytes, Test | None] = {}
    for name, data in inputs:
        if data not in tests and not original.is_exhausting:
            tests[data] = original.small_test(data, name=name)
    answered = [test for test in tests.values() if test is not None]
    return tuple(
        replace(test, visibility=Visibility.PUBLIC) if index < _PUBLIC else test for index, test in enumerate(answered)
    )


def _check_answers(problem: Problem, tests: Sequence[Test], original: Original) -> None:
    """Refuse an original whose answers say nothing: a program that does nothing at all would be as right."""
    if not tests:
        hint = "it may need inputs of a kind that its type hints don't say: name a generator with --generator FILE"
        raise UsageError(
            f"the original fails on all {original.asked} inputs, last with: {original.last_failure}", hint=hint
        )
    if problem.entry_point is not None and all(test.expected == b"null" for test in tests):
        hint = "only what is returned is compared: return what the function changes"
        raise UsageError(f"{problem.entry_point} returns None on every input", hint=hint)
    if problem.entry_point is None and not any(test.expected.strip() for test in tests):
        raise UsageError("the original prints nothing on any input", hint="only what is printed is compared")


def _with_fitting_styles(
    problem: Problem, parameters: Sequence[Parameter], original: Original, sandbox: Sandbox, seed: int
) -> Problem:
    """Return ``problem`` with a generator of those styles alone that the original does not fail on, if there are any."""
    fitting = []
    for style in STYLES:
        one = replace(problem, generator=generator_source(parameters, styles=[style]))
        inputs = Inputs(one, sandbox)
        if all(answers(original, inputs, seed + number, FIRST_SIZE) for number in range(_STYLE_SEEDS)):
            fitting.append(style)
    return replace(problem, generator=generator_source(parameters, styles=fitting)) if fitting else problem


def _whole(problem: Problem, small: tuple[Test, ...], large: Grown, original: Original) -> Against:
    tests = (*small, *large.tests)
    kind = CheckerKind.FLOAT if problem.entry_point is not None and _has_floats(tests) else CheckerKind.EXACT
    checker = CheckerSpec(kind=kind, tolerance=_TOLERANCE) if kind is CheckerKind.FLOAT else CheckerSpec(kind=kind)
    made = replace(problem, tests=tests, checker=checker, performance_sizes=large.sizes)
    if not large.is_reliable:
        # A judgement makes fresh inputs with the generator, and ends where the oracle does not answer one.
        made = replace(made, generator=None, performance_sizes=())
    return Against(problem=made, notes=tuple(_notes(small, large, original)))


def _has_floats(tests: Sequence[Test]) -> bool:
    return any(_has_float(encoding.canonical(test.expected)) for test in tests)


def _has_float(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_float, value.values()))
    return any(map(_has_float, value)) if isinstance(value, list) else isinstance(value, float)


def _notes(small: Sequence[Test], large: Grown, original: Original) -> Iterator[str]:
    failed = original.failures.total()
    if failed:
        usual = original.failures.most_common(1)[0][0]
        yield f"{failed} of {original.asked} small inputs were left out: the original fails on them, mostly with: {usual}"
    if original.is_exhausting:
        yield "several small inputs went over the limits, so no more of them were tried: a generator would make fitting ones"
    if len({test.expected for test in small}) == 1:
        yield "the original gives the same answer to every small input: a generator would make inputs that tell more"
    if large.note is not None:
        yield f"sizes: {large.note}"
    if not large.tests:
        yield "there are no inputs for timing: the small ones are timed"
    elif not large.is_reliable:
        yield "the original fails on some large inputs, so every pass times the same ones: a generator would make fitting ones"
