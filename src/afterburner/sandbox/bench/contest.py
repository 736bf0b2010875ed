"""Several ways of doing the same thing, in turn: block after block, so that whatever disturbs the machine disturbs all.

A contestant runs the same small test over and over; a round gives each of them one block of runs, in an order drawn anew.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from afterburner.core.errors import UsageError
from afterburner.core.measurement import Estimate
from afterburner.metrics.intervals import geometric_interval

ROUNDS = 5
WARM_UP = 3
"""Runs before anything counts: programs are loaded, files are in the page cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of runs of one contestant."""

    runs_s: tuple[float, ...]
    """Seconds from asking for a run to having its answer, each."""
    wall_s: float
    """Seconds for all of them; less than their sum where some went on at the same time."""

    @property
    def rate_hz(self) -> float:
        """Executions a second."""
        return len(self.runs_s) / self.wall_s


class Contestant(Protocol):
    """One way of running the test."""

    name: str
    walls: str
    """What stands between the program and the machine, in a few words."""

    def block(self, runs: int, most_s: float) -> Block:
        """Run the test ``runs`` times, fewer if that takes longer than ``most_s`` seconds; at least once.

        Raises:
            SandboxError: a run gave another answer than the right one, or none.

        """
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class NotInstalled(UsageError):  # noqa: N818 - it is a finding, said in the table, and no failure
    """A contestant can't take part; the hint says how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A contestant before it is known whether it can take part."""

    name: str
    make: Callable[[], Contestant]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Who could not take part."""

    name: str
    why: str
    hint: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one contestant came to, over all its blocks."""

    name: str
    walls: str
    runs: int
    best_hz: float
    """Executions a second in the best block."""
    median_hz: float
    p50_s: float
    p99_s: float
    versus_first: Estimate | None
    """Rate over the first contestant's in the same round; None for that one itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a contest ended."""

    standings: tuple[Standing, ...]
    absent: tuple[Absent, ...]


def hold(entries: Sequence[Entry], *, runs: int, most_s: float, say: Callable[[str], None], seed: int = 0) -> Outcome:
    """Run all that can take part in turn; the first entry is what the others are compared with.

    Raises:
        SandboxError: a contestant failed in a run.

    """
    present, absent = _opened(entries)
    try:
        for contestant in present:
            contestant.block(WARM_UP, most_s)
        blocks = _rounds(present, runs, most_s, say, random.Random(seed))  # noqa: S311 - it only draws who goes first
    finally:
        for contestant in present:
            contestant.close()
    return Outcome(standings=tuple(_standing(each, blocks, present[0]) for each in present), absent=tuple(absent))


def _opened(entries: Sequence[Entry]) -> tuple[list[Contestant], list[Absent]]:
    present: list[Contestant] = []
    absent: list[Absent] = []
    for entry in entries:
        try:
            present.append(entry.make())
        except UsageError as error:
            absent.append(Absent(name=entry.name, why=error.message, hint=error.hint))
        except BaseException:
            for contestant in present:
                contestant.close()
            raise
    return present, absent


def _rounds(
    present: Sequence[Contestant], runs: int, most_s: float, say: Callable[[str], None], order: random.Random
) -> dict[str, list[Block]]:
    blocks: dict[str, list[Block]] = {contestant.name: [] for contestant in present}
    for number in range(ROUNDS):
        for contestant in order.sample(list(present), len(present)):
            say(f"round {number + 1} of {ROUNDS}: {contestant.name}")
            blocks[contestant.name].append(contestant.block(runs, most_s))
    return blocks


def _standing(contestant: Contestant, blocks: dict[str, list[Block]], first: Contestant) -> Standing:
    own = blocks[contestant.name]
    rates = [block.rate_hz for block in own]
    ratios = [rate / block.rate_hz for rate, block in zip(rates, blocks[first.name], strict=True)]
    runs_s = [length_s for block in own for length_s in block.runs_s]
    return Standing(
        name=contestant.name,
        walls=contestant.walls,
        runs=len(runs_s),
        best_hz=max(rates),
        median_hz=statistics.median(rates),
        p50_s=quantile(runs_s, 50),
        p99_s=quantile(runs_s, 99),
        versus_first=None if contestant is first else geometric_interval(ratios),
    )


def quantile(values: Sequence[float], percent: int) -> float:
    """Return the value that ``percent`` (1 to 99) of 100 ``values`` are not above."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def timed_block(call: Callable[[], None], runs: int, most_s: float) -> Block:
    """Return the block of ``runs`` calls one after the other, ended early after ``most_s`` seconds."""
    start_s = time.perf_counter()
    ends_s = [start_s]
    while len(ends_s) <= runs and (len(ends_s) == 1 or ends_s[-1] - start_s < most_s):
        call()
        ends_s.append(time.perf_counter())
    lengths = tuple(end - begin for begin, end in pairwise(ends_s))
    return Block(runs_s=lengths, wall_s=ends_s[-1] - start_s)
