"""``afterburner dataset verify``: is everything in a dataset still right?"""

from contextlib import closing
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.workers import WorkersOption, opened_workers
from afterburner.dataset.files import Fault
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.dataset.verification import Verified, verify


def verify_dataset(
    dataset: Annotated[str, typer.Argument(help="`venus`, the built-in problems, or a file of problems.")] = BUILT_IN,
    only: Annotated[list[str] | None, typer.Option(help="This problem; may be repeated.")] = None,
    rounds: Annotated[int, typer.Option(min=1, max=100, help="How often each is judged, in another order.")] = 2,
    workers: WorkersOption = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Judge every reference solution on all tests again, and list what is wrong and what is flaky.

    Exit code 0 if everything is right each time, 1 if not.

    Examples:
        afterburner dataset verify my-dataset/train.jsonl

        afterburner dataset verify --only running-median --rounds 5

    """
    faults: list[Fault] = []
    seen: list[Verified] = []
    with closing(opened_workers(workers)) as pool, console.counting("verifying: solutions") as progress:
        problems = (p for p in open_dataset(dataset, pool, report=faults.append) if not only or p.id in only)
        for one in verify(problems, pool, rounds=rounds, workers=pool.workers):
            seen.append(one)
            progress(len(seen))
    wrong = [one for one in seen if not one.is_right]
    for fault in faults:
        console.say(f"left out: {fault}")
    if as_json:
        console.print_json(_document(seen, wrong, faults, rounds))
    else:
        _print(seen, wrong, rounds)
    raise typer.Exit(1 if wrong or faults else 0)


def _document(seen: list[Verified], wrong: list[Verified], faults: list[Fault], rounds: int) -> dict[str, object]:
    return {
        "problems": len({one.problem for one in seen}),
        "solutions": len(seen),
        "rounds": rounds,
        "flaky_problems": sorted({one.problem for one in wrong if one.is_flaky}),
        "wrong": [
            {
                "problem": one.problem,
                "reference": one.reference,
                "language": one.language,
                "verdicts": [verdict.value for verdict in one.verdicts],
                "test": one.failure and one.failure.test,
                "reason": one.failure and one.failure.reason,
            }
            for one in wrong
        ],
        "faults": [str(fault) for fault in faults],
    }


def _print(seen: list[Verified], wrong: list[Verified], rounds: int) -> None:
    problems = len({one.problem for one in seen})
    console.stdout.print(
        f"{len(seen) - len(wrong)} of {len(seen)} solutions of {problems} problems are right, {rounds} times each",
        highlight=False,
    )
    if wrong:
        table = Table("problem", "solution", "", "verdicts", "test", "reason", box=None, pad_edge=False)
        for one in wrong:
            said = ", ".join(verdict.value for verdict in one.verdicts)
            test, reason = (one.failure.test, one.failure.reason) if one.failure else ("", "")
            table.add_row(one.problem, one.reference, "flaky" if one.is_flaky else "wrong", said, test, reason or "")
        console.stdout.print(table)
