"""``afterburner compare``: is the difference real?"""

from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.core import units
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.dataset.opening import BUILT_IN
from afterburner.judge.judge import Effort, Judge
from afterburner.measure.compare import Plan
from afterburner.sandbox.monolith import Isolation, Monolith


def compare(
    a: Annotated[Path, typer.Argument(help="One program.")],
    b: Annotated[Path, typer.Argument(help="The other program.")],
    language: arguments.Language = None,
    problem: arguments.ProblemId = None,
    dataset: arguments.Dataset = BUILT_IN,
    tests: arguments.TestsPath = None,
    entry_point: arguments.EntryPoint = None,
    signature: arguments.Signature = None,
    checker: arguments.Checker = arguments.AUTO,
    clock: Annotated[Clock, typer.Option(help="The clock behind time and integral.")] = Clock.CPU,
    budget: Annotated[float, typer.Option(help="Wall seconds to spend at most.")] = 60.0,
    time_limit: arguments.TimeLimit = None,
    memory_limit: arguments.MemoryLimit = None,
    isolation: arguments.IsolationOption = Isolation.BEST,
    as_json: arguments.AsJson = False,
) -> None:
    """Compare two programs, run in turn until the difference is clear or the budget ends.

    Identical programs are called different at most once in 100. Exit code 1 if one of them is not accepted.

    Examples:
        afterburner compare old.py new.py --tests cases/

        afterburner compare old.py new.py --problem running-median --json

    """
    arguments.positive("--budget", budget)
    first, second = arguments.read_solution(a, language), arguments.read_solution(b, language)
    with Monolith(isolation=isolation) as sandbox:
        task = arguments.Task(
            problem, tests, entry_point, checker, time_limit, memory_limit, dataset, signature
        ).problem(sandbox, a)
        judge = Judge(sandbox)
        with console.progress("comparing"):
            failed = _first_failure(judge, task, {a: first, b: second})
            quantity = Quantity.CPU_S if clock is Clock.CPU else Quantity.WALL_S
            plan = Plan(quantity=quantity, clock=clock, budget_s=budget)
            result = None if failed else judge.compare(task, first, second, plan=plan)
    if result is None or result.failure:
        console.say(f"error: {failed or (result and result.failure)}")
        raise typer.Exit(1)
    if as_json:
        console.print_json(documents.comparison(result, clock))
    else:
        _print(result, quantity)


def _first_failure(judge: Judge, problem: Problem, solutions: dict[Path, Solution]) -> str | None:
    for path, solution in solutions.items():
        said = judge.judge(problem, solution, effort=Effort(repeats=0))
        if said.verdict is not Verdict.ACCEPTED and said.failure is not None:
            return f"{path} is not accepted: {said.verdict.value} on test {said.failure.test}; {said.failure.detail}"
    return None


def _print(result: Comparison, time: Quantity) -> None:
    names = {time: "faster", Quantity.PEAK_BYTES: "leaner (peak memory)", Quantity.INTEGRAL_BYTE_S: "leaner (integral)"}
    for quantity, word in names.items():
        who, ratio = result.better(quantity), result.ratios.get(quantity)
        said = f"{who} is {word}" if who else f"no difference: neither is {word}"
        console.stdout.print(f"{said}; a over b: {units.ratio(ratio)}", highlight=False, markup=False)
    console.stdout.print(f"{result.pairs} pairs of runs in turn; intervals hold 95 %", highlight=False)
