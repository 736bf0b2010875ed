"""``afterburner train data``: training data out of measured solutions."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from afterburner import __version__
from afterburner.cli import arguments, console
from afterburner.cli.calibrate_command import usual_journal
from afterburner.core.errors import UsageError
from afterburner.core.journal import Journal
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.dataset.calibration import Calibration
from afterburner.dataset.files import Fault
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.judge.complexity import Ladder, measure_complexity
from afterburner.loop.run_folder import RunFolder
from afterburner.sandbox import host
from afterburner.sandbox.monolith import Monolith
from afterburner.train.candidates import Group, attempted, calibrated
from afterburner.train.examples import Kind, Recipe
from afterburner.train.formats import Format
from afterburner.train.writing import FileType, write_training_data


def data(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write.")],
    dataset: Annotated[str, typer.Option(help="`venus`, the built-in problems, or a file of problems.")] = BUILT_IN,
    runs: Annotated[
        list[Path] | None,
        typer.Option("--run", metavar="DIR", help="Take the attempts of this run instead; may be repeated."),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The calibration (default: this machine's, in the cache folder)."),
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="What for (default: all); may be repeated.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Whose columns.")] = Format.TRL,
    file_type: Annotated[FileType | None, typer.Option("--file", help="Default: jsonl; verl: parquet.")] = None,
    objective: Annotated[list[Objective] | None, typer.Option(help="Default: all; may be repeated.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Solutions in this language; may be repeated.")] = None,
    best: Annotated[int, typer.Option(min=1, help="SFT: answers a problem and objective.")] = 2,
    seeds: Annotated[
        int, typer.Option(min=0, help="SFT: programs to improve, an answer; GRPO: prompts a problem.")
    ] = 2,
    pairs: Annotated[int, typer.Option(min=1, help="DPO: pairs a problem and objective.")] = 4,
    seed: Annotated[int, typer.Option(help="Of what is drawn: the same seed, the same files.")] = 0,
    complexity: Annotated[
        bool,
        typer.Option(
            "--complexity", help="Prompts say how the cost of their program grows; measured now, seconds each."
        ),
    ] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Write SFT, DPO, GRPO and cold-start data out of measured solutions.

    Their costs come from `afterburner dataset calibrate`, or from runs of `afterburner optimize`. A pair of answers is made
    only where the order is certain.

    Examples:
        afterburner train data training/ --format trl

        afterburner train data training/ --kind dpo --objective time --format llama-factory

        afterburner train data training/ --run afterburner-out/ --kind sft

    """
    made_from: dict[str, object] = {"afterburner": __version__, "host": host.facts()}
    made_from |= {"runs": [str(path) for path in runs]} if runs else {"dataset": dataset}
    measured = list(attempted(map(RunFolder, runs))) if runs else _of_dataset(dataset, journal or usual_journal())
    groups = [group for group in measured if not language or group.language in language]
    if not groups:
        raise UsageError("there are no measured solutions to learn from", hint=_how_to_measure(dataset))
    recipe = Recipe(objectives=tuple(objective or Objective), best=best, seeds=seeds, pairs=pairs, seed=seed)
    with _growths() if complexity else nullcontext() as growths:
        counts = write_training_data(
            out,
            groups,
            replace(recipe, growth_of=growths.sentence if growths else None),
            kinds=list(dict.fromkeys(kind or Kind)),
            form=form,
            file_type=file_type or (FileType.PARQUET if form is Format.VERL else FileType.JSONL),
            made_from=made_from,
        )
    _print(out, len(groups), counts, as_json=as_json)


def _how_to_measure(dataset: str) -> str:
    return f"measure them first: afterburner dataset calibrate --dataset {dataset}"


def _print(out: Path, groups: int, counts: Counter[Kind], *, as_json: bool) -> None:
    if as_json:
        examples = {kind.value: count for kind, count in counts.items()}
        console.print_json({"out": str(out), "groups": groups, "examples": examples})
        return
    said = ", ".join(f"{count} {kind.value}" for kind, count in counts.items())
    text = f"{said} examples of {groups} problems and languages, in {out}"
    console.stdout.print(text, highlight=False, markup=False)


@contextmanager
def _growths() -> "Iterator[Growths]":
    with Monolith() as sandbox, console.counting("growth: programs") as progress:
        yield Growths(sandbox, progress)


class Growths:
    """How the costs of programs grow, each measured once; for problems without a generator, that it is not known."""

    def __init__(self, sandbox: Monolith, progress: Callable[[int], None]) -> None:
        self._sandbox = sandbox
        self._progress = progress
        self._known: dict[tuple[str, Solution], str] = {}

    def sentence(self, problem: Problem, solution: Solution) -> str:
        """Return the growth of ``solution`` in words."""
        key = (problem.id, solution)
        if key not in self._known:
            can = problem.generator is not None and problem.performance_sizes
            ladder = Ladder(repeats=2, budget_s=10.0)
            found = measure_complexity(problem, solution, self._sandbox, ladder=ladder) if can else None
            self._known[key] = found.sentence() if found is not None else "growth: not known"
            self._progress(len(self._known))
        return self._known[key]


def _of_dataset(dataset: str, journal: Path) -> list[Group]:
    if not journal.is_file():
        raise UsageError(f"there is no calibration at {journal}", hint=_how_to_measure(dataset))
    faults: list[Fault] = []
    with Monolith() as sandbox, closing(Journal(journal)) as opened:
        known = Calibration(opened, host=host.facts())
        groups = list(calibrated(open_dataset(dataset, sandbox, report=faults.append), known))
    for fault in faults:
        console.say(f"left out: {fault}")
    return groups
