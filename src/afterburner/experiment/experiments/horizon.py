"""``horizon``: does a long run from slow code escape local optima?

A plateau is a stretch of at least 4 iterations in a row without a new best program, after there is a correct one. A run escapes
from it when a new best program ends it: one that was really better in runs in turn, not a lucky measurement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.objective import Objective
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.experiments.curves import beside, curve_figure, curve_table
from afterburner.experiment.experiments.definition import (
    Experiment,
    ExperimentOptions,
    Variant,
    conditions_of,
)
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Cell, Column, Figure, Table, Unit

ROUNDS = 32
SHOWN = (0, 8, 12, 16, 20, 24, 28, 32)
"""The iterations of the paper's table."""

LEAST = 4
"""Iterations without a new best program that make a plateau."""


@dataclass(frozen=True, slots=True)
class Plateaus:
    """The plateaus of one run, as their lengths in iterations."""

    escaped: tuple[int, ...]
    """Those that a new best program ended."""
    final: int
    """The one at the end of the run; 0: there is none."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.escaped) + bool(self.final)


def plateaus(programs: Sequence[str | None], least: int = LEAST) -> Plateaus:
    """Return the plateaus of a run, from the digest of its best program after each iteration, None: no correct one yet."""
    escaped: list[int] = []
    best, length = None, 0
    for program in programs:
        if best is not None and program in {None, best}:
            length += 1
            continue
        if length >= least:
            escaped.append(length)
        best, length = program, 0
    return Plateaus(escaped=tuple(escaped), final=length if length >= least else 0)


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    slow = (Variant(start=options.start or Start.SLOW),)
    return conditions_of(options, iterations=ROUNDS, objectives=(Objective.INTEGRAL,), variants=slow)


def _published() -> list[Series]:
    return list(series("long_horizon_low_start"))


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    return (curve_table("Long horizon", results, scoring, _published(), shown=SHOWN), _plateau_table(results))


def _plateau_table(results: Results) -> Table:
    columns = (
        Column("condition"),
        Column("runs", Unit.COUNT),
        Column("plateaus", Unit.COUNT),
        Column("escaped", Unit.COUNT),
        Column("share escaped", Unit.SHARE),
        Column("runs that escaped", Unit.SHARE),
        Column("longest escaped", Unit.COUNT),
    )
    rows = [_plateau_row(results, condition) for condition in results.conditions]
    note = f"A plateau: {LEAST} iterations or more without a new best program. Escaped: a better program ended it."
    return beside("Plateaus", columns, rows, (), note)


def _plateau_row(results: Results, condition: Condition) -> list[Cell]:
    runs = [plateaus(programs) for programs in _runs(results, condition)]
    count = sum(one.count for one in runs)
    escaped = [length for one in runs for length in one.escaped]
    return [
        condition.name,
        len(runs),
        count,
        len(escaped),
        len(escaped) / count if count else None,
        sum(bool(one.escaped) for one in runs) / len(runs) if runs else None,
        max(escaped, default=None),
    ]


def _runs(results: Results, condition: Condition) -> list[list[str | None]]:
    """Return the best program after each iteration, for each run of the condition."""
    scores = sorted((one for one in results.scores if one.condition == condition.name), key=lambda one: one.iteration)
    runs: dict[tuple[str, int], list[str | None]] = {}
    for one in scores:
        runs.setdefault((one.problem, one.solution), []).append(one.program)
    return list(runs.values())


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("Long horizon", results, scoring, _published()),)


EXPERIMENT = Experiment(
    name="horizon",
    title="Long horizon from slow code",
    question="Does the loop still find better programs in 32 rounds, after rounds in which it found none?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
