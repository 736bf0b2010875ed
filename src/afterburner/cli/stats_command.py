"""``afterburner dataset stats``: what is in a dataset, and how far its solutions lie apart."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.calibrate_command import opened_journal
from afterburner.core import units
from afterburner.dataset.files import Fault, replace_text
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.dataset.spreads import SHOWN, Spreads
from afterburner.dataset.statistics import Statistics
from afterburner.report.dataset_page import dataset_page
from afterburner.sandbox.monolith import Monolith

_MOST_TAGS = 12


def dataset_stats(
    dataset: Annotated[
        str, typer.Argument(help="`venus`, the built-in problems, or a file or folder of problems.")
    ] = BUILT_IN,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The calibration (default: this machine's, in the cache folder)."),
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write a page with charts.")] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Show counts per language, difficulty and tag, and the spread of time, memory and integral where they are calibrated.

    Examples:
        afterburner dataset stats

        afterburner dataset stats my-dataset/train.jsonl --html stats.html

    """
    statistics, spreads = Statistics(), Spreads()
    faults: list[Fault] = []
    counting = console.counting("counting: problems")
    with Monolith() as sandbox, opened_journal(journal) as known, counting as progress:
        for problem in open_dataset(dataset, sandbox, report=faults.append):
            statistics.add(problem)
            if known is not None:
                spreads.add(problem, known)
            progress(statistics.problems)
    for fault in faults:
        console.say(f"left out: {fault}")
    if html is not None:
        replace_text(html, dataset_page(dataset, statistics, spreads))
        console.say(f"page: {html}")
    if as_json:
        faulty = [str(fault) for fault in faults]
        console.print_json({**statistics.document(), "spreads": spreads.document(), "faults": faulty})
    else:
        _print(statistics, spreads)


def _print(found: Statistics, spreads: Spreads) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    rows = [
        ("problems", str(found.problems)),
        ("difficulty", _listed(found.difficulties)),
        ("interface", _listed(found.interfaces)),
        ("solutions", _listed(found.solutions)),
        ("solutions a problem, median", units.number(found.median_solutions())),
        ("tests", _listed(found.tests)),
        ("input of all tests", units.memory(found.input_bytes)),
        ("problems with a generator", str(found.generators)),
        ("most frequent tags", _listed(dict(found.tags.most_common(_MOST_TAGS)))),
    ]
    for row in rows:
        table.add_row(*row)
    console.stdout.print(table)
    if not spreads.languages():
        console.say("hint: `afterburner dataset calibrate` measures how far the solutions lie apart")
        return
    table = Table("slowest over fastest", "problems", "CPU time", "peak memory", "integral", box=None, pad_edge=False)
    for language in spreads.languages():
        middles = [units.times(q.middle if (q := spreads.quartiles(language, of)) else None) for of in SHOWN]
        table.add_row(language, str(len(spreads.values[language, SHOWN[0]])), *middles)
    table.caption = "median over problems"
    console.stdout.print(table)


def _listed(counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" for name, count in ranked) or units.MISSING
