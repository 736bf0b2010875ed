"""What is known of programs: each is judged and measured once, in the real sandbox, and never again.

    with Known(folder / "known.jsonl", pool) as known:
        facts = known.facts([(problem, code), ...])         in order; those that are new are run on all workers

Only a part of what a model in training writes is new, so that a run is mostly look-ups. What is kept belongs to one machine.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from afterburner.core.journal import Journal
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.port import Workers

Progress = Callable[[int, int], None]
"""Is told how many new programs were run, and of how many."""
EFFORT = Effort(repeats=5, budget_s=2.0, seed=0, fresh=False)
"""Five passes: the median of fewer is off by more than references differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one program."""

    verdict: Verdict
    costs: dict[Quantity, Estimate]
    """Empty: it is not correct."""

    @property
    def is_correct(self) -> bool:
        """Whether it passed all tests."""
        return self.verdict is Verdict.ACCEPTED

    def cost(self, quantity: Quantity) -> float | None:
        """Return the cost; None: it is not correct."""
        estimate = self.costs.get(quantity)
        return None if estimate is None else estimate.estimate


def is_better(new: Facts, old: Facts | None, quantity: Quantity) -> bool:
    """Return whether ``new`` is correct and certainly cheaper than ``old``: their 95 % intervals do not touch."""
    if not new.is_correct:
        return False
    if old is None or not old.is_correct:
        return True
    return quantity in new.costs and quantity in old.costs and new.costs[quantity].high < old.costs[quantity].low


class Known:
    """The facts, in memory and in a journal that grows line by line."""

    def __init__(self, path: Path, pool: Workers) -> None:
        """Open the journal at ``path``, and read what an earlier run found.

        Raises:
            DataError: it can't be opened, or somebody else has it open.

        """
        self._pool = pool
        self._journal = Journal(path)
        self._facts = dict(_read(entry.value) for entry in self._journal.entries())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._journal.close()

    def __len__(self) -> int:
        return len(self._facts)

    def facts(self, asked: Sequence[tuple[Problem, str]], *, progress: Progress | None = None) -> list[Facts]:
        """Return what is known of each program, after running those of which nothing is; ``progress`` is told how many.

        Raises:
            SandboxError: the machine failed; what was found before is kept.

        """
        keys = [(problem.id, Solution(code=code).digest) for problem, code in asked]
        new = {key: one for key, one in zip(keys, asked, strict=True) if key not in self._facts}
        with ThreadPoolExecutor(max_workers=self._pool.workers) as executor:
            found = executor.map(
                self._run, [problem for problem, _ in new.values()], [code for _, code in new.values()]
            )
            for done, (key, facts) in enumerate(zip(new, found, strict=True), start=1):
                self._keep(key, facts)
                if progress is not None:
                    progress(done, len(new))
        return [self._facts[key] for key in keys]

    def look_up(self, problem: Problem, digest: str) -> Facts:
        """Return what is known of a program that was run before.

        Raises:
            KeyError: it was not.

        """
        return self._facts[problem.id, digest]

    def _run(self, problem: Problem, code: str) -> Facts:
        solution = Solution(code=code)
        with self._pool.worker(problem.program(solution)) as sandbox:
            judgement = Judge(sandbox).judge(problem, solution, effort=EFFORT)
        measurement = judgement.measurement
        return Facts(verdict=judgement.verdict, costs={} if measurement is None else dict(measurement.quantities))

    def _keep(self, key: tuple[str, str], facts: Facts) -> None:
        self._facts[key] = facts
        costs = {quantity.value: [one.estimate, one.low, one.high] for quantity, one in facts.costs.items()}
        self._journal.append({"problem": key[0], "digest": key[1], "verdict": facts.verdict.value, "costs": costs})


def _read(row: Mapping[str, Any]) -> tuple[tuple[str, str], Facts]:
    costs = {
        Quantity(name): Estimate(estimate=middle, low=low, high=high)
        for name, (middle, low, high) in row["costs"].items()
    }
    return (row["problem"], row["digest"]), Facts(verdict=Verdict(row["verdict"]), costs=costs)
