"""``afterburner report``: make the report of a run again, one of the loop or of training."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.cli.report_training import report_training
from afterburner.core.errors import UsageError
from afterburner.loop.run_folder import RunFolder
from afterburner.report.export import export
from afterburner.report.html import render, report_of
from afterburner.report.run_report import RunReport
from afterburner.report.terminal import attempts_table, outcome_table
from afterburner.report.training_run import is_training


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `optimize`, `demo` or `train` wrote.")],
    html: Annotated[Path | None, typer.Option(help="Where to write the page (default: DIR/report.html).")] = None,
    export_to: Annotated[
        Path | None,
        typer.Option(
            "--export", metavar="FILE", help="Also write all attempts or rollouts to a .jsonl or .parquet file."
        ),
    ] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Show a run again, also one that is going on, and write its page.

    DIR may also hold several runs, one folder each, as `demo` leaves them. Of a training run the page has rewards over steps,
    the best and the oddest rollouts, and what was flagged.

    Examples:
        afterburner report afterburner-out/slow-20261122-101500 --html slow.html

        afterburner report afterburner-out/slow-20261122-101500 --export attempts.parquet

        afterburner report training/grpo --export rollouts.parquet

    """
    if is_training(folder):
        report_training(folder, html=html, export_to=export_to, as_json=as_json)
        return
    runs = [RunFolder(path) for path in _run_folders(folder)]
    reports = [report_of(run) for run in runs]
    if as_json:
        console.print_json({"runs": [_document(run.path, item) for run, item in zip(runs, reports, strict=True)]})
    else:
        _print(reports)
    if export_to is not None:
        export([attempt for item in reports for attempt in item.attempts], export_to)
        console.say(f"attempts: {export_to}")
    target = html or folder / "report.html"
    try:
        target.write_text(render(reports), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{target} can't be written: {error.strerror}", hint="name another place with --html"
        ) from error
    console.say(f"report: {target}")


def _print(reports: Sequence[RunReport]) -> None:
    for item in reports:
        console.stdout.print(attempts_table(item.attempts))
        if item.outcome is not None:
            console.stdout.print(outcome_table(item.outcome))


def _document(folder: Path, item: RunReport) -> dict[str, object]:
    rounds = max((attempt.round for attempt in item.attempts), default=0)
    known = {"problem": item.config.problem_id, "rounds": rounds, "attempts": len(item.attempts), "out": str(folder)}
    if item.outcome is None:
        return {**known, "finished": False}
    found = documents.outcome(item.outcome, rounds=rounds, attempts=len(item.attempts), folder=str(folder))
    return {**found, "finished": True}


def _run_folders(folder: Path) -> list[Path]:
    if (folder / "config.json").exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/config.json"))
    if not found:
        raise UsageError(f"{folder} holds no run", hint="give the folder that `optimize`, `demo` or `train` named")
    return found
