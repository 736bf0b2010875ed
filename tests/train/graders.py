"""Graders of tests: on a sandbox that starts nothing, and what is asked of them."""

import contextlib

from afterburner.core.encoding import decode, encode
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.policy import prompt
from afterburner.sandbox.fake import FakeSandbox, ran
from afterburner.sandbox.pool import Pool
from afterburner.train.grading import Asked, Grader
from afterburner.train.ground_truth import GroundTruth

SMALL = Test(name="small", input=b"small", expected=b"?")
LARGE = Test(name="large", input=b"large", expected=b"?", purpose=Purpose.PERFORMANCE)
HUGE = Test(name="huge", input=b"huge", expected=b"?", purpose=Purpose.PERFORMANCE)
PROBLEM = Problem(id="p", title="", statement="", tests=(SMALL, LARGE, HUGE))
ORACLE = Reference(name="oracle", idea="", solution=Solution(code="oracle"))


def generated_problem():
    """Make the problem with a generator and an oracle."""
    return Problem(
        id="g",
        title="",
        statement="",
        tests=(SMALL, LARGE, HUGE),
        generator="generate",
        performance_sizes=(10, 20),
        references=(ORACLE,),
    )


class FakeMonolith(FakeSandbox):
    """A fake that a pool takes for a worker's sandbox."""

    def __init__(self, behaviour, *, faults=()):
        super().__init__(behaviour, faults=faults)
        self.faults = 0
        self.cancelled = 0

    def cancel(self):
        """Note that it was asked for."""
        self.cancelled += 1


def world(**programs):
    """Make a behaviour: a generator, and programs by name: seconds of CPU, an execution, or a function of the input."""

    def behave(program, stdin):
        source = program.source.decode().strip()
        if program.entry_point == "generate":
            seed, size = decode(stdin)
            return ran(result=encode(f"fresh {seed} {size}"))
        found = {"oracle": 1.0, **programs}[source]
        if callable(found):
            return found(stdin)
        return ran(b"?", cpu_s=found) if isinstance(found, float) else found

    return behave


@contextlib.contextmanager
def grading(behaviour, *problems, workers=1, faults=(), **options):
    """Lend a grader on a fake, and the sandboxes that were made for its workers."""
    made = []

    def make(_cpu):
        made.append(FakeMonolith(behaviour, faults=faults if not made else ()))
        return made[-1]

    known = {problem.id: problem for problem in problems or (PROBLEM,)}
    with Pool(workers=workers, make=make) as pool, Grader(pool, known, **{"budget_s": 1e9, **options}) as grader:
        yield grader, made


def answer(code, language="python"):
    """Write a well-formed completion."""
    return prompt.reply("because", Solution(code=code, language=language))


def truth(baseline=None, *, problem="p", objective=Objective.TIME, language="python"):
    """Make a ground truth."""
    return GroundTruth(problem=problem, language=language, objective=objective, baseline_code=baseline)


def asked(*codes, baseline=None, **fields):
    """Ask for well-formed completions with ``codes``."""
    return Asked(truth=truth(baseline, **fields), completions=[answer(code) for code in codes])
