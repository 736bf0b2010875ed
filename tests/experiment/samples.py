"""Evaluations made up by hand: no sandbox, no clock, the same for the same seed.

results = sample_results(problems=6, conditions=("one", "two"), iterations=4, solutions=2)
"""

import random
from dataclasses import replace

from afterburner.core.objective import Quantity
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.results import ProblemFacts, Program, Provenance, ReferenceCosts, Results, Score, Spending
from afterburner.policy.catalogue import PolicyConfig
from afterburner.policy.port import digest_of

HOSTILE = (
    "</script><script>document.title='owned'</script><b>bold</b> <img src=x onerror=\"document.title='owned'\">"
    "<!-- <script> {{ 7 * 7 }} \u2028 \u2029 \x1b[31m \u202e"
)
LONG_ID = "problem-" + "x" * 192
QUANTITIES = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)
HOST = {"processor": "A processor", "cpus": 2, "system": "Linux 6", "python": "3.11", "layers": ["network-namespace"]}
_DIFFICULTIES = ("easy", "medium", "hard", None)
_FAILED = (
    (Verdict.WRONG_ANSWER, "different"),
    (Verdict.TIME_LIMIT_EXCEEDED, "cpu"),
    (Verdict.RUNTIME_ERROR, "exit_code"),
)


def sample_results(
    *,
    problems: int = 6,
    conditions: tuple[str, ...] = ("alone", "with feedback"),
    iterations: int = 4,
    solutions: int = 2,
    references: int = 8,
    measurements: int = 4,
    seed: int = 0,
    hostile: bool = False,
) -> Results:
    """Return an evaluation in which every fifth run or so fails and the others get better from iteration to iteration.

    Every fourth problem has no difficulty. The last condition ends with the first reference of the first problem: it ties.
    ``hostile``: texts of strangers try to become markup, and a problem has an id of 200 characters.
    """
    chance = random.Random(seed)
    facts = tuple(_facts(number, hostile=hostile) for number in range(problems))
    bases = {one.id: 10 ** chance.uniform(-2.5, 0.5) for one in facts}
    distributions = {one.id: _references(one.id, bases[one.id], references, measurements, chance) for one in facts}
    made = _Runs(chance, measurements, hostile=hostile)
    named = tuple(_condition(name, iterations) for name in conditions)
    for place, condition in enumerate(named):
        for one in facts:
            for solution in range(solutions):
                made.run(condition, one.id, solution, bases[one.id] / (1 + 0.3 * place))
    results = Results(
        conditions=named,
        problems=facts,
        references=distributions,
        programs=made.programs,
        scores=tuple(made.scores),
        provenance=PROVENANCE,
        solutions=solutions,
        measurements=measurements,
        spending=tuple(Spending(condition=name, proposals=40, lost=1, tokens=12345, usd=0.12) for name in conditions),
        left_out={"no-reference": HOSTILE if hostile else "no accepted reference solution in python"},
        unfinished=("later",),
    )
    return _with_a_tie(results)


PROVENANCE = Provenance(
    dataset="builtin",
    dataset_digest="0123456789abcdef",
    host=HOST,
    host_digest="fedcba9876543210",
    measure_version=1,
    afterburner="0.1.0",
)


def _condition(name: str, iterations: int) -> Condition:
    return Condition(
        name=name, policy=PolicyConfig(name="scripted:replies.jsonl"), iterations=iterations, start=Start.NOTHING
    )


def _facts(number: int, *, hostile: bool) -> ProblemFacts:
    names = {0: HOSTILE, 1: LONG_ID} if hostile else {}
    return ProblemFacts(
        id=names.get(number, f"p{number:03}"),
        title=HOSTILE if hostile and number == 2 else f"Problem number {number}",
        difficulty=_DIFFICULTIES[number % len(_DIFFICULTIES)],
        tags=("array",),
    )


def _references(
    problem: str, base: float, count: int, passes: int, chance: random.Random
) -> tuple[ReferenceCosts, ...]:
    made = []
    for number in range(count):
        code = reference_code(problem, number)
        costs = sample_costs(base * 10 ** chance.uniform(-0.5, 0.5), passes, chance)
        digest = digest_of(Solution(code=code, language="python"))
        made.append(ReferenceCosts(name=f"ref{number}", code_digest=digest, costs=costs))
    return tuple(made)


def reference_code(problem: str, number: int) -> str:
    """Return the code of a reference solution: what its digest was made of."""
    return f"# {number} of {problem[:20]!r}\nprint(sum(map(int, input().split())))\n"


def sample_costs(cpu_s: float, passes: int, chance: random.Random) -> dict[Quantity, tuple[float, ...]]:
    """Return costs around ``cpu_s``, by pass, with a spread of about 2 per cent."""
    peak = 8e6 + 2e6 * chance.random() + 1e6 * cpu_s
    middles = {
        Quantity.CPU_S: cpu_s,
        Quantity.PEAK_BYTES: peak,
        Quantity.INTEGRAL_BYTE_S: cpu_s * peak * 0.8,
    }
    return {
        quantity: tuple(middle * chance.lognormvariate(0, 0.02) for _ in range(passes))
        for quantity, middle in middles.items()
    }


class _Runs:
    def __init__(self, chance: random.Random, passes: int, *, hostile: bool) -> None:
        self.chance, self.passes, self.hostile = chance, passes, hostile
        self.programs: dict[tuple[str, str], Program] = {}
        self.scores: list[Score] = []

    def run(self, condition: Condition, problem: str, solution: int, base: float) -> None:
        first_correct = self.chance.choice((0, 0, 0, 1, condition.iterations + 1))
        cpu_s = base * 10 ** self.chance.uniform(-0.2, 0.5)
        program = None
        for iteration in range(condition.iterations + 1):
            if iteration >= first_correct and (program is None or self.chance.random() < 0.5):
                cpu_s *= self.chance.uniform(0.5, 0.95)
                program = self._program(condition.name, problem, solution, iteration, cpu_s)
            self.scores.append(self._score(condition.name, problem, solution, iteration, program))

    def _program(self, condition: str, problem: str, solution: int, iteration: int, cpu_s: float) -> Program:
        code = _code(condition, solution, iteration, HOSTILE if self.hostile else "")
        made = Program(
            digest=digest_of(Solution(code=code, language="python")),
            language="python",
            code=code,
            costs=sample_costs(cpu_s, self.passes, self.chance),
            drift={Quantity.CPU_S: 1.01},
            trace=_trace(cpu_s, self.chance),
        )
        self.programs[problem, made.digest] = made
        return made

    def _score(self, condition: str, problem: str, solution: int, iteration: int, program: Program | None) -> Score:
        where = {"condition": condition, "problem": problem, "solution": solution, "iteration": iteration}
        if program is not None:
            return Score(**where, verdict=Verdict.ACCEPTED, program=program.digest, attempt=str(iteration))
        verdict, reason = self.chance.choice(_FAILED)
        test = HOSTILE if self.hostile else "large-1"
        note = HOSTILE if self.hostile else "use a set"
        return Score(**where, verdict=verdict, reason=reason, test=test, attempt=str(iteration), note=note)


def _code(condition: str, solution: int, iteration: int, extra: str) -> str:
    loop = "".join(f"    total += step_{number}(x)\n" for number in range(max(1, 6 - iteration)))
    comment = f"# {condition}, solution {solution} {extra}".replace("\n", " ")
    return f"{comment}\ntotal = 0\nfor x in map(int, input().split()):\n{loop}print(total)  # {iteration}\n"


def _trace(cpu_s: float, chance: random.Random) -> tuple[tuple[float, int], ...]:
    peak = 4e6 + 1e6 * chance.random()
    return tuple((cpu_s * step / 19, int(6e6 + peak * min(1.0, step / 12))) for step in range(20))


def _with_a_tie(results: Results) -> Results:
    """Make the last accepted program of the first problem the code of its first reference, though measured slower."""
    problem = results.problems[0].id
    place = next((n for n, s in reversed(list(enumerate(results.scores))) if s.problem == problem and s.program), None)
    if place is None:
        return results
    tied = results.references[problem][0]
    program = Program(
        digest=tied.code_digest,
        language="python",
        code=reference_code(problem, 0),
        costs={quantity: tuple(1.01 * cost for cost in costs) for quantity, costs in tied.costs.items()},
    )
    scores = list(results.scores)
    scores[place] = replace(scores[place], program=program.digest)
    programs = {**results.programs, (problem, program.digest): program}
    return replace(results, scores=tuple(scores), programs=programs)
