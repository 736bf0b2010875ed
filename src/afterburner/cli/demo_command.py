"""``afterburner demo``: the main job on built-in problems, from nothing."""

import shutil
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console, documents
from afterburner.cli.optimizing import Finished, run_loop
from afterburner.core import units
from afterburner.core.errors import UsageError
from afterburner.core.measurement import Comparison
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.dataset import builtin
from afterburner.loop.run_folder import RunConfig, RunFolder
from afterburner.policy.catalogue import PolicyConfig
from afterburner.report.html import render, report_of
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox

CHOSEN = {
    "ticket-counter": "shortened_list",
    "maze-shortest-way": "visited_list",
    "inventory-ledger": "keys_list_and_history",
}
"""A queue, a search and a script, each slow for a reason of its own; three of them fit well into a minute."""


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the runs and the report.")] = Path("afterburner-demo"),
    as_json: arguments.AsJson = False,
) -> None:
    """Make slow solutions of built-in problems faster: offline, without a key, in under a minute.

    Each starts from a slow but correct program. The policy `rules` proposes rewrites, the judge runs them on all tests,
    and the winner is measured again on inputs that nobody has seen before.

    Example:
        afterburner demo

    """
    started_s = time.monotonic()
    _clear(out)
    with Monolith() as sandbox:
        finished = [_optimize(sandbox, out, problem_id, name) for problem_id, name in CHOSEN.items()]
    page = out / "report.html"
    page.write_text(render([report_of(run.folder) for run in finished]), encoding="utf-8")
    if as_json:
        console.print_json([_document(run) for run in finished])
    else:
        console.stdout.print(_table(finished))
        console.stdout.print("CPU time before and after, on fresh inputs; 95 % intervals.", highlight=False)
    console.say(f"{time.monotonic() - started_s:.0f} s; report: {page}")


def _clear(out: Path) -> None:
    """Remove what an earlier demo left in ``out``, and nothing else."""
    for problem_id in CHOSEN:
        folder = out / problem_id
        if (folder / "config.json").exists():
            shutil.rmtree(folder)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}", hint="name another folder with --out") from error


def _optimize(sandbox: Sandbox, out: Path, problem_id: str, name: str) -> Finished:
    console.say(f"{problem_id}: starting from {name}")
    problem = builtin.load(problem_id, sandbox)
    given = builtin.reference(problem_id, name).solution
    config = RunConfig(
        source=f"{problem_id}/{name}",
        problem_id=problem_id,
        policy=PolicyConfig(name="rules"),
        objective=Objective.TIME,
        clock=Clock.CPU,
        iterations=2,
        samples=4,
        seconds=12.0,
    )
    folder = RunFolder.create(out / problem_id, config, problem, sandbox.layers())
    return run_loop(folder, config, problem, given, sandbox)


def _document(run: Finished) -> dict[str, object]:
    assert run.outcome is not None
    return documents.outcome(run.outcome, rounds=run.rounds, attempts=len(run.attempts), folder=str(run.folder.path))


def _table(finished: list[Finished]) -> Table:
    table = Table("problem", "before", "after", "times faster", "peak memory", box=None, pad_edge=False)
    for run in finished:
        comparison = run.outcome.comparison if run.outcome else None
        if comparison is None:
            table.add_row(run.folder.path.name, "", "", "nothing better found", "")
        else:
            table.add_row(run.folder.path.name, *_numbers(comparison))
    return table


def _numbers(comparison: Comparison) -> list[str]:
    before, after = (m.quantities[Quantity.CPU_S].estimate for m in (comparison.a, comparison.b))
    peaks = [m.quantities[Quantity.PEAK_BYTES].estimate for m in (comparison.a, comparison.b)]
    return [
        units.seconds(before),
        units.seconds(after),
        units.ratio(comparison.ratios[Quantity.CPU_S]),
        f"{units.memory(peaks[0])} to {units.memory(peaks[1])}",
    ]
