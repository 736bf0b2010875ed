"""Rewards of a group: what each completion of one prompt earns, where the others are measured beside it.

    parts = rewards(group, RewardConfig(), progress=0.25)
    signal_of(group, parts)

The formula of the paper is ``metrics.reward``; here stand its alternatives, what noise takes away, and what a group teaches.

With ``noise_aware``, programs whose costs can't be told apart are one tier (``metrics.tiers``) and earn the same, to the last
bit; a tier that can't be told from the baseline earns nothing for efficiency. Both are decided before anything is worth
something, so noise moves a reward only where it has passed a test that it fails 19 times in 20.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import mean

from afterburner.core.measurement import Estimate
from afterburner.core.rollout import RewardParts, Signal
from afterburner.metrics.intervals import geometric_interval
from afterburner.metrics.reward import Judged, Weights, correctness, efficiency
from afterburner.metrics.tiers import LEAST_EFFECT, SINGLE_PASS_FACTOR, tiers

NOT_CORRECT = "not_correct"
NOT_MEASURED = "not_measured"
"""It is correct, and nobody knows its cost."""
NO_BASELINE = "no_baseline"
NO_DISTRIBUTION = "no_distribution"
"""Nobody knows which of the problem's references it beats."""
WITHIN_NOISE = "within_noise"
ALONE = "alone"
"""There is no other correct completion to be ranked among."""


class Efficiency(StrEnum):
    """What efficiency means; each is between -1 and 1."""

    PAPER = "paper"
    """tanh(clip((baseline - cost) / baseline, -1, 1))."""
    LOG_SPEEDUP = "log-speedup"
    """tanh(log(baseline / cost)): does not saturate at twice as fast."""
    BEYOND = "beyond"
    """The share of the problem's references that the program beats, 0 to 1."""
    RANK = "rank"
    """The rank among the correct ones of the group, -1 (worst) to 1 (best); those that can't be told apart share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardConfig:
    """How rewards are made."""

    efficiency: Efficiency = Efficiency.PAPER
    weights: Weights = field(default_factory=Weights)
    """Its efficiency rises linearly from the first to the last over training."""
    noise_aware: bool = True
    """Whether a difference inside its 95 % interval earns nothing, to the baseline and between completions of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One completion of a group, as far as its reward depends on it."""

    is_well_formed: bool
    was_correct: bool
    """Whether the program in the prompt passes all tests; without one: no."""
    is_correct: bool
    costs: tuple[float, ...] = ()
    """In the objective's unit, above 0, by pass; pass i of every program of the group was made at the same time. Empty: it is not
    correct, or was not measured."""
    baselines: tuple[float, ...] = ()
    """What the program in the prompt cost, by pass, as many as ``costs``; empty: there is none, or it is not correct."""
    beyond: float | None = None
    """The share of the problem's references that it beats, 0 to 1; None: not known."""
    same_as: int | None = None
    """The place in the group of an earlier completion with the same program: their costs are one measurement."""
    masked: str | None = None
    """Why nothing may be said of it: what failed on the machine's side. None: nothing did."""


@dataclass(frozen=True, slots=True)
class _Worth:
    """What efficiency is worth, -1 to 1, before its weight; and why it is 0."""

    value: float
    note: str | None = None


_MOST_LOG = 700.0
"""Gains beyond e to this power are cut off there: floats end soon after, and every efficiency has its limit long before."""

_Tiers = list[tuple[int, ...]]
"""Places in the group, cheapest tier first; each correct, measured completion is in one."""


def rewards(group: Sequence[Graded], config: RewardConfig, *, progress: float) -> list[RewardParts | None]:
    """Return the reward of each completion after ``progress`` of the training (0 to 1); None: it is masked.

    Raises:
        ValueError: the progress or a cost is out of its range, there are not as many baselines as costs, or ``same_as`` is not
            the place of an earlier completion.

    """
    weights, weight = config.weights, config.weights.efficiency(progress)
    _check(group)
    worth = _worth(_paired(group), config)
    found: list[RewardParts | None] = []
    for place, one in enumerate(group):
        if one.masked is not None:
            found.append(None)
            continue
        form = weights.form * one.is_well_formed
        correct = weights.correctness * correctness(was_correct=one.was_correct, is_correct=one.is_correct)
        efficient = weight * worth[place].value
        total = form + correct + efficient
        note = worth[place].note
        found.append(RewardParts(total=total, form=form, correctness=correct, efficiency=efficient, note=note))
    return found


def signal_of(group: Sequence[Graded], parts: Sequence[RewardParts | None]) -> Signal:
    """Return whether the group teaches anything, and why not. ``parts`` are its rewards, masked ones None and not counted.

    With fewer than two rewards: ``masked``. Rewards that differ in form or correctness are ``signal``. Those that differ in
    efficiency alone are it if the costs make more than one tier, whether or not the reward was noise-aware, else
    ``within_noise``. Equal rewards are ``all_failed`` where nothing is correct, ``all_equal`` where costs are equal or not known
    as well, ``within_noise`` where costs make one tier, and else ``unrewarded``.

    Raises:
        ValueError: as :func:`rewards`; or there are not as many ``parts`` as completions.

    """
    _check(group)
    group = _paired(group)
    kept = [(one, part) for one, part in zip(group, parts, strict=True) if part is not None]
    if len(kept) < 2:  # noqa: PLR2004 - one alone has nothing to differ from
        return Signal.MASKED
    ranking = _tiers(group, noise_aware=True)
    if len({part.total for _one, part in kept}) > 1:
        is_efficiency_alone = len({part.form + part.correctness for _one, part in kept}) == 1
        return Signal.WITHIN_NOISE if is_efficiency_alone and len(ranking) < 2 else Signal.SIGNAL  # noqa: PLR2004
    if not any(one.is_correct for one, _part in kept):
        return Signal.ALL_FAILED
    if len({group[places[0]].costs for places in _programs(group)}) < 2:  # noqa: PLR2004
        return Signal.ALL_EQUAL
    return Signal.WITHIN_NOISE if len(ranking) == 1 else Signal.UNREWARDED


def _check(group: Sequence[Graded]) -> None:
    for place, one in enumerate(group):
        if one.same_as is not None and not 0 <= one.same_as < place:
            raise ValueError(f"completion {place} is the same as {one.same_as}: that is no earlier one")
        if one.masked is not None:
            continue
        if one.baselines and one.costs and len(one.baselines) != len(one.costs):
            raise ValueError(f"completion {place} has {len(one.costs)} costs and {len(one.baselines)} baselines")
        wrong = [cost for cost in (*one.costs, *one.baselines) if not 0 < cost < math.inf]
        if wrong:
            raise ValueError(f"completion {place} has the cost {wrong[0]}: costs are positive numbers")
        if one.beyond is not None and not 0 <= one.beyond <= 1:
            raise ValueError(f"completion {place} beats {one.beyond} of the references: it is a share from 0 to 1")


def _paired(group: Sequence[Graded]) -> list[Graded]:
    """Return the group with as many passes for each measured completion: those that all have."""
    counts = [len(one.costs) for one in group if one.masked is None and one.is_correct and one.costs]
    passes = min(counts, default=0)
    return [replace(one, costs=one.costs[:passes], baselines=one.baselines[:passes]) for one in group]


def _programs(group: Sequence[Graded]) -> list[list[int]]:
    """Return the places of each correct, measured program: all completions that are it; the first one has its costs."""
    origin: list[int] = []
    found: dict[int, list[int]] = {}
    for place, one in enumerate(group):
        origin.append(place if one.same_as is None else origin[one.same_as])
        if one.masked is None and one.is_correct:
            found.setdefault(origin[place], []).append(place)
    # A copy may come without the costs of its original.
    ordered = [sorted(places, key=lambda place: not group[place].costs) for places in found.values()]
    return [places for places in ordered if group[places[0]].costs]


def _tiers(group: Sequence[Graded], *, noise_aware: bool) -> _Tiers:
    programs = _programs(group)
    costs = [group[places[0]].costs for places in programs]
    if noise_aware:
        return [tuple(place for program in tier for place in programs[program]) for tier in tiers(costs)]
    by_cost: dict[float, tuple[int, ...]] = {}
    for places, of_one in zip(programs, costs, strict=True):
        total = math.fsum(map(math.log, of_one))
        by_cost[total] = (*by_cost.get(total, ()), *places)
    return [by_cost[total] for total in sorted(by_cost)]


def _worth(group: Sequence[Graded], config: RewardConfig) -> Mapping[int, _Worth]:
    """Return what efficiency is worth for each completion that is not masked."""
    ranking = _tiers(group, noise_aware=config.noise_aware)
    kinds = {Efficiency.BEYOND: _beyond, Efficiency.RANK: _ranks}
    if config.efficiency in kinds:
        compared = dict(kinds[config.efficiency](group, ranking))
    else:
        compared = dict(_against_baseline(group, ranking, config))
    usual = {True: _Worth(0.0, NOT_MEASURED), False: _Worth(0.0, NOT_CORRECT)}
    return {place: compared.get(place, usual[one.is_correct]) for place, one in enumerate(group)}


def _against_baseline(group: Sequence[Graded], ranking: _Tiers, config: RewardConfig) -> Iterator[tuple[int, _Worth]]:
    gains = [_pooled_gain(group, tier) for tier in ranking]
    decided = _decided(gains) if config.noise_aware else [True] * len(gains)
    for tier, gain, is_decided in zip(ranking, gains, decided, strict=True):
        if gain is None:
            worth = _Worth(0.0, NO_BASELINE)
        elif not is_decided:
            worth = _Worth(0.0, WITHIN_NOISE)
        elif config.efficiency is Efficiency.LOG_SPEEDUP:
            worth = _Worth(math.tanh(math.log(gain.estimate)))
        else:
            # The gain is the cost of the baseline where that of the program is 1.
            judged = Judged(is_well_formed=True, was_correct=True, is_correct=True, baseline=gain.estimate, cost=1.0)
            worth = _Worth(efficiency(judged))
        yield from ((place, worth) for place in tier)


def _pooled_gain(group: Sequence[Graded], tier: tuple[int, ...]) -> Estimate | None:
    """Return baseline over cost of a tier, paired by pass; a pass is the geometric mean over its programs; None: no baseline."""
    programs = [places[0] for places in _programs(group) if places[0] in tier and group[places[0]].baselines]
    ratios = [
        [math.log(base / cost) for base, cost in zip(group[place].baselines, group[place].costs, strict=True)]
        for place in programs
    ]
    gains = [math.exp(max(-_MOST_LOG, min(_MOST_LOG, mean(of_pass)))) for of_pass in zip(*ratios, strict=True)]
    if len(gains) == 1:
        only = gains[0]
        return Estimate(estimate=only, low=only / SINGLE_PASS_FACTOR, high=only * SINGLE_PASS_FACTOR)
    return geometric_interval(gains)


def _decided(gains: Sequence[Estimate | None]) -> list[bool]:
    """Tell of each tier, cheapest first, whether it differs from the baseline.

    It does by itself, or because it is beyond a tier that does: what is certainly cheaper than something certainly cheaper than
    the baseline is so too. Without that, a noisy tier would now and then earn less than a dearer, quiet one.
    """
    better = [gain is not None and gain.low > 1 and gain.estimate > 1 + LEAST_EFFECT for gain in gains]
    worse = [gain is not None and gain.high < 1 and gain.estimate < 1 / (1 + LEAST_EFFECT) for gain in gains]
    return [any(better[place:]) or any(worse[: place + 1]) for place in range(len(gains))]


def _beyond(group: Sequence[Graded], ranking: _Tiers) -> Iterator[tuple[int, _Worth]]:
    """Yield the mean over each tier's programs: they are one cost, and which of them is where among the references is chance."""
    firsts = {places[0] for places in _programs(group)}
    for tier in ranking:
        known = [share for place in tier if place in firsts and (share := group[place].beyond) is not None]
        worth = _Worth(mean(known)) if known else _Worth(0.0, NO_DISTRIBUTION)
        yield from ((place, worth) for place in tier)


def _ranks(_group: Sequence[Graded], ranking: _Tiers) -> Iterator[tuple[int, _Worth]]:
    """Yield, of m completions, those that cost more, less those that cost less, over m - 1."""
    count, before = sum(map(len, ranking)), 0
    for tier in ranking:
        after = count - before - len(tier)
        worth = _Worth((after - before) / (count - 1) if count > 1 else 0.0, _why_no_rank(ranking))
        yield from ((place, worth) for place in tier)
        before += len(tier)


def _why_no_rank(ranking: _Tiers) -> str | None:
    if len(ranking) > 1:
        return None
    return WITHIN_NOISE if len(ranking[0]) > 1 else ALONE
