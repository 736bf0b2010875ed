"""From an experiment and options to tables, figures and files. Shared by ``evaluate`` and ``experiment``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from afterburner.cli import console
from afterburner.cli.evaluating import check_installed, evaluated, is_installed, place_of, results_document, write_json
from afterburner.cli.evaluation_options import EvaluationOptions, check, policies_of
from afterburner.core.errors import UsageError
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions
from afterburner.experiment.proposals import ArchivedAttempts
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring, ScoringConfig
from afterburner.experiment.table import Figure, Table
from afterburner.report.evaluation_export import export_scores
from afterburner.report.evaluation_page import evaluation_page
from afterburner.report.evaluation_terminal import table_document, table_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An experiment that was carried out."""

    name: str
    results: Results
    scoring: Scoring
    tables: Sequence[Table]
    figures: Sequence[Figure]


def config_of(experiment: Experiment, options: EvaluationOptions) -> EvaluationConfig:
    """Return the evaluation that ``experiment`` needs, as ``options`` have it.

    Raises:
        UsageError, DataError: the options can't be used.

    """
    check(options)
    often = options.how_often()
    conditions = experiment.conditions(
        ExperimentOptions(
            policies=policies_of(options),
            objectives=tuple(options.objective or ()),
            iterations=options.iterations,
            samples=options.samples,
            strategy=options.strategy,
            start=options.start,
            language=options.language,
        )
    )
    return EvaluationConfig(
        dataset=options.dataset,
        conditions=conditions,
        only=tuple(options.only or ()),
        most_problems=options.problems,
        solutions=often.solutions,
        measurements=often.measurements,
        repeats=options.repeats,
        seed=options.seed,
        seconds=float("inf") if options.minutes is None else 60 * options.minutes,
        most_tokens=options.max_tokens,
        most_usd=options.max_usd,
    )


def scoring_of(results: Results, options: EvaluationOptions) -> Scoring:
    """Return the scoring that ``options`` ask for."""
    config = ScoringConfig(
        ties_count=options.ties,
        tie_within=options.tie_within(),
        resamples=options.how_often().resamples,
        seed=abs(options.seed),
    )
    return Scoring(results, config)


def carry_out(experiment: Experiment, options: EvaluationOptions) -> Done:
    """Evaluate what ``experiment`` compares, and return its tables and figures.

    Raises:
        UsageError, DataError, SandboxError: as in ``evaluated``.

    """
    config = config_of(experiment, options)
    check_installed(config, options)
    results = evaluated(config, place_of(options))
    scoring = scoring_of(results, options)
    return Done(
        name=experiment.name,
        results=results,
        scoring=scoring,
        tables=experiment.tables(results, scoring),
        figures=experiment.figures(results, scoring),
    )


def show(done: Done, options: EvaluationOptions, *, more: dict[str, object] | None = None) -> None:
    """Print the tables, and write the files beside the store: JSON, Parquet, the page.

    Raises:
        UsageError: a file can't be written.

    """
    document = {
        "schema_version": 1,
        "experiment": done.name,
        **results_document(done.results),
        "tables": [table_document(table) for table in done.tables],
        **(more or {}),
    }
    try:
        write_json(options.out / f"{done.name}.json", document)
        # Without the extra, the same rows as JSON lines.
        rows = options.out / (f"{done.name}.parquet" if is_installed("pyarrow") else f"{done.name}-scores.jsonl")
        export_scores(done.results, rows, ties_count=options.ties, tie_within=options.tie_within())
        page = _written_page(done, options.out) if options.html else None
    except OSError as error:
        raise UsageError(f"{options.out} can't be written: {error.strerror}", hint="name another --out") from error
    if options.as_json:
        console.print_json(document)
    else:
        for table in done.tables:
            print_table(table)
    if page is not None:
        console.say(f"report: {page}")


def print_table(table: Table) -> None:
    """Print a table, in a narrow form where the terminal is."""
    view = table_view(table)
    console.print_table(view if console.fits(view) else table_view(table, is_narrow=True))
    console.stdout.print()


def _written_page(done: Done, folder: Path) -> Path:
    path = folder / f"{done.name}.html"
    attempts = ArchivedAttempts(folder, done.results)
    text = evaluation_page(done.results, done.scoring, tables=done.tables, figures=done.figures, attempts=attempts)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, "utf-8")
    return partial.replace(path)
