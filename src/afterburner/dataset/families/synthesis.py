"""Synthesis: problems are drawn, tried in several sandboxes at a time, and written in the order in which they were drawn.

    tally = synthesise(Path("problems.jsonl"), Knobs(seed=7), count=1000, pool=pool)

What stands in the file depends on the knobs alone: not on the number of workers, nor on how often it was interrupted.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.dataset.families.drawing import Candidate, Knobs, candidates
from afterburner.dataset.families.growing import Growing
from afterburner.dataset.families.verifying import LeftOut, Outcome, Reason, verified
from afterburner.sandbox.port import Workers

Progress = Callable[[int], None]
"""Is told how many problems are in the file."""


@dataclass(slots=True)
class Tally:
    """What became of the problems that this run tried, so far."""

    found: int = 0
    """Problems that were in the file before."""
    problems: int = 0
    """Problems in the file now."""
    solutions: int = 0
    """Those of the problems written in this run."""
    families: Counter[str] = field(default_factory=Counter)
    """The problems written in this run, by family."""
    spreads: dict[str, list[float]] = field(default_factory=dict)
    """By family, slowest over fastest solution of each problem; empty where it was not measured."""
    left_out: list[LeftOut] = field(default_factory=list)

    def faults(self) -> list[LeftOut]:
        """Return what was left out by a fault of its family."""
        return [one for one in self.left_out if one.reason is not Reason.VACUOUS]

    def take(self, outcome: Outcome) -> None:
        """Note what became of one candidate."""
        self.left_out += outcome.left_out
        if outcome.problem is None:
            return
        name = outcome.candidate.task.family.name
        self.families[name] += 1
        self.solutions += len(outcome.problem.references)
        if outcome.spread is not None:
            self.spreads.setdefault(name, []).append(outcome.spread)


def synthesise(
    path: Path, knobs: Knobs, *, count: int, pool: Workers, measure: bool = False, progress: Progress | None = None
) -> Tally:
    """Bring the file at ``path`` to ``count`` problems, going on where it ends; return what was done.

    Raises:
        UsageError: ``count`` is below 1, the file was begun with other knobs, or it has more problems already.
        DataError: the file can't be opened, or the families have no more different problems.
        SandboxError: the machine failed; what was written stays.

    """
    if count < 1:
        raise UsageError(f"--count is {count}", hint="give 1 or more")
    with Growing(path, knobs) as file:
        if file.lines > count:
            hint = "give a larger --count to go on, or another file"
            raise UsageError(f"{path} has {file.lines} problems already, and {count} were asked for", hint=hint)
        tally = Tally(found=file.lines, problems=file.lines)
        if file.lines == count:
            return tally
        for outcome in _tried(file.rest(candidates(knobs)), pool, measure=measure):
            if outcome.problem is not None:
                file.append(outcome.problem)
            tally.take(outcome)
            tally.problems = file.lines
            if progress is not None:
                progress(file.lines)
            if file.lines == count:
                break
        return tally


def _tried(stream: Iterator[Candidate], pool: Workers, *, measure: bool) -> Iterator[Outcome]:
    """Yield what becomes of the candidates, in their order; a few are under way ahead of it."""
    executor = ThreadPoolExecutor(max_workers=pool.workers)
    waiting: deque[Future[Outcome]] = deque()
    try:
        while True:
            while len(waiting) < 2 * pool.workers:
                waiting.append(executor.submit(_try, next(stream), pool, measure=measure))
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        pool.close()  # ends what is under way: nobody waits for it
        executor.shutdown(wait=True)


def _try(candidate: Candidate, pool: Workers, *, measure: bool) -> Outcome:
    with pool.worker() as sandbox:
        return verified(candidate, sandbox, measure=measure)
