"""What a step's rollouts say in numbers, for a trainer's log.

metrics_of([group, group])["groups/within_noise"]       the share of groups that differ by noise alone
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean, median

from afterburner.core.rollout import RewardParts, Rollout, Signal
from afterburner.core.status import Verdict


def metrics_of(groups: Sequence[Sequence[Rollout]]) -> dict[str, float]:
    """Return the metrics of a step by name; one of which nothing is known is left out.

    ``reward/*`` are means over what is not masked; ``groups/*`` and ``rollouts/*`` shares, 0 to 1; ``gain/median`` is baseline
    over cost of the correct ones; ``advantage/no_signal`` the share of all distance from the groups' means that is in groups
    without signal; ``judging/*`` seconds, and ``judging/overhead`` what judging adds to the programs' own CPU time, as a share.
    """
    rollouts = [one for group in groups for one in group]
    if not rollouts:
        return {}
    found = dict(_of_groups(groups)) | dict(_of_rollouts(rollouts))
    found |= dict(_of_parts([one.parts for one in rollouts if one.parts is not None]))
    found |= dict(_of_costs(rollouts))
    return {name: value for name, value in found.items() if math.isfinite(value)}


def _of_groups(groups: Sequence[Sequence[Rollout]]) -> Iterator[tuple[str, float]]:
    signals = [group[0].signal for group in groups if group]
    for signal in Signal:
        yield f"groups/{signal.value}", _share(one is signal for one in signals)
    spreads = [(group[0].signal, _spread(group)) for group in groups if group]
    total = sum(spread for _signal, spread in spreads)
    if total > 0:
        yield "advantage/no_signal", sum(s for signal, s in spreads if signal is not Signal.SIGNAL) / total


def _spread(group: Sequence[Rollout]) -> float:
    """Return the summed distance of a group's rewards from their mean."""
    totals = [one.parts.total for one in group if one.parts is not None]
    return sum(abs(total - fmean(totals)) for total in totals)


def _of_rollouts(rollouts: Sequence[Rollout]) -> Iterator[tuple[str, float]]:
    yield "rollouts/correct", _share(one.verdict is Verdict.ACCEPTED for one in rollouts)
    yield "rollouts/no_program", _share(one.code is None for one in rollouts)
    yield "rollouts/masked", _share(one.masked is not None for one in rollouts)
    yield "rollouts/flagged", _share(bool(one.flags) for one in rollouts)
    programs = [one.code for one in rollouts if one.code is not None]
    if programs:
        yield "rollouts/distinct", len(set(programs)) / len(programs)


def _of_parts(parts: Sequence[RewardParts]) -> Iterator[tuple[str, float]]:
    if parts:
        yield "reward/form", fmean(one.form for one in parts)
        yield "reward/correctness", fmean(one.correctness for one in parts)
        yield "reward/efficiency", fmean(one.efficiency for one in parts)


def _of_costs(rollouts: Sequence[Rollout]) -> Iterator[tuple[str, float]]:
    gains = [one.gain.estimate for one in rollouts if one.gain is not None]
    if gains:
        yield "gain/median", median(gains)
    judging_s = sum(one.judging_s for one in rollouts)
    program_cpu_s = sum(one.program_cpu_s for one in rollouts)
    yield "judging/worker_s", judging_s
    yield "judging/program_cpu_s", program_cpu_s
    if program_cpu_s > 0:
        yield "judging/overhead", judging_s / program_cpu_s - 1


def _share(tests: Iterable[bool]) -> float:
    found = list(tests)
    return sum(found) / len(found) if found else math.nan
