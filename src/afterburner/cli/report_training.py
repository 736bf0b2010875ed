"""``afterburner report`` of a training run: its tables, its document, its page, its rollouts as a file."""

from pathlib import Path

from afterburner.cli import console
from afterburner.core.errors import UsageError
from afterburner.report import training_words
from afterburner.report.evaluation_terminal import table_view
from afterburner.report.training_document import training_document
from afterburner.report.training_export import export_rollouts
from afterburner.report.training_page import training_page
from afterburner.report.training_run import TrainingRun, read_training
from afterburner.report.training_tables import training_tables


def report_training(folder: Path, *, html: Path | None, export_to: Path | None, as_json: bool) -> None:
    """Show a training run, and write its page to ``html`` or else into its folder.

    Raises:
        UsageError: a file can't be written, or what it takes is not installed.
        DataError: a file of the run is broken.

    """
    run = read_training(folder)
    if as_json:
        console.print_json(training_document(run))
    else:
        _print(run)
    if export_to is not None:
        count = export_rollouts(run, export_to)
        console.say(f"rollouts: {count:,} in {export_to}")
    _write(run, html)


def _print(run: TrainingRun) -> None:
    console.stdout.print(training_words.headline(run), style="bold", markup=False, highlight=False)
    console.stdout.print(training_words.explanation(run), markup=False, highlight=False)
    for table in training_tables(run):
        view = table_view(table)
        console.print_table(view if console.fits(view) else table_view(table, is_narrow=True))
    for warning in training_words.warnings(run):
        console.say(f"warning: {warning}")


def _write(run: TrainingRun, html: Path | None) -> None:
    target = html or run.folder / "report.html"
    try:
        page = training_page(run)
    except UsageError as error:
        if html is not None or error.hint is None or "pip install" not in error.hint:
            raise
        # The summary is what was asked for; a page that nobody named is an extra.
        console.say(f"no page: {error.message}; {error.hint}")
        return
    try:
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        hint = "name another place with --html"
        raise UsageError(f"{target} can't be written: {error.strerror}", hint=hint) from error
    console.say(f"report: {target}")
