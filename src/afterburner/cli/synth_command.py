"""``afterburner dataset synth``: any number of problems from families, with many solutions each."""

import statistics
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.workers import WorkersOption, opened_workers
from afterburner.core.errors import UsageError
from afterburner.core.problem import Difficulty
from afterburner.dataset.families.catalogue import families_named
from afterburner.dataset.families.drawing import Knobs
from afterburner.dataset.families.synthesis import Tally, synthesise
from afterburner.dataset.families.verifying import Reason
from afterburner.dataset.families.vocabulary import Vocabulary

_MOST_SHOWN = 20


class Level(StrEnum):
    """What ``--difficulty`` takes."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    MIXED = "mixed"


def synth(
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", help="The file to write or to go on with: .jsonl.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="Problems in OUT when all is done.")] = 100,
    seed: Annotated[int, typer.Option(help="The same seed and knobs give the same bytes.")] = 0,
    families: Annotated[str, typer.Option(metavar="A,B,...", help="Only these families (default: all).")] = "",
    difficulty: Annotated[Level, typer.Option(help="How many steps a problem is composed of.")] = Level.MIXED,
    vocabulary: Annotated[Vocabulary, typer.Option(help="Short uniform texts, or varied stories.")] = Vocabulary.FULL,
    solutions: Annotated[int, typer.Option(min=2, help="The most solutions of a problem.")] = 8,
    workers: WorkersOption = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="Print how far each family's solutions lie apart; OUT stays the same.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--list", help="Show the families with their algorithms, and do nothing.")
    ] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Make problems from families: parametrised tasks with many solutions each, all verified in the sandbox.

    Problems are written one by one. After an interruption the same command goes on; a larger --count makes more.

    Examples:
        afterburner dataset synth problems.jsonl --count 1000 --seed 7

        afterburner dataset synth tiny.jsonl --count 500 --vocabulary small --difficulty easy

        afterburner dataset synth --list

    """
    names = tuple(name.strip() for name in families.split(",") if name.strip())
    if show:
        _list(names, as_json=as_json)
        return
    if out is None:
        raise UsageError("no OUT was given", hint="afterburner dataset synth problems.jsonl --count 100")
    level = None if difficulty is Level.MIXED else Difficulty(difficulty.value)
    knobs = Knobs(seed=seed, families=names, difficulty=level, vocabulary=vocabulary, solutions=solutions)
    try:
        with closing(opened_workers(workers)) as pool, console.counting("problems") as progress:
            tally = synthesise(out, knobs, count=count, pool=pool, measure=measure, progress=progress)
    except KeyboardInterrupt:
        console.say(f"interrupted: what is finished stands in {out}; the same command goes on")
        raise typer.Exit(130) from None
    if as_json:
        console.print_json(_document(out, knobs, tally))
    else:
        _print(out, tally)


def _list(names: tuple[str, ...], *, as_json: bool) -> None:
    found = families_named(names)
    if as_json:
        console.print_json(
            [
                {
                    "name": family.name,
                    "title": family.title,
                    "tags": list(family.tags),
                    "signature": f"({family.arguments}) -> {family.result}",
                    "algorithms": [
                        {"name": a.name, "idea": a.idea, "structures": list(a.forms)} for a in family.algorithms
                    ],
                }
                for family in found
            ]
        )
        return
    table = Table("family", "title", "algorithms, slow to fast", box=None, pad_edge=False)
    for family in found:
        table.add_row(family.name, family.title, ", ".join(algorithm.name for algorithm in family.algorithms))
    console.stdout.print(table)


def _document(out: Path, knobs: Knobs, tally: Tally) -> dict[str, object]:
    return {
        "out": str(out),
        "seed": knobs.seed,
        "problems": tally.problems,
        "written": tally.problems - tally.found,
        "solutions": tally.solutions,
        "families": dict(sorted(tally.families.items())),
        "spread": {name: statistics.median(values) for name, values in sorted(tally.spreads.items())},
        "left_out": [{"id": one.id, "reason": one.reason.value, "detail": one.detail} for one in tally.left_out],
    }


def _print(out: Path, tally: Tally) -> None:
    written = tally.problems - tally.found
    console.stdout.print(
        f"{tally.problems} problems in {out}: {written} written now, with {tally.solutions} solutions",
        highlight=False,
        markup=False,
    )
    if tally.spreads:
        table = Table("family", "problems", "slowest over fastest, median", box=None, pad_edge=False)
        for name, values in sorted(tally.spreads.items()):
            table.add_row(name, str(len(values)), f"{statistics.median(values):.3g}")
        console.stdout.print(table)
    vacuous = sum(one.reason is Reason.VACUOUS for one in tally.left_out)
    if vacuous:
        console.say(f"{vacuous} drawn problems were left out: their answers were alike on nearly all tests")
    for fault in tally.faults()[:_MOST_SHOWN]:
        console.say(f"fault of a family: {fault.id}: {fault.reason.value}: {fault.detail}")
    if len(tally.faults()) > _MOST_SHOWN:
        console.say(f"and {len(tally.faults()) - _MOST_SHOWN} more faults: see --json")
