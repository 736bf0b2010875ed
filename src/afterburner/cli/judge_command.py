"""``afterburner judge``: is it right, and what does it take?"""

from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.cli.beyond import beyond_of
from afterburner.core import units
from afterburner.core.attempt import Judgement
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem
from afterburner.core.status import Verdict
from afterburner.dataset.opening import BUILT_IN
from afterburner.judge.complexity import measure_complexity
from afterburner.judge.generated import GeneratedTests
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.monolith import Isolation, Monolith


def judge(
    file: arguments.SourceFile,
    language: arguments.Language = None,
    problem: arguments.ProblemId = None,
    dataset: arguments.Dataset = BUILT_IN,
    tests: arguments.TestsPath = None,
    entry_point: arguments.EntryPoint = None,
    signature: arguments.Signature = None,
    checker: arguments.Checker = arguments.AUTO,
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Passes over the timed tests.")] = 5,
    seed: Annotated[int | None, typer.Option(help="Of the order of the tests, and of fresh inputs.")] = None,
    all_tests: Annotated[bool, typer.Option("--all-tests", help="Go on after the first failure.")] = False,
    complexity: Annotated[
        bool, typer.Option("--complexity", help="Also tell how time and memory grow with the size of the input.")
    ] = False,
    time_limit: arguments.TimeLimit = None,
    memory_limit: arguments.MemoryLimit = None,
    isolation: arguments.IsolationOption = Isolation.BEST,
    as_json: arguments.AsJson = False,
) -> None:
    """Judge a program on a problem's tests, or on your own.

    Exit code 0 if it is accepted, 1 if not. For a built-in problem it is also compared with the reference solutions,
    which are measured beside it.

    Examples:
        afterburner judge mine.py --problem pairs-with-sum

        afterburner judge mine.py --tests cases/ --checker exact --json

        afterburner judge mine.py --problem running-median --complexity

        afterburner judge mine.cpp --tests cases/ --checker any_shortest_way.py

    """
    solution = arguments.read_solution(file, language)
    with Monolith(isolation=isolation) as sandbox:
        task = arguments.Task(
            problem, tests, entry_point, checker, time_limit, memory_limit, dataset, signature
        ).problem(sandbox, file)
        referee = Judge(sandbox, fresh=GeneratedTests(seed=seed))
        with console.progress(f"judging {file.name}"):
            effort = Effort(repeats=repeats, seed=seed)
            said = referee.judge(task, solution, effort=effort, all_tests=all_tests)
            beyond = beyond_of(referee, task, solution, said) if task.references_in(solution.language) else None
            growth = measure_complexity(task, solution, sandbox) if complexity and _is_accepted(said) else None
    if as_json:
        scores = {f"beyond_{key}": value for key, value in beyond.items()} if beyond else {}
        grows = {"complexity": growth and documents.complexity(growth)} if complexity else {}
        console.print_json({**documents.judgement(said), **scores, **grows})
    else:
        _print(task, said, beyond)
        if growth is not None:
            console.stdout.print(growth.sentence(), highlight=False)
    raise typer.Exit(0 if _is_accepted(said) else 1)


def _is_accepted(said: Judgement) -> bool:
    return said.verdict is Verdict.ACCEPTED


def _print(problem: Problem, said: Judgement, beyond: dict[str, float] | None) -> None:
    out = console.stdout
    out.print(f"{said.verdict.value}: {said.passed} of {said.total} tests passed", highlight=False)
    if said.failure is not None:
        reason = f" ({said.failure.reason})" if said.failure.reason else ""
        out.print(f"test {said.failure.test}: {said.failure.verdict.value}{reason}", highlight=False, markup=False)
        if said.failure.detail:
            out.print(said.failure.detail, highlight=False, markup=False)
    if said.measurement is not None:
        quantities = said.measurement.quantities.get
        cpu, peak = quantities(Quantity.CPU_S), quantities(Quantity.PEAK_BYTES)
        area = quantities(Quantity.INTEGRAL_BYTE_S)
        out.print(
            f"CPU {units.seconds(cpu.estimate if cpu else None)} over {len(problem.timed_tests())} timed tests, "
            f"peak {units.memory(peak.estimate if peak else None)}, "
            f"integral {units.integral(area.estimate if area else None)}, {said.measurement.repeats} passes",
            highlight=False,
        )
    if beyond is not None:
        shares = ", ".join(
            f"{name} {100 * share:.0f} %"
            for name, share in zip(("time", "memory", "integral"), beyond.values(), strict=True)
        )
        out.print(f"beats this share of the reference solutions: {shares}", highlight=False)
