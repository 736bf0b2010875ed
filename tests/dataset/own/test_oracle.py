"""Problems made of a program alone: what the original answers is right, and what can't be told is said."""

import pytest

from afterburner.core.encoding import decode
from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, Purpose, Solution, Visibility
from afterburner.core.status import Verdict
from afterburner.dataset.own.hints import parameters_of
from afterburner.dataset.own.oracle import problem_against
from afterburner.dataset.own.targets import function_in
from afterburner.judge.judge import Effort

DEDUPE = """
def f(items: list[int]) -> list[int]:
    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
"""
FAST = "def f(items):\n    return list(dict.fromkeys(items))"
WRONG = "def f(items):\n    return sorted(set(items))"
SUM = """
numbers = list(map(int, input().split()))
print(sum(min(numbers.count(i), 1) * i for i in numbers))
"""
NUMBERS = """
import random
def generate(seed, size):
    rng = random.Random(f"{seed} {size}")
    return " ".join(str(rng.randint(-9, 9)) for _ in range(size + 1)) + "\\n"
"""
QUICK = Effort(repeats=0)
DEFAULT = Limits()
BUSY = "\n    for _ in range(len(given) ** 2): pass"
"""Makes a function of ``given`` slow at small sizes, so that growing ends soon."""


def against(code, sandbox, *, entry_point="f", hinted=True, limits=DEFAULT, **options):
    found = parameters_of(function_in(code, entry_point), entry_point=entry_point) if hinted else None
    return problem_against(
        Solution(code=code),
        entry_point=entry_point,
        parameters=found,
        name="own",
        sandbox=sandbox,
        limits=limits,
        **options,
    )


def test_a_quadratic_function_is_asked_small_inputs_and_timed_at_two_sizes(sandbox, judge):
    made = against(DEDUPE, sandbox)
    problem = made.problem
    small = [test for test in problem.tests if test.purpose is Purpose.CORRECTNESS]
    large = [test for test in problem.tests if test.purpose is Purpose.PERFORMANCE]
    assert len(small) > 60
    assert [test.visibility for test in problem.tests] == [Visibility.PUBLIC] * 3 + [Visibility.PRIVATE] * (
        len(problem.tests) - 3
    )
    assert len({test.input for test in problem.tests}) == len(problem.tests)
    assert len(large) == len(problem.performance_sizes) == 2
    assert problem.performance_sizes[1] == 2 * problem.performance_sizes[0] >= 2048
    assert problem.checker.kind is CheckerKind.EXACT
    assert (problem.oracle, problem.limits, made.notes) == ("original", Limits(), ())
    for test in small:
        (items,) = decode(test.input)
        assert decode(test.expected) == list(dict.fromkeys(items))
    for code, verdict in ((DEDUPE, Verdict.ACCEPTED), (FAST, Verdict.ACCEPTED), (WRONG, Verdict.WRONG_ANSWER)):
        assert judge.judge(problem, Solution(code=code), effort=QUICK).verdict is verdict
    # Fresh inputs are made with the generator, and answered by the original.
    assert judge.judge(problem, Solution(code=FAST), effort=Effort(repeats=2)).measurement is not None


def test_the_same_seed_makes_the_same_small_tests(sandbox):
    code = "def f(given: int) -> int:\n    return given % 7"
    first, again, other = (against(code, sandbox, seed=seed).problem.tests for seed in (0, 0, 1))
    assert first == again != other


def test_inputs_that_the_original_fails_on_are_left_out_and_counted(sandbox):
    made = against(f"def f(given: list[int]) -> int:{BUSY}\n    assert given, 'empty'\n    return max(given)", sandbox)
    assert all(decode(test.input) != [[]] for test in made.problem.tests)
    (note,) = (note for note in made.notes if "left out" in note)
    assert "AssertionError: empty" in note
    assert made.problem.generator is not None


def test_only_styles_that_the_original_takes_are_used_for_timing(sandbox, judge):
    code = f"def f(given: str) -> int:{BUSY}\n    return sum(int(digit) for digit in given)"
    problem = against(code, sandbox).problem
    assert problem.performance_sizes
    assert set(decode(problem.tests[-1].input)[0]) <= set("0123456789")
    assert judge.judge(problem, Solution(code=code), effort=Effort(repeats=2)).verdict is Verdict.ACCEPTED


def test_an_original_that_fails_now_and_then_is_timed_on_the_same_inputs_every_time(sandbox):
    made = against(f"def f(given: list[int]) -> int:{BUSY}\n    return 100 // (sum(given) % 2)", sandbox)
    assert made.problem.generator is None
    assert made.problem.performance_sizes == ()
    assert any("every pass times the same" in note or "small ones are timed" in note for note in made.notes)


def test_floats_are_compared_with_a_tolerance(sandbox, judge):
    problem = against(
        f"def f(given: list[float]) -> float:{BUSY}\n    return sum(given) / (len(given) + 1)", sandbox
    ).problem
    assert (problem.checker.kind, problem.checker.tolerance) == (CheckerKind.FLOAT, 1e-9)
    other = "import math\ndef f(items):\n    return math.fsum(items) / (len(items) + 1)"
    assert judge.judge(problem, Solution(code=other), effort=QUICK).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (
            "import random\ndef f(a: list[int]):\n    return random.random()",
            r"not deterministic: on the input \[\[\]\]",
        ),
        ("def f(a: list[int]):\n    raise ValueError('never')", "fails on all .*ValueError: never"),
        ("def f(a: list[int]):\n    a.sort()", "returns None on every input"),
        ("def f(a: list[int]):\n    return a\nreturn", "does not compile"),
    ],
)
def test_an_original_that_is_no_oracle_is_refused_with_a_hint(sandbox, code, says):
    with pytest.raises(UsageError, match=says) as caught:
        against(code, sandbox)
    assert caught.value.hint


def test_slow_small_inputs_end_the_examples_early(sandbox):
    limits = Limits(cpu_s=0.1, wall_s=1.0)
    made = against("def f(n: int) -> int:\n    return sum(1 for _ in range(n))", sandbox, limits=limits)
    assert any("over the limits" in note for note in made.notes)
    assert len(made.problem.tests) > 10


def test_a_script_is_asked_what_the_users_generator_makes(sandbox, judge):
    made = against(SUM, sandbox, entry_point=None, hinted=False, generator=NUMBERS)
    problem = made.problem
    assert problem.entry_point is None
    assert problem.checker.kind is CheckerKind.EXACT
    assert len(problem.performance_sizes) == 2
    assert all(int(test.expected) == sum(map(int, test.input.split())) for test in problem.tests)
    assert judge.judge(problem, Solution(code=SUM), effort=QUICK).verdict is Verdict.ACCEPTED


def test_a_generator_and_hints_go_together(sandbox):
    generator = "def generate(seed, size):\n    return [[seed + i for i in range(size)]]"
    problem = against(DEDUPE, sandbox, generator=generator).problem
    names = {test.name.split("-")[0] for test in problem.tests}
    assert names == {"size", "example", "performance"}
    assert problem.generator == generator


def test_a_generator_may_fail_at_some_sizes_and_not_at_all(sandbox):
    generator = "def generate(seed, size):\n    assert size, 'none'\n    return [list(range(size))]"
    assert against(DEDUPE, sandbox, hinted=False, generator=generator).problem.tests
    with pytest.raises(UsageError, match="makes no input"):
        against(DEDUPE, sandbox, hinted=False, generator="def generate(seed, size):\n    assert False")


def test_without_inputs_the_hint_says_how_to_bring_them(sandbox):
    for code, entry_point in ((SUM, None), ("def f(items): return items", "f")):
        with pytest.raises(UsageError) as caught:
            against(code, sandbox, entry_point=entry_point, hinted=False)
        assert "--generator" in (caught.value.hint or "")


def test_without_parameters_the_hints_are_read(sandbox):
    body = "        for _ in range(len(given) ** 2): pass\n        return len(given)"
    code = f"class Solution:\n    def f(self, given: list[int]) -> int:\n{body}"
    made = against(code, sandbox, entry_point="Solution.f", hinted=False)
    assert all(isinstance(decode(test.input)[0], list) for test in made.problem.tests)
