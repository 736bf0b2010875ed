"""``afterburner dataset calibrate``: what the reference solutions take on this machine."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_cache_path
from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.cli.workers import WorkersOption, opened_workers
from afterburner.core import units
from afterburner.core.errors import UsageError
from afterburner.core.journal import Journal
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Reference
from afterburner.dataset.calibration import MEASURE_VERSION, Calibration, Subject, calibrate
from afterburner.dataset.files import Fault, Report
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.sandbox import host
from afterburner.sandbox.port import Workers

_SHOWN = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)


@dataclass(slots=True)
class _Account:
    """What was done, and what came out."""

    executions: int = 0
    subjects: list[Subject] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def calibrate_dataset(
    dataset: Annotated[str, typer.Option(help="`venus`, the built-in problems, or a file of problems.")] = BUILT_IN,
    only: Annotated[list[str] | None, typer.Option(help="This problem; may be repeated.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Solutions in this language; may be repeated.")] = None,
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Passes over the timed tests, in all.")] = 5,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The journal (default: in the cache folder).")
    ] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Measure every reference solution on this machine; what was measured before and did not change is not run again.

    Each execution is kept as soon as it is made: Ctrl-C or kill -9 lose those under way, and the next call goes on.

    Examples:
        afterburner dataset calibrate

        afterburner dataset calibrate --only running-median --language python --repeats 10

    """
    account, start_s = _Account(), time.monotonic()
    with (
        console.resumable(),
        closing(opened_workers(workers, needs=language or None)) as pool,
        closing(Journal(out or usual_journal(pool.host))) as journal,
    ):
        known = Calibration(journal, host=pool.host, toolchain=pool.toolchain)
        choice = _Choice(dataset=dataset, only=only or (), languages=language or (), pool=pool)
        total = _counted(choice, account, known, repeats)
        with _shown(account, total) as progress:
            runs = calibrate(
                choice.problems(), pool, known, repeats=repeats, workers=pool.workers, wanted=choice.is_wanted
            )
            for _done in runs:
                account.executions += 1
                progress(account.executions)
        took_s = time.monotonic() - start_s
        _show(account, known, journal.path, pool.host, took_s, as_json=as_json)
    if only and not account.subjects:
        raise UsageError(
            f"{dataset} has no problem {', '.join(only)}", hint="`afterburner dataset list` shows the built-in ones"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Which solutions of which problems."""

    dataset: str
    only: Sequence[str]
    languages: Sequence[str]
    pool: Workers

    def problems(self, report: Report = lambda _fault: None) -> Iterator[Problem]:
        """Yield the chosen problems, one at a time."""
        for problem in open_dataset(self.dataset, self.pool, report=report):
            if not self.only or problem.id in self.only:
                yield problem

    def is_wanted(self, reference: Reference) -> bool:
        """Tell whether a solution is in a chosen language."""
        return not self.languages or reference.solution.language in self.languages


def _counted(choice: _Choice, account: _Account, known: Calibration, repeats: int) -> int:
    """Note the chosen solutions and what is wrong with the dataset; return how many executions are missing.

    The dataset is read once for this and once for measuring: it may be larger than the memory.
    """
    total = 0
    with console.counting("reading: problems") as progress:
        for number, problem in enumerate(choice.problems(account.faults.append), start=1):
            for reference in filter(choice.is_wanted, problem.references):
                account.subjects.append(known.subject(problem, reference))
                total += sum(1 for _run in known.missing(problem, reference, repeats=repeats))
            progress(number)
    return total


@contextmanager
def _shown(account: _Account, total: int) -> Iterator[Callable[[int], None]]:
    """Show on stderr how many executions of ``total`` are made; yields what is to be called with that number."""
    solutions = len(account.subjects)
    with console.progress("calibrating") as bar:
        task = bar.task_ids[0]

        def show(done: int) -> None:
            said = f"calibrating {solutions} solutions: execution {done} of {max(done, total)}"
            bar.update(task, total=max(done, total), completed=done, description=said)

        show(0)
        yield show


def usual_journal(facts: Mapping[str, object] | None = None) -> Path:
    """Return where the calibration of the machine of these ``facts`` is, by default of this one; its folder is there.

    There is one file a class of machines and version of measuring.
    """
    folder = user_cache_path("afterburner") / "calibration"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{host.digest(facts or host.facts())}-{MEASURE_VERSION}.jsonl"


@contextmanager
def opened_journal(path: Path | None) -> Iterator[Calibration | None]:
    """Open the calibration at ``path``, by default this machine's; None where there is none."""
    chosen = path or usual_journal()
    if not chosen.is_file():
        yield None
        return
    with closing(Journal(chosen)) as journal:
        yield Calibration(journal, host=host.facts())


def _show(
    account: _Account, known: Calibration, path: Path, facts: Mapping[str, object], took_s: float, *, as_json: bool
) -> None:
    refused = [f"{s.problem}/{s.reference}: {verdict}" for s in account.subjects if (verdict := known.refused(s))]
    rows = _rows(account.subjects, known)
    for fault in account.faults:
        console.say(f"left out: {fault}")
    for text in refused:
        console.say(f"not accepted, and not measured: {text}")
    if as_json:
        document = {"journal": str(path), "host": dict(facts), "executions": account.executions, "took_s": took_s}
        document |= {"host_digest": known.host_digest, "measure_version": MEASURE_VERSION}
        console.print_json({**document, "not_accepted": refused, "problems": [row.document() for row in rows]})
        return
    table = Table(
        "problem", "language", "solutions", "CPU, fastest", "slowest", "spread", "memory", "integral", box=None
    )
    for row in rows:
        table.add_row(*row.cells())
    console.stdout.print(table)
    console.stdout.print(
        f"{account.executions} executions in {took_s:.0f} s, {len(account.subjects)} solutions known, in {path}",
        highlight=False,
        markup=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The distribution of one problem in one language."""

    problem: str
    language: str
    measured: list[Measurement]

    def _values(self, quantity: Quantity) -> list[float]:
        return [m.quantities[quantity].estimate for m in self.measured if quantity in m.quantities]

    def _spread(self, quantity: Quantity) -> float | None:
        values = self._values(quantity)
        return max(values) / min(values) if values and min(values) > 0 else None

    def cells(self) -> list[str]:
        cpu = self._values(Quantity.CPU_S)
        spreads = [units.times(self._spread(quantity)) for quantity in _SHOWN]
        ends = [units.seconds(end(cpu) if cpu else None) for end in (min, max)]
        return [self.problem, self.language, str(len(self.measured)), *ends, *spreads]

    def document(self) -> dict[str, object]:
        spreads = {f"{quantity.value}_spread": self._spread(quantity) for quantity in _SHOWN}
        return {"problem": self.problem, "language": self.language, "solutions": len(self.measured), **spreads}


def _rows(subjects: list[Subject], known: Calibration) -> list[_Row]:
    found: dict[tuple[str, str], list[Measurement]] = {}
    for subject in subjects:
        measurement = known.measurement(subject)
        if measurement is not None:
            found.setdefault((subject.problem, subject.language), []).append(measurement)
    return [_Row(problem=problem, language=language, measured=all_) for (problem, language), all_ in found.items()]
