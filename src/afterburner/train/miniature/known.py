"""What is known of programs: each is judged and measured once, in the real sandbox, and never again.

    with Known(folder / "known.jsonl", pool) as known:
        facts = known.facts([(problem, code), ...])         in order; those that are new are run on all workers

Only a part of what a model in training writes is new, so that a run is mostly look-ups. What is kept belongs to one machine.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.pool import Pool

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
    """The facts, in memory and in a file that grows line by line."""

    def __init__(self, path: Path, pool: Pool) -> None:
        """Read what is at ``path``; a last line that was cut off is left out."""
        self._pool = pool
        self._facts: dict[tuple[str, str], Facts] = {}
        whole = ""
        if path.exists():
            whole = path.read_text("utf-8")
            whole = whole[: whole.rfind("\n") + 1]
            path.write_text(whole, "utf-8")
        for line in whole.splitlines():
            problem, digest, facts = _read(line)
            self._facts[problem, digest] = facts
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._facts)

    def facts(
        self, asked: Sequence[tuple[Problem, str]], *, progress: Callable[[int, int], None] | None = None
    ) -> list[Facts]:
        """Return what is known of each program, after running those of which nothing is.

        Raises:
            SandboxError: the machine failed; what was found before is kept.

        """
        keys = [(problem.id, Solution(code=code).digest) for problem, code in asked]
        new = {key: one for key, one in zip(keys, asked, strict=True) if key not in self._facts}
        with ThreadPoolExecutor(max_workers=self._pool.workers) as executor:
            found = executor.map(self._run, [problem for problem, _ in new.values()], [code for _, code in new.values()])
            for done, (key, facts) in enumerate(zip(new, found, strict=True), start=1):
                self._keep(key, facts)
                if progress is not None:
                    progress(done, len(new))
        return [self._facts[key] for key in keys]

    def _run(self, problem: Problem, code: str) -> Facts:
        solution = Solution(code=code)
        with self._pool.worker(problem.program(solution)) as sandbox:
            judgement = Judge(sandbox).judge(problem, solution, effort=EFFORT)
        measurement = judgement.measurement
        return Facts(verdict=judgement.verdict, costs={} if measurement is None else dict(measurement.quantities))

    def _keep(self, key: tuple[str, str], facts: Facts) -> None:
        self._facts[key] = facts
        costs = {quantity.value: [one.estimate, one.low, one.high] for quantity, one in facts.costs.items()}
        line = {"problem": key[0], "digest": key[1], "verdict": facts.verdict.value, "costs": costs}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def _read(line: str) -> tuple[str, str, Facts]:
    row = json.loads(line)
    costs = {
        Quantity(name): Estimate(estimate=middle, low=low, high=high)
        for name, (middle, low, high) in row["costs"].items()
    }
    return row["problem"], row["digest"], Facts(verdict=Verdict(row["verdict"]), costs=costs)
