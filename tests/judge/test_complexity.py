"""Empirical complexity: the ladder climbs as long as it may, and the growth of known programs is recognised."""

from dataclasses import replace

import pytest

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Status
from afterburner.judge.complexity import Ladder, ladder_sizes, measure_complexity
from afterburner.metrics.complexity import Law
from afterburner.sandbox.fake import FakeSandbox, ran

GENERATOR = "def generate(seed, size):\n    return [list(range(size))]\n"
PROBLEM = Problem(
    id="p",
    title="",
    statement="",
    tests=(Test(name="t", input=b"[[1]]", expected=b"1"),),
    entry_point="f",
    generator=GENERATOR,
    performance_sizes=(6400,),
)


def world(cost_s, peak_bytes=lambda _size: 10 << 20, fails_at=None):
    """Return a sandbox in which programs cost what is said of the size, and from a size on fail."""

    def behave(program, stdin):
        if program.entry_point == "generate":
            return ran(result=encoding.encode([encoding.decode(stdin)[1]]))
        size = encoding.decode(stdin)[0]
        if fails_at is not None and size >= fails_at:
            return replace(ran(), status=Status.TIME_LIMIT_EXCEEDED)
        return ran(result=b"1", cpu_s=cost_s(size), peak_bytes=peak_bytes(size))

    return FakeSandbox(behave)


def test_time_and_memory_have_each_their_growth():
    sandbox = world(lambda n: 1e-9 * n * n + 1e-3, lambda n: (10 << 20) + 100 * n)
    found = measure_complexity(PROBLEM, Solution(code="f"), sandbox)
    assert (found.time.law, found.memory.law) == (Law.QUADRATIC, Law.LINEAR)
    assert "n^2 (confidence 100 %)" in found.sentence()
    assert (found.time.smallest, found.time.largest) == (100, 25_600)


def test_the_ladder_ends_where_a_run_takes_too_long():
    found = measure_complexity(PROBLEM, Solution(code="f"), world(lambda n: n / 1000), ladder=Ladder(longest_s=2.0))
    assert 2.0 < max(found.rungs[-1].cpu_s) < 4.0
    assert all(max(rung.cpu_s) <= 2.0 for rung in found.rungs[:-1])


def test_a_size_at_which_the_solution_fails_is_no_rung():
    found = measure_complexity(PROBLEM, Solution(code="f"), world(lambda n: n / 1e6, fails_at=3000))
    assert max(rung.size for rung in found.rungs) < 3000
    assert found.time.law is Law.LINEAR


def test_too_few_rungs_say_nothing():
    found = measure_complexity(PROBLEM, Solution(code="f"), world(lambda n: n / 1e6, fails_at=1))
    assert (found.time, found.memory, found.rungs) == (None, None, ())
    assert "not known" in found.sentence()


def test_a_problem_without_a_generator_is_a_usage_error():
    plain = Problem(id="p", title="", statement="", tests=PROBLEM.tests)
    with pytest.raises(UsageError, match="no generator") as caught:
        measure_complexity(plain, Solution(code="f"), world(lambda _n: 1.0))
    assert caught.value.hint


@pytest.mark.parametrize("largest", [1, 2, 22, 6400, 10**6])
def test_sizes_rise_around_the_largest_that_is_known(largest):
    sizes = ladder_sizes(largest, rungs=12)
    assert sizes == sorted(set(sizes))
    assert 1 <= sizes[0] <= largest <= sizes[-1]
    assert len(sizes) == min(12, len(sizes))


@pytest.mark.parametrize("field", [{"rungs": 3}, {"repeats": 0}, {"longest_s": float("nan")}, {"budget_s": -1}])
def test_a_ladder_that_makes_no_sense_is_a_usage_error(field):
    with pytest.raises(UsageError, match=next(iter(field))):
        Ladder(**field)


def test_real_programs_of_known_growth(sandbox):
    slow = "def f(a):\n    t = 0\n    for x in a:\n        for y in a:\n            t += 1\n    return t\n"
    fast = "def f(a):\n    t = 0\n    for x in a:\n        t += x * x % 7\n    return t\n"
    problem, larger = (replace(PROBLEM, performance_sizes=(size,)) for size in (1000, 100_000))
    ladder = Ladder(repeats=1, longest_s=0.3)
    assert measure_complexity(problem, Solution(code=slow), sandbox, ladder=ladder).time.law is Law.QUADRATIC
    assert measure_complexity(larger, Solution(code=fast), sandbox, ladder=ladder).time.law in {
        Law.LINEAR,
        Law.LINEARITHMIC,
    }
