"""``afterburner dataset export``: a folder that ``datasets.load_dataset`` opens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console
from afterburner.cli.calibrate_command import opened_journal
from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.dataset.building.pipeline import is_for_testing
from afterburner.dataset.card import card
from afterburner.dataset.files import Fault, replace_text
from afterburner.dataset.opening import open_dataset
from afterburner.dataset.spreads import Spreads
from afterburner.dataset.statistics import Statistics
from afterburner.dataset.tables import write_tables
from afterburner.sandbox.monolith import Monolith


def export_dataset(
    dataset: Annotated[str, typer.Argument(metavar="SOURCE", help="`venus`, or a file or folder of problems.")],
    out: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write.")],
    test_share: Annotated[float, typer.Option(min=0, max=1, help="Share of problems in the split `test`.")] = 0.0,
    seed: Annotated[int, typer.Option(help="Of the split.")] = 0,
    journal: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The calibration, for the card (default: this machine's).")
    ] = None,
    licence: Annotated[str, typer.Option(help="Of the problems; goes into the card.")] = "not said",
    as_json: arguments.AsJson = False,
) -> None:
    """Write a folder with Parquet files and a card, which `datasets.load_dataset(DIR)` opens as it is.

    Every command that takes a dataset reads the folder back, too.

    Examples:
        afterburner dataset export venus venus-folder/ --licence Apache-2.0

        afterburner dataset export my-dataset/train.jsonl folder/ --test-share 0.1

    """
    faults: list[Fault] = []
    statistics, spreads = Statistics(), Spreads()
    (out / "data").mkdir(parents=True, exist_ok=True)
    paths = {split: out / "data" / f"{split}.parquet" for split in ("train", "test")}

    counting = console.counting("exporting: problems")
    with Monolith() as sandbox, opened_journal(journal) as known, counting as progress:

        def placed() -> Iterator[tuple[Path, Problem]]:
            for problem in open_dataset(dataset, sandbox, report=faults.append):
                statistics.add(problem)
                if known is not None:
                    spreads.add(problem, known)
                progress(statistics.problems)
                yield paths["test" if is_for_testing(problem.id, seed=seed, share=test_share) else "train"], problem

        counts = write_tables(placed())
    for fault in faults:
        console.say(f"left out: {fault}")
    if not counts:
        raise UsageError(f"{dataset} has no problem that can be used", hint="`dataset verify` says what is wrong")
    files = {split: f"data/{split}.parquet" for split, path in paths.items() if path in counts}
    made = [f"from {Path(dataset).name} by `afterburner dataset export`"]
    text = card(out.resolve().name, statistics, licence=licence, made=made, files=files, spreads=spreads.medians())
    replace_text(out / "README.md", text)
    splits = {split: counts[path] for split, path in paths.items() if path in counts}
    if as_json:
        console.print_json({"out": str(out), "splits": splits, "faults": [str(fault) for fault in faults]})
        return
    said = ", ".join(f"{count} {split}" for split, count in splits.items())
    console.stdout.print(
        f"{said} problems in {out}: datasets.load_dataset({str(out)!r})", highlight=False, markup=False
    )
