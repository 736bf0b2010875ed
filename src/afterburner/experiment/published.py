"""The paper's own figures, to show beside a user's: typed, with percentages as shares.

    iterations(table="iterations", dataset="venus_python", method="grpo", metric="beyond_t")[10]      0.4517
    series("history_aware")                    every model and method of a table, with all its metrics
    versus_human(), ablation(), ceilings()

Source: "Afterburner: Reinforcement Learning Facilitates Self-Improving Code Efficiency Optimization" (arXiv 2505.23387): the
figures of the paper, and the tables of its public rebuttal, as the column ``source`` says. The files in ``published/`` are kept
as they were transcribed; they don't agree with each other everywhere: iteration 0 of GRPO passes 37.33 % in the paper's figure
and 47.33 % in the rebuttal's table of public tests, and its Beyond-I is 16.24 % and 18.24 %. Nothing is mended here.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PERCENTAGES = frozenset({"pass_at_1", "beyond_t", "beyond_m", "beyond_i", "beyond"})
"""The metrics that the files give in per cent; ``beyond`` is Mercury's."""

GIGABYTE = 1e9
"""Bytes of the published ``mean_memory_gb``; whether 1e9 or 2**30 is meant is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IterationValue:
    """One metric of one model after one iteration."""

    source: str
    """``paper figure`` or ``rebuttal``."""
    table: str
    dataset: str
    model: str
    method: str
    """How it was trained, and how it was asked."""
    metric: str
    iteration: int
    value: float
    """A share from 0 to 1 for what is in ``PERCENTAGES``; else in the unit that the metric's name says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One model and method of one published table: its curves."""

    dataset: str
    model: str
    method: str
    metrics: Mapping[str, Mapping[int, float]]
    """By metric and iteration."""

    @property
    def label(self) -> str:
        """How tables and legends call it."""
        return f"{self.model} {self.method}"

    def value(self, metric: str, iteration: int) -> float | None:
        """Return one value; None where the paper has none."""
        return self.metrics.get(metric, {}).get(iteration)

    @property
    def iterations(self) -> tuple[int, ...]:
        """The iterations for which there is any value, in order."""
        return tuple(sorted({iteration for values in self.metrics.values() for iteration in values}))


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanValue:
    """Where the programs of one model stand among human ones under one quantity: four shares that add up to about 1."""

    dataset: str
    model: str
    metric: str
    """``time``, ``memory`` or ``integral``."""
    better_than_all: float
    within: float
    worse_than_all: float
    failed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AblationValue:
    """One variant of the prompt after some iterations; shares, 0 to 1."""

    dataset: str
    model: str
    method: str
    variant: str
    """``full``, ``no feedback`` or ``no original code``."""
    iteration: int
    pass_at_1: float
    beyond_t: float
    beyond_m: float
    beyond_i: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingValue:
    """After how many iterations a metric hardly grows any more, by difficulty."""

    dataset: str
    metric: str
    easy: int
    medium: int
    hard: int


def iterations(*, table: str, dataset: str, method: str, metric: str, model: str | None = None) -> Mapping[int, float]:
    """Return one published curve by iteration; shares for what is in ``PERCENTAGES``.

    Raises:
        KeyError: there is no such curve, or several of different models and ``model`` does not say which.

    """
    found = [
        one.metrics[metric]
        for one in series(table)
        if (one.dataset, one.method) == (dataset, method) and metric in one.metrics and model in {None, one.model}
    ]
    if len(found) != 1:
        raise KeyError(f"{len(found)} published curves for {table}, {dataset}, {model}, {method}, {metric}")
    return found[0]


@cache
def series(table: str) -> tuple[Series, ...]:
    """Return the models and methods of a published table, in its order; none where there is no such table."""
    found: dict[tuple[str, str, str], dict[str, dict[int, float]]] = {}
    for one in iteration_values():
        if one.table == table:
            metrics = found.setdefault((one.dataset, one.model, one.method), {})
            metrics.setdefault(one.metric, {})[one.iteration] = one.value
    return tuple(
        Series(dataset=dataset, model=model, method=method, metrics=metrics)
        for (dataset, model, method), metrics in found.items()
    )


@cache
def iteration_values() -> tuple[IterationValue, ...]:
    """Return every value by iteration that was published."""
    return tuple(_iteration_value(row) for row in _rows("iterations"))


@cache
def versus_human() -> tuple[HumanValue, ...]:
    """Return the published comparison with human solutions."""
    return tuple(
        HumanValue(
            dataset=row["dataset"],
            model=row["model"],
            metric=row["metric"],
            better_than_all=_share(row["better_than_all"]),
            within=_share(row["within"]),
            worse_than_all=_share(row["worse_than_all"]),
            failed=_share(row["failed"]),
        )
        for row in _rows("versus_human")
    )


@cache
def ablation() -> tuple[AblationValue, ...]:
    """Return the published ablation."""
    return tuple(
        AblationValue(
            dataset=row["dataset"],
            model=row["model"],
            method=row["method"],
            variant=row["variant"],
            iteration=int(row["iteration"]),
            pass_at_1=_share(row["pass_at_1"]),
            beyond_t=_share(row["beyond_t"]),
            beyond_m=_share(row["beyond_m"]),
            beyond_i=_share(row["beyond_i"]),
        )
        for row in _rows("ablation")
    )


@cache
def ceilings() -> tuple[CeilingValue, ...]:
    """Return the published ceilings."""
    return tuple(
        CeilingValue(
            dataset=row["dataset"],
            metric=row["metric"],
            easy=int(row["easy"]),
            medium=int(row["medium"]),
            hard=int(row["hard"]),
        )
        for row in _rows("ceilings")
    )


def _iteration_value(row: Mapping[str, str]) -> IterationValue:
    metric = row["metric"]
    return IterationValue(
        source=row["source"],
        table=row["table"],
        dataset=row["dataset"],
        model=row["model"],
        method=row["method"],
        metric=metric,
        iteration=int(row["iteration"]),
        value=_share(row["value"]) if metric in PERCENTAGES else float(row["value"]),
    )


def _share(percentage: str) -> float:
    return float(percentage) / 100


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    text = (files("afterburner.experiment") / "published" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
