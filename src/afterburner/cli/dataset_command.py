"""``afterburner dataset``: look at problems, and make more of them."""

import sys
import textwrap
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.build_command import build_dataset
from afterburner.cli.calibrate_command import calibrate_dataset
from afterburner.cli.convert_command import convert
from afterburner.cli.verify_command import verify_dataset
from afterburner.dataset import builtin
from afterburner.dataset.records import to_record
from afterburner.sandbox.monolith import Monolith

app = typer.Typer(help="Look at problems, and make more of them.", no_args_is_help=True)
app.command("convert")(convert)
app.command("build")(build_dataset)
app.command("verify")(verify_dataset)
app.command("calibrate")(calibrate_dataset)


@app.command("list")
def list_problems(as_json: arguments.AsJson = False) -> None:
    """List the built-in problems.

    Example:
        afterburner dataset list

    """
    problems = [builtin.describe(problem_id) for problem_id in builtin.problem_ids()]
    if as_json:
        rows = [
            {
                "id": p.id,
                "title": p.title,
                "difficulty": p.difficulty and p.difficulty.value,
                "tags": list(p.tags),
                "entry_point": p.entry_point,
                "references": len(p.references),
            }
            for p in problems
        ]
        console.print_json(rows)
        return
    table = Table("problem", "title", "difficulty", "interface", "solutions", "tags", box=None, pad_edge=False)
    for p in problems:
        level = p.difficulty.value if p.difficulty else ""
        table.add_row(p.id, p.title, level, p.entry_point or "stdin", str(len(p.references)), ", ".join(p.tags))
    console.stdout.print(table)


@app.command("show")
def show(
    problem: Annotated[str, typer.Argument(metavar="ID", help="The problem; see `afterburner dataset list`.")],
    solution: Annotated[str | None, typer.Option(help="Print this reference solution's code and nothing else.")] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Show a problem; with --json the whole record, tests and reference solutions included.

    Examples:
        afterburner dataset show running-median

        afterburner dataset show running-median --solution sort_after_append > slow.py

    """
    found = builtin.describe(problem)
    if solution is not None:
        _print_solution(problem, solution)
        return
    if as_json:
        with Monolith() as sandbox:
            console.print_json(to_record(builtin.load(problem, sandbox)).model_dump(mode="json"))
        return
    from rich.markdown import Markdown  # noqa: PLC0415 - slow to import, and needed here alone

    console.stdout.print(Markdown(found.statement))
    console.stdout.print("\nStarter code:\n", highlight=False)
    console.stdout.print(textwrap.indent(found.starter, "    "), highlight=False, markup=False)
    table = Table("reference solution", "idea", box=None, pad_edge=False)
    for reference in found.references:
        table.add_row(reference.name, reference.idea)
    console.stdout.print(table)


def _print_solution(problem: str, name: str) -> None:
    sys.stdout.write(builtin.reference(problem, name).solution.code)
