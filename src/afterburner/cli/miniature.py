"""``afterburner experiment miniature``: the paper's claim, with models that are trained from nothing."""

import time
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import console
from afterburner.cli.evaluating import is_installed, write_json
from afterburner.cli.evaluation_options import DEFAULT_FOLDER, EvaluationOptions
from afterburner.cli.experimenting import print_table
from afterburner.cli.workers import Local, parse_workers
from afterburner.core.errors import UsageError
from afterburner.experiment.table import Figure
from afterburner.report.drawing import save
from afterburner.report.evaluation_terminal import table_document
from afterburner.sandbox import host
from afterburner.train.miniature import tables
from afterburner.train.miniature.model import SIZES
from afterburner.train.miniature.run import run, seconds
from afterburner.train.miniature.settings import Settings

NAME = "miniature"
QUESTION = (
    "Do SFT and DPO saturate while GRPO keeps improving, with a small model trained from nothing on this machine?"
)
USUAL_FOLDER = Path("afterburner-out/miniature")


Quick = Annotated[bool, typer.Option("--quick", help="miniature: one seed and fewer problems, in under ten minutes.")]
Size = Annotated[
    str,
    typer.Option(metavar="NAME", help=f"miniature: how large its models are, {', '.join(SIZES)}: larger for a GPU."),
]


def carry_out(options: EvaluationOptions, *, quick: bool, size: str, suffix: str | None) -> None:
    """Do what is not done yet in --out, and show the tables; figures are written as ``suffix`` says; None: none are.

    Raises:
        UsageError: an option can't be used, packages are missing, or the folder holds something else.
        SandboxError: the machine failed.

    """
    folder = USUAL_FOLDER if options.out == DEFAULT_FOLDER else options.out
    if options.policy or options.models:
        raise UsageError("the miniature trains its own policies", hint="leave --policy and --models out")
    asked = parse_workers(options.workers)
    if not isinstance(asked, Local):
        raise UsageError("the miniature measures on this machine", hint="give --workers a number")
    settings = Settings.of(size=size, quick=quick)
    begun_s = time.monotonic()

    def report(line: str) -> None:
        if not options.quiet:
            console.say(f"{time.monotonic() - begun_s:5.0f} s  {line}")

    scores = run(folder, settings, workers=asked.count, report=report)
    shown = tables.tables(scores)
    more = {"host": host.facts(), "seconds": seconds(folder)}
    document = {**tables.document(scores, settings), **more, "tables": [table_document(table) for table in shown]}
    write_json(folder / "miniature.json", document)
    if options.as_json:
        console.print_json(document)
    else:
        for table in shown:
            print_table(table)
    if suffix is not None and options.html and is_installed("altair"):
        _draw((tables.figure(scores), tables.ablation_figure(scores)), folder, suffix)


def _draw(figures: tuple[Figure, ...], folder: Path, suffix: str) -> None:
    for name, figure in zip(("miniature", "miniature-ablation"), figures, strict=True):
        for path in (folder / f"{name}.{suffix}", folder / f"{name}.html"):
            save(figure, path)
            console.say(f"figure: {path}")
