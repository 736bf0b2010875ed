"""From a published dataset to a file of problems, with an account of what was kept, what was dropped, and why."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from afterburner.core.problem import Problem
from afterburner.dataset.files import Fault, Line
from afterburner.dataset.sources.source import Converted, Dropped, DropReason, Source
from afterburner.sandbox.port import Sandbox

Progress = Callable[[int], None]
"""Is told how many records are done."""


@dataclass(slots=True)
class Tally:
    """What became of the records, so far."""

    kept: int = 0
    tests: int = 0
    references: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    """What of kept records was left out or assumed, and how often."""
    dropped: list[Dropped] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    """Lines that are no records at all."""

    @property
    def records(self) -> int:
        """How many there were."""
        return self.kept + len(self.dropped) + len(self.faults)

    def reasons(self) -> Counter[DropReason]:
        """Count the dropped by their reasons."""
        return Counter(dropped.reason for dropped in self.dropped)


def converted(
    source: Source,
    path: Path,
    sandbox: Sandbox,
    tally: Tally,
    *,
    most: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Problem]:
    """Yield the problems of ``path``, one at a time; ``tally`` is kept while they come.

    Raises:
        DataError: nothing there can be read.
        SandboxError: the machine failed.

    """
    seen: set[str] = set()
    for line in source.read(path, tally.faults.append):
        if most is not None and tally.kept + len(tally.dropped) >= most:
            return
        problem = _take(source.convert(line, sandbox), line, seen, tally)
        if progress is not None:
            progress(tally.records)
        if problem is not None:
            yield problem


def _take(outcome: Converted, line: Line, seen: set[str], tally: Tally) -> Problem | None:
    if isinstance(outcome, Dropped):
        tally.dropped.append(outcome)
        return None
    problem = outcome.problem
    if problem.id in seen:
        detail = f"{line.file}, line {line.number}: the id was there already"
        tally.dropped.append(Dropped(id=problem.id, reason=DropReason.DUPLICATE_ID, detail=detail))
        return None
    seen.add(problem.id)
    tally.kept += 1
    tally.tests += len(problem.tests)
    tally.references += len(problem.references)
    tally.notes.update(outcome.notes)
    return problem
