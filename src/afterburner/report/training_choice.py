"""Which rollouts of a run are worth reading: the best, and the oddest of several kinds.

    choice = Choice()
    for entry in archive.entries(): choice.take(entry)
    choice.best()                               numbers of rollouts, the best first
    choice.odd(statistics)[0].numbers

It looks at each rollout's numbers once and keeps a few of each kind, whatever the length of the run.
"""

import math
from array import array
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from afterburner.core.status import Verdict
from afterburner.loop.rollouts import Entry
from afterburner.report.training_statistics import GroupSums, Statistics, is_gain

MOST_BEST = 10
MOST_ODD = 3
"""Of each kind."""
MOST_FLAGGED = 5
"""Of each kind of flag."""
LEAST_GAINS = 8
"""So many gains of a problem's programs are needed to call one of them implausible."""
FAR = 6.0
"""Scaled median absolute deviations: of a hundred thousand normal values none is expected so far above the middle."""
_SCALE = 1.4826
"""Makes the median absolute deviation of normal values their standard deviation."""
_LEAST_SPREAD = math.log(1.05)
"""Gains are no more precise than this, however alike they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Rollouts that are odd in one way."""

    title: str
    meaning: str
    """What it may be a sign of."""
    numbers: Sequence[int]


class Top:
    """The rollouts with the highest scores, one a key; the earlier one of equals."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Hashable, tuple[float, int]] = {}
        self._least = -math.inf

    def take(self, score: float, number: int, key: Hashable) -> None:
        """Consider a rollout; another one with the same key gives way to the better of both."""
        if score < self._least:
            return
        known = self._found.get(key)
        if known is None or score > known[0]:
            self._found[key] = (score, number)
        if len(self._found) > 8 * self._most:
            self._prune()

    def numbers(self) -> Sequence[int]:
        """Return their numbers, the highest score first."""
        self._prune()
        return [number for _score, number in self._found.values()]

    def _prune(self) -> None:
        ranked = sorted(self._found.items(), key=lambda item: (-item[1][0], item[1][1]))[: self._most]
        self._found = dict(ranked)
        if len(ranked) == self._most:
            self._least = ranked[-1][1][0]


class Choice:
    """What is worth reading so far."""

    def __init__(self) -> None:
        self._best = Top(MOST_BEST)
        self._flagged = Top(MOST_ODD)
        self._shortest = Top(MOST_ODD)
        self._longest = Top(MOST_ODD)
        self._by_flag: dict[str, Top] = {}
        self._gains: dict[str, tuple[array[float], array[int]]] = {}

    def take(self, entry: Entry) -> None:
        """Consider a rollout."""
        program = (entry.problem, entry.program)
        self._longest.take(entry.length, entry.number, entry.number)
        if entry.flags:
            self._take_flagged(entry, program)
        if entry.masked is None and entry.verdict is Verdict.ACCEPTED:
            self._shortest.take(-entry.length, entry.number, program)
            if is_gain(entry.gain) and not entry.flags:
                self._take_gain(entry, program)

    def _take_flagged(self, entry: Entry, program: Hashable) -> None:
        reward = -math.inf if entry.total is None or math.isnan(entry.total) else entry.total
        for kind in entry.flags:
            self._by_flag.setdefault(kind, Top(MOST_FLAGGED)).take(reward, entry.number, program)
        if entry.total is not None:
            self._flagged.take(reward, entry.number, program)

    def _take_gain(self, entry: Entry, program: Hashable) -> None:
        assert entry.gain is not None
        low = entry.gain_low if entry.gain_low is not None and is_gain(entry.gain_low) else entry.gain
        self._best.take(low, entry.number, program)
        logs, numbers = self._gains.setdefault(entry.problem, (array("d"), array("q")))
        logs.append(math.log(entry.gain))
        numbers.append(entry.number)

    def best(self) -> Sequence[int]:
        """Return the correct ones without a flag whose gain is at least the largest, one a program."""
        return self._best.numbers()

    def flagged(self, kind: str) -> Sequence[int]:
        """Return those with a flag of a kind that earned the most, one a program."""
        return self._by_flag[kind].numbers() if kind in self._by_flag else ()

    def odd(self, statistics: Statistics) -> Sequence[Oddity]:
        """Return the oddest, by kind; kinds of which there are none are left out."""
        found = (
            Oddity(
                title="Flagged, and rewarded the most",
                meaning="If these are cheats, the policy is being taught to cheat.",
                numbers=self._flagged.numbers(),
            ),
            Oddity(
                title="Gains far above the others of their problem",
                meaning=f"No flag, and more than {FAR:g} deviations above the middle of at least {LEAST_GAINS} gains: a find, "
                "or a hole in the tests.",
                numbers=self._implausible(),
            ),
            Oddity(
                title="Far from the others of their group",
                meaning="Rewards that differ the most from the mean of the group's others: these weigh most in a step.",
                numbers=_outliers(statistics.groups.values()),
            ),
            Oddity(
                title="The shortest correct ones",
                meaning="A program that is shorter than the task allows answers from memory, or not at all.",
                numbers=self._shortest.numbers(),
            ),
            Oddity(
                title="The longest",
                meaning="Replies that grow without gain, or that repeat themselves until they are cut off.",
                numbers=self._longest.numbers(),
            ),
        )
        return [one for one in found if one.numbers]

    def _implausible(self) -> Sequence[int]:
        top = Top(MOST_ODD)
        for problem, (logs, numbers) in self._gains.items():
            if len(logs) >= LEAST_GAINS:
                middle = median(logs)
                spread = max(_SCALE * median(abs(log - middle) for log in logs), _LEAST_SPREAD)
                for log, number in zip(logs, numbers, strict=True):
                    if log > middle + FAR * spread:
                        top.take((log - middle) / spread, number, problem)
        return top.numbers()


def _outliers(groups: Iterable[GroupSums]) -> Sequence[int]:
    top = Top(MOST_ODD)
    for place, group in enumerate(groups):
        for extreme in (group.lowest, group.highest):
            if extreme is not None and group.rewarded > 1:
                reward, number = extreme
                others = (group.total - reward) / (group.rewarded - 1)
                top.take(abs(reward - others), number, place)
    return top.numbers()
