"""``afterburner dataset build``: a dataset out of problems with generators, tests and solutions."""

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli import policy_options as policies
from afterburner.cli.authoring import author as author_of
from afterburner.cli.workers import WorkersOption, opened_workers
from afterburner.core.journal import Journal
from afterburner.core.problem import Problem
from afterburner.dataset.building.pipeline import Passed, build, is_for_testing
from afterburner.dataset.building.plan import BuildPlan, Quarantined
from afterburner.dataset.building.stages import Workshop
from afterburner.dataset.card import card
from afterburner.dataset.files import Fault, read_problems, replace_text, writing
from afterburner.dataset.opening import open_dataset
from afterburner.dataset.similarity import benchmark_ngrams
from afterburner.dataset.statistics import Statistics

_USUAL = BuildPlan()


@dataclass(slots=True)
class _Account:
    """What came out so far."""

    splits: Counter[str] = field(default_factory=Counter)
    statistics: Statistics = field(default_factory=Statistics)
    quarantined: list[Quarantined] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    reused: int = 0

    def take(self, problem: Problem, split: str, notes: tuple[str, ...]) -> None:
        """Count a problem that came through."""
        self.splits[split] += 1
        self.statistics.add(problem)
        self.notes[problem.id] = list(notes)


def build_dataset(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file of problems, or `venus`.")],
    out: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write; a build that was begun there goes on.")
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Leave out what stands in this benchmark; may be repeated."),
    ] = None,
    correctness: Annotated[int, typer.Option(min=1, max=1000, help="Small inputs a problem.")] = _USUAL.correctness,
    performance: Annotated[int, typer.Option(min=1, max=100, help="Large inputs a problem.")] = _USUAL.performance,
    spread: Annotated[float, typer.Option(help="Inputs grow until slowest over fastest is this.")] = _USUAL.spread,
    longest: Annotated[float, typer.Option(help="... or the slowest takes so many CPU seconds.")] = _USUAL.longest_s,
    public: Annotated[int, typer.Option(min=0, help="Correctness tests that anybody may see.")] = _USUAL.public,
    test_share: Annotated[
        float, typer.Option(help="Share of problems that go to the split `test`.")
    ] = _USUAL.test_share,
    author: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who writes generators and drivers that problems lack: scripted:FILE, openai:MODEL, hf:MODEL, vllm:MODEL.",
        ),
    ] = None,
    base_url: policies.BaseUrl = None,
    seed: Annotated[int, typer.Option(help="Of the inputs and the split.")] = _USUAL.seed,
    licence: Annotated[str, typer.Option(help="Of the problems; goes into the card.")] = "not said",
    workers: WorkersOption = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Build a dataset: inputs from generators, answers by agreement of the solutions, splits, and a card.

    Every stage that a problem passed is kept: after Ctrl-C or kill -9 the same command goes on, and a second run does only
    what changed. Problems whose generator fails, or whose solutions disagree, are put aside and named.

    Examples:
        afterburner dataset build my-problems.jsonl my-dataset/

        afterburner dataset build my-problems.jsonl my-dataset/ --against human-eval.jsonl --spread 10

    """
    plan = BuildPlan(
        correctness=correctness,
        performance=performance,
        spread=spread,
        longest_s=longest,
        public=public,
        seed=seed,
        test_share=test_share,
    )
    writer = author_of(author, base_url) if author is not None else None
    account = _Account()
    out.mkdir(parents=True, exist_ok=True)
    known = benchmark_ngrams(
        problem.statement for path in against or () for problem in read_problems(path, report=account.faults.append)
    )
    with (
        console.resumable(),
        closing(Journal(out / "build.jsonl")) as journal,
        closing(opened_workers(workers)) as pool,
    ):
        workshop = Workshop(plan=plan, sandbox=pool, benchmarks=known, author=writer)
        problems = open_dataset(source, pool, report=account.faults.append)
        _write(out, build(problems, workshop, journal, workers=pool.workers), account, plan)
    replace_text(out / "README.md", _card(out.name, account, plan, source, licence))
    document = _document(account, out)
    replace_text(out / "build-report.json", console.json_text(document))
    console.print_json(document) if as_json else _print(account, out)


def _write(out: Path, passed: Iterable[Passed], account: _Account, plan: BuildPlan) -> None:
    """Write the problems to the files of their splits, which appear together at the end; the others are put aside."""
    with ExitStack() as files, console.counting("building: problems") as progress:
        sinks = {split: files.enter_context(writing(out / f"{split}.jsonl")) for split in ("train", "test")}
        for one in passed:
            account.reused += one.reused
            if isinstance(one.outcome, Quarantined):
                account.quarantined.append(one.outcome)
            else:
                problem = one.outcome.problem
                split = "test" if is_for_testing(problem.id, seed=plan.seed, share=plan.test_share) else "train"
                account.take(problem, split, one.outcome.notes)
                sinks[split](problem)
            progress(account.statistics.problems + len(account.quarantined))


def _card(name: str, account: _Account, plan: BuildPlan, source: str, licence: str) -> str:
    made = [
        f"from {Path(source).name} by `afterburner dataset build`",
        f"inputs grew until the slowest solution took {plan.spread:g} times as long as the fastest, or {plan.longest_s:g} s",
        "expected answers are those of most solutions; solutions that gave others were left out",
        "solutions that are others but for names were left out",
        f"{len(account.quarantined)} problems were put aside (see build-report.json)",
        f"seed {plan.seed}",
    ]
    files = {split: f"{split}.jsonl" for split in ("train", "test") if account.splits[split]}
    return card(name, account.statistics, licence=licence, made=made, files=files)


def _document(account: _Account, out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "splits": dict(account.splits),
        "stages_reused": account.reused,
        "statistics": account.statistics.document(),
        "quarantined": [{"id": q.id, "reason": q.reason.value, "detail": q.detail} for q in account.quarantined],
        "notes": account.notes,
        "faults": [str(fault) for fault in account.faults],
    }


def _print(account: _Account, out: Path) -> None:
    for fault in account.faults:
        console.say(f"left out: {fault}")
    said = ", ".join(f"{count} {split}" for split, count in account.splits.items()) or "no"
    console.stdout.print(
        f"{said} problems in {out}; {account.reused} stages were done before", highlight=False, markup=False
    )
    if account.quarantined:
        table = Table("put aside", "why", "", box=None, pad_edge=False)
        for aside in account.quarantined:
            table.add_row(aside.id, aside.reason.value, aside.detail[:100])
        console.stdout.print(table)
