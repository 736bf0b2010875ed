"""``afterburner dataset convert``: a published dataset becomes a file of problems."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.core.errors import DataError, UsageError
from afterburner.dataset.files import Line, Report, writing
from afterburner.dataset.sources.catalogue import all_sources, recognised, source_named
from afterburner.dataset.sources.converting import Tally, converted
from afterburner.dataset.sources.hub import PREFIX, hub_records
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.source import Source
from afterburner.sandbox.monolith import Monolith

_MOST_SHOWN = 10


def convert(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The published file or folder, or hf:OWNER/NAME on the Hugging Face hub."
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write: .jsonl or .jsonl.gz.")],
    form: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Its format (default: told by the first record).")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many records.")] = None,
    split: Annotated[str, typer.Option(help="Of a dataset on the hub.")] = "test",
    config: Annotated[str | None, typer.Option(help="Of a dataset on the hub that has several.")] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Convert a published dataset, and say what was kept, what was dropped, and why.

    Code that comes with records runs in the sandbox. OUT appears when all is done; what was there before stays until then.

    Examples:
        afterburner dataset convert HumanEval.jsonl.gz human-eval.jsonl

        afterburner dataset convert train.jsonl leetcode.jsonl.gz --from leetcode-dataset --limit 100

        afterburner dataset convert hf:Elfsong/Venus_Python venus.jsonl.gz --split test

    """
    path = Path(source)
    chosen = _chosen(source, form, split, config)
    tally = Tally()
    with Monolith() as sandbox, console.counting(f"converting {path.name}") as progress, writing(out) as sink:
        for problem in converted(chosen, path, sandbox, tally, most=limit, progress=progress):
            sink(problem)
    if as_json:
        console.print_json(_document(chosen, out, tally))
    else:
        _print(chosen, out, tally)


def _chosen(name: str, form: str | None, split: str, config: str | None) -> Source:
    """Return the source that reads ``name``."""
    if not name.startswith(PREFIX):
        return source_named(form) if form is not None else _told_by_the_first_record(Path(name))

    def read(_path: Path, _report: Report) -> Iterator[Line]:
        return hub_records(name, split=split, config=config)

    told = source_named(form) if form is not None else _told(next(read(Path(name), _ignore), None), name)
    return replace(told, read=read)


def _ignore(_fault: object) -> None:
    """Take no notice: what is off in a record is said when it is converted."""


def _told_by_the_first_record(path: Path) -> Source:
    if not path.exists():
        raise DataError(f"{path} does not exist", hint="give the file or folder as its publisher ships it")
    # Most sources read in one of a few ways: each is tried once.
    for read in dict.fromkeys(source.read for source in all_sources()):
        try:
            line = next(read(path, _ignore), None)
        except DataError:
            continue
        found = recognised(line.value) if line is not None else None
        if found is not None:
            return found
    # Where nothing can be read at all, this says why.
    return _told(next(read_records(path, _ignore), None), str(path))


def _told(line: Line | None, name: str) -> Source:
    found = recognised(line.value) if line is not None else None
    if found is None:
        names = ", ".join(source.name for source in all_sources())
        raise UsageError(f"the format of {name} is not recognised", hint=f"name it with --from: {names}")
    return found


def _document(source: Source, out: Path, tally: Tally) -> dict[str, object]:
    return {
        "source": source.name,
        "licence": source.licence,
        "out": str(out),
        "records": tally.records,
        "kept": tally.kept,
        "tests": tally.tests,
        "references": tally.references,
        "notes": dict(tally.notes),
        "dropped": [{"id": d.id, "reason": d.reason.value, "detail": d.detail} for d in tally.dropped],
        "faults": [str(fault) for fault in tally.faults],
    }


def _print(source: Source, out: Path, tally: Tally) -> None:
    console.stdout.print(
        f"{source.title}: {tally.kept} of {tally.records} records became problems with {tally.tests} tests and "
        f"{tally.references} reference solutions, in {out}",
        highlight=False,
        markup=False,
    )
    console.stdout.print(f"licence: {source.licence}", highlight=False, markup=False)
    table = Table("what was left out", "how often", "for instance", box=None, pad_edge=False)
    for reason, count in tally.reasons().most_common():
        first = next(dropped for dropped in tally.dropped if dropped.reason is reason)
        table.add_row(f"records: {reason.value}", str(count), f"{first.id}: {first.detail}"[:100])
    for note, count in tally.notes.most_common(_MOST_SHOWN):
        table.add_row(note, str(count), "")
    if tally.faults:
        table.add_row("lines that are no records", str(len(tally.faults)), str(tally.faults[0])[:100])
    if table.row_count:
        console.stdout.print(table)
