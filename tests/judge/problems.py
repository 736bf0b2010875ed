"""Two small problems whose answers can't be guessed, and honest programs for them."""

from textwrap import dedent

from afterburner.core import encoding
from afterburner.core.execution import Limits
from afterburner.core.problem import Problem, Solution, Test
from afterburner.judge.judge import Effort

LIMITS = Limits(cpu_s=2, wall_s=5)
QUICK = Effort(repeats=0)


def text_problem(count=3, **fields):
    tests = tuple(
        Test(name=str(n), input=f"{n} {n * n}\n".encode(), expected=f"secret-{n * n * 7919 + n}\n".encode())
        for n in range(2, 2 + count)
    )
    return Problem(id="text", title="", statement="", tests=tests, limits=LIMITS, **fields)


def call_problem(**fields):
    tests = tuple(Test(name=str(n), input=encoding.encode([n]), expected=encoding.encode(n * 7919)) for n in (2, 3, 4))
    return Problem(id="call", title="", statement="", tests=tests, entry_point="f", limits=LIMITS, **fields)


HONEST_TEXT = "n, square = map(int, input().split()); print(f'secret-{square * 7919 + n}')"
HONEST_CALL = "def f(n): return n * 7919"


def verdict(judge, problem, source, effort=QUICK):
    return judge.judge(problem, Solution(code=dedent(source)), effort=effort).verdict
