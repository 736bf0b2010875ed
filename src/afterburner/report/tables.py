"""The tables of a report as rows of text: what stands in them, in any medium."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Comparison, Estimate, Measurement
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.report import words
from afterburner.report.charts import single_pass
from afterburner.report.run_report import RunReport
from afterburner.report.text import visible

SHOWN = {
    Quantity.CPU_S: "CPU time",
    Quantity.WALL_S: "Wall time",
    Quantity.PEAK_BYTES: "Peak memory",
    Quantity.INTEGRAL_BYTE_S: "Memory integral",
}
"""What the quantities are called at the head of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number and its interval, as text."""

    text: str
    interval: str = ""
    """Empty where the number is one run's, or missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRow:
    """One quantity before and after."""

    name: str
    before: Value
    after: Value
    ratio: Value
    finding: str
    is_decided: bool


def quantity_rows(comparison: Comparison) -> Iterator[QuantityRow]:
    """Yield a row for every quantity; what was not measured is a dash."""
    for quantity, name in SHOWN.items():
        ratio = comparison.ratios.get(quantity)
        yield QuantityRow(
            name=name,
            before=_measured(quantity, comparison.a),
            after=_measured(quantity, comparison.b),
            ratio=_ratio(ratio),
            finding=_finding(comparison, quantity),
            is_decided=comparison.decided.get(quantity, False),
        )


def _measured(quantity: Quantity, measurement: Measurement) -> Value:
    value = measurement.quantities.get(quantity)
    if value is None:
        return Value(text=units.MISSING)
    low, high = units.amount(quantity, value.low), units.amount(quantity, value.high)
    interval = f"{_whole(low)} to {_whole(high)}" if measurement.repeats > 1 else ""
    return Value(text=units.amount(quantity, value.estimate), interval=interval)


def _whole(text: str) -> str:
    """Keep a number and its unit on one line."""
    return text.replace(" ", "\u00a0")


def _ratio(ratio: Estimate | None) -> Value:
    if ratio is None:
        return Value(text=units.MISSING)
    interval = f"{units.number(ratio.low)} to {units.number(ratio.high)}"
    return Value(text=units.times(ratio.estimate), interval=interval)


def _finding(comparison: Comparison, quantity: Quantity) -> str:
    ratio = comparison.ratios.get(quantity)
    if ratio is None:
        return "not measured"
    better = comparison.better(quantity)
    if better is None:
        return "unchanged" if words.is_equal(ratio) else "can't be told from noise"
    return "really less" if better == "b" else "really more"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One attempt."""

    id: str
    round: str
    parent: str
    note: str
    origin: str
    verdict: str
    """With the failing test and the reason."""
    detail: str
    is_accepted: bool
    cpu: Value
    """Of the single pass; the interval's place holds the parent's over it."""
    peak: Value
    duel: Value
    finding: str
    is_improved: bool


def attempt_rows(attempts: Sequence[Attempt], rejected: Sequence[str] = ()) -> Iterator[AttemptRow]:
    """Yield a row for every attempt; ``rejected`` names improvements that the final check did not confirm."""
    by_id = {attempt.id: attempt for attempt in attempts}
    for attempt in attempts:
        parent = by_id.get(attempt.parent) if attempt.parent is not None else None
        failure = attempt.judgement.failure
        yield AttemptRow(
            id=attempt.id,
            round=str(attempt.round),
            parent=attempt.parent or "",
            note=visible(attempt.note) or ("the given program" if attempt.round == 0 else ""),
            origin=visible(attempt.origin) if attempt.round else "",
            verdict=words.reason(attempt),
            detail=visible(failure.detail) if failure else "",
            is_accepted=attempt.judgement.verdict is Verdict.ACCEPTED,
            cpu=_single_pass(attempt, parent, Quantity.CPU_S),
            peak=_single_pass(attempt, parent, Quantity.PEAK_BYTES),
            duel=_duel(attempt),
            finding=_duel_finding(attempt, rejected),
            is_improved=attempt.improved,
        )


def _single_pass(attempt: Attempt, parent: Attempt | None, quantity: Quantity) -> Value:
    value = single_pass(attempt, quantity)
    theirs = single_pass(parent, quantity) if parent else None
    gain = units.times(theirs / value) if theirs and value else ""
    return Value(text=units.amount(quantity, value), interval=gain)


def _duel(attempt: Attempt) -> Value:
    duel = attempt.duel
    if duel is None:
        return Value(text="")
    ratio = duel.ratios.get(attempt.objective.quantity(duel.b.clock))
    interval = f"{_ratio(ratio).interval}, {duel.pairs} pairs" if ratio else f"{duel.pairs} pairs"
    return Value(text=_ratio(ratio).text, interval=interval)


def _duel_finding(attempt: Attempt, rejected: Sequence[str]) -> str:
    duel = attempt.duel
    if attempt.id in rejected:
        return "better, not confirmed"
    if attempt.improved:
        return "better"
    if duel is None:
        return ""
    return visible(duel.failure) if duel.failure else "not better"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One run among several."""

    anchor: str
    name: str
    title: str
    result: str
    ratios: Mapping[Quantity, Value]
    attempts: str


def overview_rows(reports: Sequence[RunReport]) -> Iterator[OverviewRow]:
    """Yield a row for every run; a run in which nothing won has kept its program, and its ratios are 1."""
    for number, report in enumerate(reports, start=1):
        yield OverviewRow(
            anchor=anchor(number),
            name=visible(report.config.problem_id),
            title=visible(report.problem.title),
            result=words.headline(report),
            ratios={quantity: _overview_value(report, quantity) for quantity in SHOWN},
            attempts=str(len(report.attempts)),
        )


def _overview_value(report: RunReport, quantity: Quantity) -> Value:
    if report.outcome is not None and report.comparison is None:
        return Value(text=units.times(1))
    return _ratio(report.comparison.ratios.get(quantity) if report.comparison else None)


def anchor(number: int) -> str:
    """Return the name of the section of run ``number``, for links within the page."""
    return f"run-{number}"


def geometric_means(reports: Sequence[RunReport]) -> Mapping[Quantity, Value]:
    """Return the mean ratio for each quantity over all runs that have ended, as :func:`overview_rows` shows them."""
    return {quantity: _mean([r for r in reports if r.outcome is not None], quantity) for quantity in SHOWN}


def _mean(ended: Sequence[RunReport], quantity: Quantity) -> Value:
    ratios = [1.0 if r.comparison is None else _estimate(r.comparison, quantity) for r in ended]
    known = [ratio for ratio in ratios if ratio is not None]
    # A mean over just the runs that were measured would look like one over all of them.
    if not known or len(known) < len(ratios):
        return Value(text=units.MISSING)
    return Value(text=units.times(math.exp(math.fsum(map(math.log, known)) / len(known))))


def _estimate(comparison: Comparison, quantity: Quantity) -> float | None:
    ratio = comparison.ratios.get(quantity)
    return ratio.estimate if ratio is not None and ratio.estimate > 0 else None
