"""``afterburner bench``: what the sandbox costs on this machine."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, bench_document, console
from afterburner.core import units
from afterburner.core.errors import UsageError
from afterburner.sandbox.bench.contest import Absent, Outcome
from afterburner.sandbox.bench.suite import Plan, Report, measure

app = typer.Typer(help="Measure what the sandbox costs on this machine.", no_args_is_help=True)

QUICK_RUNS = 20
QUICK_REPEATS = 3
QUICK_PAIRS = 6

Python = Annotated[Path | None, typer.Option(metavar="PATH", help="A Python that can import it; default: this one.")]


@app.callback()
def _group() -> None:
    """Keep ``sandbox`` a word of its own although it is the only command."""


@app.command("sandbox")
def sandbox(
    workers: Annotated[int, typer.Option(help="Cells at one time, beside one alone.")] = 2,
    runs: Annotated[int, typer.Option(help="Executions in a block; everybody has five.")] = 200,
    quick: Annotated[bool, typer.Option("--quick", help="Few runs: to see that it works, not to quote.")] = False,
    cptbox_python: Python = None,
    evalplus_python: Python = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the JSON document to FILE.")] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Measure executions a second and latency, beside other ways to run a program, in turn in one run.

    And what else the sandbox costs: time limits, sampling, the compile cache, what is left over. It takes minutes.

    Example:
        afterburner bench sandbox --out figures.json

    """
    plan = Plan(
        workers=workers,
        runs=QUICK_RUNS if quick else runs,
        repeats=QUICK_REPEATS if quick else Plan().repeats,
        pairs=QUICK_PAIRS if quick else Plan().pairs,
        cptbox_python=str(cptbox_python or sys.executable),
        evalplus_python=str(evalplus_python or sys.executable),
    )
    with console.progress("starting") as bar:
        report = measure(plan, say=lambda what: bar.update(bar.task_ids[0], description=what))
    document = bench_document.report(report)
    if out is not None:
        _write(out, document)
    if as_json:
        console.print_json(document)
    else:
        _print(report)


def _write(path: Path, document: object) -> None:
    try:
        path.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}", hint="--out takes a file's path") from error


def _print(report: Report) -> None:
    measured = report.measured
    _print_outcome("Python, a test each", measured.python)
    _print_outcome("C, a test each", measured.compiled)
    console.stdout.print(_terms(report))
    for absent in (*measured.python.absent, *measured.compiled.absent):
        console.say(f"{absent.name}: {absent.why}")
        console.say(f"hint: {absent.hint}")


def _print_outcome(title: str, outcome: Outcome) -> None:
    columns = ("best/s", "median/s", "p50", "p99", "over the first", "walls")
    table = Table(title, *columns, box=None, pad_edge=False)
    for row in outcome.standings:
        rates = (units.number(row.best_hz), units.number(row.median_hz))
        latencies = (units.seconds(row.p50_s), units.seconds(row.p99_s))
        table.add_row(row.name, *rates, *latencies, units.ratio(row.versus_first), row.walls)
    for absent in outcome.absent:
        table.add_row(absent.name, "not installed")
    console.stdout.print(table)


def _terms(report: Report) -> Table:
    table = Table("what else", "is", "", box=None, pad_edge=False)
    for row in (*_cache_rows(report), *_limit_rows(report), *_sampling_rows(report)):
        table.add_row(*row)
    for name, count in report.left_over.more.items():
        table.add_row(f"left over: {name}", str(count), f"after {report.left_over.executions} runs that are untidy")
    return table


def _cache_rows(report: Report) -> list[tuple[str, str, str]]:
    cache = report.measured.cache
    if isinstance(cache, Absent):
        return [("compile cache", "not measured", cache.why)]
    first = "the first run takes longer by"
    return [
        ("compiled before", units.seconds(cache.hit_s), first),
        ("compiled now", units.seconds(cache.miss_s), first),
    ]


def _limit_rows(report: Report) -> list[tuple[str, str, str]]:
    return [
        (
            f"{late.what}: ended after its limit",
            units.seconds(late.worst_s),
            f"worst of {late.repeats}; answered {units.seconds(late.answered_worst_s)} after",
        )
        for late in report.measured.lateness
    ]


def _sampling_rows(report: Report) -> list[tuple[str, str, str]]:
    return [
        (
            f"{slow.what}, {slow.sample_hz:.0f} samples a second",
            units.ratio(slow.cpu),
            f"CPU time over that at 1 a second; {units.number(slow.samples_hz)} there were",
        )
        for slow in report.measured.slowdowns
    ]
