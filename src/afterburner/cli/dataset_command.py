"""``afterburner dataset``: look at problems, and make more of them."""

import sys
import textwrap
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.build_command import build_dataset
from afterburner.cli.calibrate_command import calibrate_dataset
from afterburner.cli.convert_command import convert
from afterburner.cli.export_command import export_dataset
from afterburner.cli.stats_command import dataset_stats
from afterburner.cli.synth_command import synth
from afterburner.cli.verify_command import verify_dataset
from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.dataset import builtin
from afterburner.dataset.opening import BUILT_IN, open_dataset, problem_in
from afterburner.dataset.records import to_record
from afterburner.sandbox.monolith import Monolith

app = typer.Typer(help="Look at problems, and make more of them.", no_args_is_help=True)
app.command("convert")(convert)
app.command("stats")(dataset_stats)
app.command("build")(build_dataset)
app.command("export")(export_dataset)
app.command("verify")(verify_dataset)
app.command("calibrate")(calibrate_dataset)
app.command("synth")(synth)


DatasetOption = Annotated[str, typer.Option(help="`venus`, the built-in problems, or a file or folder of problems.")]


@app.command("list")
def list_problems(dataset: DatasetOption = BUILT_IN, as_json: arguments.AsJson = False) -> None:
    """List problems: the built-in ones, or those of a file.

    Examples:
        afterburner dataset list

        afterburner dataset list --dataset my-dataset/train.jsonl

    """
    rows = [_row(problem) for problem in _described(dataset)]
    if as_json:
        console.print_json(rows)
        return
    table = Table("problem", "title", "difficulty", "interface", "solutions", "tags", box=None, pad_edge=False)
    for row in rows:
        interface = str(row["entry_point"] or "stdin")
        cells = (row["id"], row["title"], row["difficulty"] or "", interface, row["references"], ", ".join(row["tags"]))
        table.add_row(*map(str, cells))
    console.stdout.print(table)


def _described(dataset: str) -> Iterator[Problem]:
    """Yield the problems; of the built-in ones, what can be said without running anything."""
    if dataset == BUILT_IN:
        yield from map(builtin.describe, builtin.problem_ids())
        return
    with Monolith() as sandbox:
        yield from open_dataset(dataset, sandbox, report=lambda fault: console.say(f"left out: {fault}"))


def _row(problem: Problem) -> dict[str, Any]:
    return {
        "id": problem.id,
        "title": problem.title,
        "difficulty": problem.difficulty and problem.difficulty.value,
        "tags": list(problem.tags),
        "entry_point": problem.entry_point,
        "references": len(problem.references),
    }


@app.command("show")
def show(
    problem: Annotated[str, typer.Argument(metavar="ID", help="The problem; see `afterburner dataset list`.")],
    dataset: DatasetOption = BUILT_IN,
    solution: Annotated[str | None, typer.Option(help="Print this reference solution's code and nothing else.")] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Show a problem; with --json the whole record, tests and reference solutions included.

    Examples:
        afterburner dataset show running-median

        afterburner dataset show running-median --solution sort_after_append > slow.py

        afterburner dataset show HumanEval/0 --dataset human-eval.jsonl

    """
    found = _found(dataset, problem, with_tests=as_json)
    if solution is not None:
        sys.stdout.write(_solution(found, solution))
    elif as_json:
        console.print_json(to_record(found).model_dump(mode="json"))
    else:
        _print(found)


def _found(dataset: str, problem_id: str, *, with_tests: bool) -> Problem:
    if dataset == BUILT_IN and not with_tests:
        return builtin.describe(problem_id)
    with Monolith() as sandbox:
        return builtin.load(problem_id, sandbox) if dataset == BUILT_IN else problem_in(dataset, problem_id, sandbox)


def _solution(problem: Problem, name: str) -> str:
    found = {reference.name: reference.solution.code for reference in problem.references}
    if name not in found:
        raise UsageError(f"{problem.id} has no solution {name!r}", hint=f"it has {', '.join(found) or 'none'}")
    return found[name]


def _print(problem: Problem) -> None:
    from rich.markdown import Markdown  # noqa: PLC0415 - slow to import, and needed here alone

    console.stdout.print(Markdown(problem.statement))
    if problem.starter.strip():
        console.stdout.print("\nStarter code:\n", highlight=False)
        console.stdout.print(textwrap.indent(problem.starter, "    "), highlight=False, markup=False)
    table = Table("reference solution", "idea", box=None, pad_edge=False)
    for reference in problem.references:
        table.add_row(reference.name, reference.idea)
    console.stdout.print(table)
