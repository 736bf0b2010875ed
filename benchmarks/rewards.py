"""Is the reward a bottleneck: what does judging a GRPO batch add to the programs' own CPU time, and how much of it overlaps?

A batch is 8 prompts of 16 completions each, made of the built-in problems' reference solutions: six correct programs (one of them
slow), copies of them and of the program in the prompt, three that are wrong, and a reply without a program. Its timed tests are
generated anew in such sizes that the fastest solution takes about 25 ms on each; and, in another run, about 2 ms.

Overhead is (workers x wall - the programs' own CPU time) / the programs' own CPU time: starting and ending runs, watching them,
checking answers, generating fresh inputs and asking the oracle, reading replies, and workers that have nothing to do. The first
batch also starts the cells. Then come batches of problems ``seen`` before with other programs, as in every epoch but the first,
and one whose problems are ``new``: fresh inputs have to be made.

Overlap: the completions of such a batch come one by one over the time that grading took, as from a model on another device. Each
is begun when it is there (``begun``), or each group is when it is complete (``groups begun``); ``waited`` is the time after the
last one, as a share of that of the batch that nobody began.

``cpu`` is the CPU time of this process and the cells beside the programs', as a share of theirs: what judging takes also where
others keep the processors busy, and a wall clock tells of them.
"""

import ast
import contextlib
import itertools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from record import Figures, Row, parser, publish, table

from afterburner.core.execution import Limits
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.core.status import Status
from afterburner.dataset import builtin
from afterburner.judge.generated import made_test
from afterburner.judge.judge import Effort, Judge
from afterburner.policy import prompt
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Sandbox
from afterburner.train.grading import Asked, Grader, Outcome, Totals
from afterburner.train.ground_truth import GroundTruth

PROBLEMS = (
    "window-maximum",
    "running-median",
    "range-sum-queries",
    "trapped-rain",
    "ticket-counter",
    "relay-tree-delays",
    "repeated-log-ids",
    "cheese-ripening",
)
"""One a prompt; their sizes can be chosen freely."""
COMPLETIONS = 16
CORRECT, WRONG = 5, 3
ORDINARY_S, TINY_S = 0.025, 0.002
"""What the fastest solution takes on a timed test."""
NEAR, SLOW = 2.0, 4.0
"""Correct programs take up to so many times the fastest, and the slow one up to so many."""
CLAIM = 0.15
STEADY = {"seen", "new"}
COLUMNS = [
    *("size", "batch", "run_ms", "programs_cpu_s", "wall_s", "overhead"),
    *("runs", "checks", "inputs", "idle", "cpu", "known", "waited"),
]

_LIMITS = Limits(cpu_s=0.4, wall_s=10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the completions of one problem are made of."""

    problem: Problem
    correct: tuple[str, ...]
    """From the fastest to the slowest."""
    slow: str
    wrong: tuple[str, ...]


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    arguments.add_argument("--rounds", type=int, default=2, help="batches of problems seen before")
    arguments.add_argument("--only", choices=["ordinary", "tiny"], help="programs of this size")
    options = arguments.parse_args()
    names = PROBLEMS[:2] if options.quick else PROBLEMS
    sizes = {"ordinary": ORDINARY_S / 3 if options.quick else ORDINARY_S, "tiny": TINY_S}
    rows: list[Row] = []
    for size, target_s in sizes.items():
        if options.only not in {None, size}:
            continue
        with Pool(workers=options.workers) as pool:
            material = [made for name in names if (made := _material(name, target_s, pool)) is not None]
        _say(f"{size}: {len(material)} of {len(names)} problems")
        with Pool(workers=options.workers) as pool:
            for row in _batches(pool, material, rounds=1 if options.quick else options.rounds):
                rows.append({"size": size, **row})
                _say(table([rows[-1]], COLUMNS))
    steady = [float(str(row["overhead"])) for row in rows if row["size"] == "ordinary" and row["batch"] in STEADY]
    settings = {
        "prompts": len(names),
        "completions": COMPLETIONS,
        "workers": options.workers,
        "passes": 5,
        "problems": names,
        "fastest_s": sizes,
    }
    summary = {"overhead, ordinary, worst batch after the first": max(steady), "claim": CLAIM}
    figures = Figures(benchmark="rewards", settings=settings, rows=rows, summary=summary)
    publish(figures, options.json, columns=COLUMNS)


def _batches(pool: Pool, material: Sequence[Material], *, rounds: int) -> Iterator[Row]:
    """Grade the first batch, others of the problems seen, one of problems that are new to the grader, and two that were begun."""
    tags = itertools.count()
    problems = {one.problem.id: one.problem for one in material}
    with Grader(pool, problems, budget_s=1e9) as grader:
        for number in range(1 + rounds):
            yield _row(grader, pool, _groups(material, tags), batch="seen" if number else "first")
    with Grader(pool, problems, budget_s=1e9) as grader:
        row = _row(grader, pool, _groups(material, tags), batch="new")
        yield row
    alone_s = float(str(row["wall_s"]))
    for batch in ("begun", "groups begun"):
        with Grader(pool, problems, budget_s=1e9) as grader:
            groups = _groups(material, tags)
            _write(grader, groups, alone_s, by_group=batch == "groups begun")
            waited_s = _row(grader, pool, groups, batch=batch)["wall_s"]
            yield {"batch": batch, "wall_s": waited_s, "waited": float(str(waited_s)) / alone_s}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _row(grader: Grader, pool: Pool, groups: Sequence[Asked], *, batch: str) -> Row:
    before, spent_s, began_s = grader.totals, _cpu_s(), time.monotonic()
    outcomes = [one for group in grader.grade(groups) for one in group]
    wall_s = time.monotonic() - began_s
    spent_s = _cpu_s() - spent_s
    _check(outcomes)
    figures = _figures(before, grader.totals, wall_s * pool.workers, wall_s)
    programs_s = float(str(figures["programs_cpu_s"]))
    return {
        "batch": batch,
        **figures,
        "cpu": (spent_s - programs_s - grader.totals.inputs_s + before.inputs_s) / programs_s,
    }


def _figures(before: Totals, after: Totals, available_s: float, wall_s: float) -> Row:
    cpu_s = after.program_cpu_s - before.program_cpu_s

    def share(took_s: float) -> float:
        return took_s / cpu_s

    programs = after.programs - before.programs
    runs_s, inputs_s = after.runs_s - before.runs_s, after.inputs_s - before.inputs_s
    busy_s = after.busy_s - before.busy_s
    return {
        "programs_cpu_s": cpu_s,
        "run_ms": 1000 * cpu_s / (after.runs - before.runs),
        "wall_s": wall_s,
        "overhead": share(available_s - cpu_s),
        "runs": share(runs_s - cpu_s),
        "checks": share(busy_s - runs_s - inputs_s),
        "inputs": share(inputs_s),
        "idle": share(available_s - busy_s),
        "known": (after.known - before.known) / programs,
    }


def _cpu_s() -> float:
    """Return the CPU seconds of this process and of all that it has started and that are alive, their ended children included."""
    ours = os.times()
    return ours.user + ours.system + sum(_family_cpu_s(pid) for pid in _children(os.getpid()))


def _family_cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    own_s = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own_s + sum(map(_family_cpu_s, _children(pid)))


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text("utf-8").split()]
    return found


def _check(outcomes: Sequence[Outcome]) -> None:
    """See that the batch is what it is meant to be."""
    correct = sum(one.graded.is_correct for one in outcomes)
    masked = sum(one.graded.masked is not None for one in outcomes)
    if masked or correct < len(outcomes) // 2:
        raise SystemExit(f"of {len(outcomes)} completions {correct} are correct and {masked} masked: nothing to quote")


def _write(grader: Grader, groups: Sequence[Asked], generation_s: float, *, by_group: bool) -> None:
    """Let completions come one by one, those of a prompt after each other, over ``generation_s``."""
    pause_s = generation_s / sum(len(group.completions) for group in groups)
    for group in groups:
        for text in group.completions:
            time.sleep(pause_s)
            grader.begin(group.truth, text)
        if by_group:
            grader.begin_group(group)


def _groups(material: Sequence[Material], tags: Iterator[int]) -> list[Asked]:
    return [_group(made, tags) for made in material]


def _group(made: Material, tags: Iterator[int]) -> Asked:
    """Return one prompt's completions; the programs are new ones, by a comment, to whoever keeps verdicts."""

    def new(code: str) -> str:
        return prompt.reply("because", Solution(code=f"# {next(tags)}\n{code}"))

    baseline = f"# {next(tags)}\n{made.correct[-1]}"
    correct = [new(made.correct[number % len(made.correct)]) for number in range(CORRECT)]
    wrong = [new(made.wrong[number % len(made.wrong)]) for number in range(WRONG)]
    copies = [prompt.reply("because", Solution(code=baseline))] * 2
    texts = [*correct, *correct[:4], *copies, *wrong, new(made.slow), "I don't know."]
    random.Random(0).shuffle(texts)  # noqa: S311 - any order will do
    truth = GroundTruth(problem=made.problem.id, language="python", objective=Objective.TIME, baseline_code=baseline)
    return Asked(truth=truth, completions=texts[:COMPLETIONS])


def _material(name: str, target_s: float, sandbox: Sandbox) -> Material | None:
    """Return what completions are made of, with timed tests of the size wanted; None: there are not enough solutions."""
    problem = builtin.load(name, sandbox)
    fitting, costs = sized(problem, target_s, sandbox)
    ranked = sorted(costs, key=costs.__getitem__)
    near = [code for code in ranked if costs[code] <= NEAR * costs[ranked[0]]][:CORRECT]
    slow = next((code for code in reversed(ranked) if costs[code] <= SLOW * costs[ranked[0]]), near[-1])
    wrong = tuple(mutants(fitting, near, sandbox))
    return Material(problem=fitting, correct=tuple(near), slow=slow, wrong=wrong) if len(near) > 1 and wrong else None


def sized(problem: Problem, target_s: float, sandbox: Sandbox) -> tuple[Problem, dict[str, float]]:
    """Return the problem with timed tests on which the fastest solution takes about ``target_s``, and what each takes there."""
    sizes, codes = problem.performance_sizes, [one.solution.code for one in problem.references_in("python")]
    for _ in range(8):
        test = made_test(problem, 7, sizes[0], sandbox, name="sizing", purpose=Purpose.PERFORMANCE)
        costs = {code: cost for code in codes if (cost := _cost(problem, code, test, sandbox)) is not None}
        fastest = min(costs.values(), default=10 * target_s)
        if 0.7 <= target_s / fastest <= 1.4:  # noqa: PLR2004 - near enough
            break
        sizes = tuple(max(1, round(size * min(4.0, max(0.1, (target_s / fastest) ** 0.8)))) for size in sizes)
        codes = [code for code, cost in costs.items() if cost <= SLOW * fastest] or codes
    small = tuple(test for test in problem.tests if test.purpose is Purpose.CORRECTNESS)
    timed = tuple(
        made_test(problem, 100 + place, size, sandbox, name=f"timed-{place}", purpose=Purpose.PERFORMANCE)
        for place, size in enumerate(sizes)
    )
    return replace(problem, tests=(*small, *timed), performance_sizes=sizes), costs


def _cost(problem: Problem, code: str, test: Test, sandbox: Sandbox) -> float | None:
    seen = sandbox.execute(problem.program(Solution(code=code)), test.input, limits=_LIMITS)
    return seen.cpu_s if seen.status is Status.OK else None


def mutants(problem: Problem, codes: Sequence[str], sandbox: Sandbox) -> Iterator[str]:
    """Yield mutations of ``codes`` that fail, each by an answer or a crash, none by taking too long."""
    found = 0
    for code in codes:
        for mutate in (_swapped_comparison, _swapped_sum, _other_number):
            mutated = mutate(code)
            if mutated is None or found == WRONG:
                continue
            verdict = (
                Judge(sandbox).judge(problem, Solution(code=mutated), effort=Effort(repeats=0), limits=_LIMITS).verdict
            )
            if verdict.value in {"wrong_answer", "runtime_error"}:
                found += 1
                yield mutated


def _swapped_comparison(code: str) -> str | None:
    return _mutated(code, lambda node: isinstance(node, ast.Lt), lambda _node: ast.GtE())


def _swapped_sum(code: str) -> str | None:
    return _mutated(code, lambda node: isinstance(node, ast.Add), lambda _node: ast.Sub())


def _other_number(code: str) -> str | None:
    def is_number(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and type(node.value) is int

    return _mutated(code, is_number, lambda _node: ast.Constant(value=3))


def _mutated(code: str, wanted: Callable[[ast.AST], bool], other: Callable[[ast.AST], ast.AST]) -> str | None:
    """Return ``code`` with the last node of the kind ``wanted`` replaced; None: there is none."""
    tree = ast.parse(code)
    last = next((node for node in reversed(list(ast.walk(tree))) if wanted(node)), None)
    if last is None:
        return None

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return other(node) if node is last else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Swap().visit(tree))) + "\n"


if __name__ == "__main__":
    main()
