"""What the rollouts of a training run say in numbers, over its steps: sums by group, and means with intervals of them.

    statistics = Statistics()
    for entry in archive.entries(): statistics.take(entry)
    [mean(span.groups, CORRECT) for span in statistics.spans(most=60)]

Completions of one prompt resemble each other, so that a mean's interval rests on groups, not on completions.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from afterburner.core.measurement import Estimate
from afterburner.core.rollout import Signal
from afterburner.core.status import Verdict
from afterburner.loop.rollouts import Entry
from afterburner.metrics.intervals import student_quantile

LEAST_GROUPS = 4
"""From so many groups on there is an interval: of fewer, Student's is so wide that it says nothing."""
_MOST_REASON = 200
"""Characters by which reasons are told apart."""


@dataclass(slots=True, kw_only=True)
class GroupSums:
    """One group, summed up."""

    step: int
    problem: str
    signal: Signal
    rollouts: int = 0
    masked: int = 0
    flagged: int = 0
    rewarded: int = 0
    total: float = 0.0
    form: float = 0.0
    correctness: float = 0.0
    efficiency: float = 0.0
    well_formed: int = 0
    correct: int = 0
    better: int = 0
    """Correct, not flagged, and certainly better than the program in the prompt: the gain's whole interval is above 1."""
    gains: int = 0
    """Correct, not flagged, and measured beside the program in the prompt."""
    log_gain: float = 0.0
    judging_s: float = 0.0
    program_cpu_s: float = 0.0
    length: int = 0
    programs: Counter[str] = field(default_factory=Counter)
    lowest: tuple[float, int] | None = None
    """The lowest reward, and the number of its rollout."""
    highest: tuple[float, int] | None = None

    def take(self, entry: Entry) -> None:
        """Add one of the group's rollouts."""
        self.rollouts += 1
        self.flagged += bool(entry.flags)
        self.judging_s += entry.judging_s
        self.program_cpu_s += entry.program_cpu_s
        self.length += entry.length
        if entry.program is not None:
            self.programs[entry.program] += 1
        if entry.masked is not None:
            self.masked += 1
        elif entry.verdict is Verdict.ACCEPTED:
            self._take_correct(entry)
        if entry.total is not None and math.isfinite(entry.total):
            self._take_reward(entry, entry.total)

    def _take_correct(self, entry: Entry) -> None:
        self.correct += 1
        # A cheat's gain, a thousand say, would carry the mean of the honest ones away.
        if is_gain(entry.gain) and not entry.flags:
            self.gains += 1
            self.log_gain += math.log(entry.gain or 1.0)
            self.better += entry.gain_low is not None and entry.gain_low > 1

    def _take_reward(self, entry: Entry, total: float) -> None:
        self.rewarded += 1
        self.total += total
        self.form += entry.form or 0.0
        self.correctness += entry.correctness or 0.0
        self.efficiency += entry.efficiency or 0.0
        self.well_formed += (entry.form or 0.0) > 0
        self.lowest = min(self.lowest or (total, entry.number), (total, entry.number))
        self.highest = max(self.highest or (total, entry.number), (total, entry.number))


def is_gain(gain: float | None) -> bool:
    """Tell whether ``gain`` is a ratio that has a logarithm."""
    return gain is not None and gain > 0 and math.isfinite(gain)


@dataclass(frozen=True, slots=True)
class Share:
    """A mean as the ratio of two sums over groups."""

    part: Callable[[GroupSums], float]
    whole: Callable[[GroupSums], float]


TOTAL = Share(lambda one: one.total, lambda one: one.rewarded)
FORM = Share(lambda one: one.form, lambda one: one.rewarded)
CORRECTNESS = Share(lambda one: one.correctness, lambda one: one.rewarded)
EFFICIENCY = Share(lambda one: one.efficiency, lambda one: one.rewarded)
WELL_FORMED = Share(lambda one: one.well_formed, lambda one: one.rewarded)
CORRECT = Share(lambda one: one.correct, lambda one: one.rollouts - one.masked)
BETTER = Share(lambda one: one.better, lambda one: one.rollouts - one.masked)
LOG_GAIN = Share(lambda one: one.log_gain, lambda one: one.gains)
MASKED = Share(lambda one: one.masked, lambda one: one.rollouts)
FLAGGED = Share(lambda one: one.flagged, lambda one: one.rollouts)
DISTINCT = Share(lambda one: len(one.programs), lambda one: one.programs.total())
LENGTH = Share(lambda one: one.length, lambda one: one.rollouts)
SIGNAL = Share(lambda one: one.signal is Signal.SIGNAL, lambda _one: 1.0)


def mean(groups: Sequence[GroupSums], share: Share) -> Estimate | float | None:
    """Return the mean over ``groups``, with its 95 % interval where there are enough of them; None: there is nothing.

    The interval is that of a ratio of sums over groups drawn at random (linearized), with Student's quantile.
    """
    pairs = [(float(share.part(one)), float(share.whole(one))) for one in groups]
    pairs = [(part, whole) for part, whole in pairs if whole > 0]
    whole = math.fsum(whole for _part, whole in pairs)
    if whole <= 0:
        return None
    found = math.fsum(part for part, _whole in pairs) / whole
    if len(pairs) < LEAST_GROUPS:
        return found
    squares = math.fsum((part - found * size) ** 2 for part, size in pairs)
    error = math.sqrt(squares * len(pairs) / (len(pairs) - 1)) / whole
    half = student_quantile(0.975, len(pairs) - 1) * error
    return Estimate(estimate=found, low=found - half, high=found + half)


def share_of(groups: Sequence[GroupSums], share: Share) -> Estimate | float | None:
    """Return ``mean``, its interval within 0 and 1."""
    found = mean(groups, share)
    if not isinstance(found, Estimate):
        return found
    return Estimate(estimate=found.estimate, low=max(0.0, found.low), high=min(1.0, found.high))


def gain_of(groups: Sequence[GroupSums]) -> Estimate | float | None:
    """Return the geometric mean of the gains of correct programs without a flag; None where none was measured."""
    found = mean(groups, LOG_GAIN)
    if not isinstance(found, Estimate):
        return None if found is None else _exp(found)
    return Estimate(estimate=_exp(found.estimate), low=_exp(found.low), high=_exp(found.high))


def _exp(logarithm: float) -> float:
    return math.exp(min(logarithm, 709.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The groups of some steps that follow each other."""

    first: int
    last: int
    steps: int
    """How many of the steps between have groups."""
    groups: Sequence[GroupSums]

    @property
    def name(self) -> str:
        """The steps, for people: ``12`` or ``10 to 19``."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(slots=True, kw_only=True)
class FlagSums:
    """One kind of flag, summed up."""

    by_step: Counter[int] = field(default_factory=Counter)
    rewarded: int = 0
    total: float = 0.0
    correct: int = 0

    @property
    def rollouts(self) -> int:
        """How many have it."""
        return self.by_step.total()

    def take(self, entry: Entry) -> None:
        """Add a rollout that has it."""
        self.by_step[entry.step] += 1
        self.correct += entry.verdict is Verdict.ACCEPTED
        if entry.total is not None and math.isfinite(entry.total):
            self.rewarded += 1
            self.total += entry.total

    @property
    def reward(self) -> float | None:
        """Their mean reward; None: none has one."""
        return self.total / self.rewarded if self.rewarded else None


class Statistics:
    """All groups of a run."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.groups: dict[str, GroupSums] = {}
        self.rollouts = 0
        self.failures: Counter[tuple[str, str]] = Counter()
        """Not masked and not correct, by verdict and reason."""
        self.masked: Counter[str] = Counter()
        """By reason."""
        self.flags: dict[str, FlagSums] = {}
        self._spans: dict[int, Sequence[Span]] = {}
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Add a rollout."""
        self._spans.clear()
        self.rollouts += 1
        group = self.groups.get(entry.group)
        if group is None:
            group = GroupSums(step=entry.step, problem=entry.problem, signal=entry.signal)
            self.groups[entry.group] = group
        group.take(entry)
        if entry.masked is not None:
            self.masked[entry.masked[:_MOST_REASON]] += 1
        elif entry.verdict is not Verdict.ACCEPTED:
            verdict = entry.verdict.value.replace("_", " ") if entry.verdict else "no program"
            self.failures[verdict, (entry.reason or "")[:_MOST_REASON]] += 1
        for kind in dict.fromkeys(entry.flags):
            self.flags.setdefault(kind, FlagSums()).take(entry)

    def spans(self, most: int) -> Sequence[Span]:
        """Return the groups in at most ``most`` spans of as many steps each, in order."""
        if most not in self._spans:
            self._spans[most] = self._cut(most)
        return self._spans[most]

    def _cut(self, most: int) -> Sequence[Span]:
        by_step: dict[int, list[GroupSums]] = {}
        for group in self.groups.values():
            by_step.setdefault(group.step, []).append(group)
        steps = sorted(by_step)
        size = max(1, math.ceil(len(steps) / most))
        cuts = [steps[start : start + size] for start in range(0, len(steps), size)]
        return [
            Span(first=cut[0], last=cut[-1], steps=len(cut), groups=[group for step in cut for group in by_step[step]])
            for cut in cuts
        ]

    @property
    def has_form(self) -> bool:
        """Whether the form of any reply was rewarded: where it has no weight, nobody knows which are well-formed."""
        return any(group.well_formed for group in self.groups.values())

    def flags_by_count(self) -> Sequence[tuple[str, FlagSums]]:
        """Return the kinds of flags, the most frequent first."""
        return sorted(self.flags.items(), key=lambda item: (-item[1].rollouts, item[0]))
