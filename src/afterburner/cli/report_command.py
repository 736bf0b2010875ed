"""``afterburner report``: make the report of a run again."""

from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import console
from afterburner.core.errors import UsageError
from afterburner.loop.run_folder import RunFolder
from afterburner.report.export import export
from afterburner.report.html import render, report_of
from afterburner.report.terminal import attempts_table, outcome_table


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `optimize` or `demo` wrote.")],
    html: Annotated[Path | None, typer.Option(help="Where to write the page (default: DIR/report.html).")] = None,
    export_to: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Also write all attempts to a .jsonl or .parquet file."),
    ] = None,
) -> None:
    """Show a run again, also one that is going on, and write its page.

    DIR may also hold several runs, one folder each, as `demo` leaves them.

    Examples:
        afterburner report afterburner-out/slow-20261122-101500 --html slow.html

        afterburner report afterburner-out/slow-20261122-101500 --export attempts.parquet

    """
    runs = [RunFolder(path) for path in _run_folders(folder)]
    reports = [report_of(run) for run in runs]
    for item in reports:
        console.stdout.print(attempts_table(item.attempts))
        if item.outcome is not None:
            console.stdout.print(outcome_table(item.outcome))
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


def _run_folders(folder: Path) -> list[Path]:
    if (folder / "config.json").exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/config.json"))
    if not found:
        raise UsageError(f"{folder} holds no run", hint="give the folder that `optimize` or `demo` named at its end")
    return found
