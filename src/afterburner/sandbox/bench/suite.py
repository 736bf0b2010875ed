"""All of it, one after the other, in one process.

report = measure(Plan(runs=200, workers=2), say=print)
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.core.execution import Program
from afterburner.sandbox import host
from afterburner.sandbox.bench import contestants, foreign, leftovers, small_test
from afterburner.sandbox.bench.contest import ROUNDS, Absent, Entry, Outcome, hold
from afterburner.sandbox.bench.leftovers import LeftOver
from afterburner.sandbox.bench.terms import CacheCost, Lateness, Slowdown, cache_cost, lateness, slowdowns
from afterburner.sandbox.monolith import Monolith

MOST_WORKERS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is to be measured.

    Raises:
        UsageError: a number is out of its range.

    """

    workers: int = 2
    """Cells at one time, beside one alone; 1 to 64."""
    runs: int = 200
    """Executions in a block, at least 2; there are five blocks of everybody."""
    block_s: float = 10.0
    """A block ends after so many seconds, however few runs it had."""
    repeats: int = 20
    """Of programs without end, and of compilations."""
    pairs: int = 300
    """Of runs at each sampling rate and at next to none: an effect of one percent is to be told from none."""
    cptbox_python: str = sys.executable
    """The interpreter that can import DMOJ's judge."""
    evalplus_python: str = sys.executable
    """The one that can import EvalPlus."""

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= MOST_WORKERS:
            raise UsageError(f"--workers is {self.workers}", hint=f"give 1 to {MOST_WORKERS}")
        if self.runs < 2:  # noqa: PLR2004 - a latency's quantile needs two values
            raise UsageError(f"--runs is {self.runs}", hint="give at least 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures."""

    layers: tuple[str, ...]
    python: Outcome
    """A Python program per test."""
    compiled: Outcome
    """A C program per test."""
    cache: CacheCost | Absent
    lateness: tuple[Lateness, ...]
    slowdowns: tuple[Slowdown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures with what is needed to judge them."""

    plan: Plan
    host: dict[str, object]
    load_before: float
    """The machine's load average of the last minute, before the first run: above 0.5, others were at work."""
    started_s: float
    """Seconds since 1970."""
    took_s: float
    measured: Measured
    left_over: LeftOver


def measure(plan: Plan, *, say: Callable[[str], None]) -> Report:
    """Measure everything; ``say`` is told what is going on.

    Raises:
        SandboxError: the sandbox or another contestant failed.

    """
    started_s, begin_s, load = time.time(), time.monotonic(), os.getloadavg()[0]
    measured = _measured(plan, say)
    say("what is left over")
    left_over = leftovers.after(ROUNDS * plan.runs)
    return Report(
        plan=plan,
        host=host.facts(),
        load_before=load,
        started_s=started_s,
        took_s=time.monotonic() - begin_s,
        measured=measured,
        left_over=left_over,
    )


def _measured(plan: Plan, say: Callable[[str], None]) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        python = hold(_python_entries(plan, Path(folder)), runs=plan.runs, most_s=plan.block_s, say=say)
        compiled = hold(_compiled_entries(plan, Path(folder)), runs=plan.runs, most_s=plan.block_s, say=say)
        say("compiling")
        cache = _cache(plan)
        with Monolith() as sandbox:
            layers = sandbox.layers()
            say("time limits")
            late = lateness(sandbox, plan.repeats)
            say("sampling rates")
            slow = slowdowns(sandbox, plan.pairs)
    return Measured(
        layers=layers, python=python, compiled=compiled, cache=cache, lateness=tuple(late), slowdowns=tuple(slow)
    )


def _cache(plan: Plan) -> CacheCost | Absent:
    try:
        return cache_cost(plan.repeats)
    except UsageError as error:
        return Absent(name="compile cache", why=error.message, hint=error.hint)


def _python_entries(plan: Plan, folder: Path) -> list[Entry]:
    return [
        Entry(name="subprocess", make=lambda: contestants.plain_python(folder)),
        *_cell_entries(plan, Program(source=small_test.PYTHON)),
        Entry(name="bubblewrap", make=lambda: contestants.Bubblewrap(folder)),
        Entry(name="DMOJ cptbox", make=lambda: foreign.cptbox(plan.cptbox_python)),
        Entry(name="EvalPlus", make=lambda: foreign.evalplus(plan.evalplus_python)),
    ]


def _compiled_entries(plan: Plan, folder: Path) -> list[Entry]:
    plain = Entry(name="subprocess", make=lambda: contestants.plain_binary(folder))
    return [plain, *_cell_entries(plan, Program(source=small_test.C, language="c"))]


def _cell_entries(plan: Plan, program: Program) -> list[Entry]:
    return [_cell_entry(program, workers) for workers in sorted({1, plan.workers})]


def _cell_entry(program: Program, workers: int) -> Entry:
    name = f"Monolith, {workers} worker{'s' if workers > 1 else ''}"
    return Entry(name=name, make=lambda: contestants.Cells(name, program, workers=workers))
