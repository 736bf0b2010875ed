"""``reward-sensitivity``: would another weighting of the reward prefer other proposals?

    reward_tables(proposed)             over the recorded proposals of a loop; no training is needed

A group is what one round of one run proposed: with K samples a round, K proposals, as GRPO compares them. The reward of each is
worked out under every weighting. ``annealed`` lets the weight of efficiency rise from 0.3 in the first round to 0.5 in the last
one of a run, as it rises over training.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import mean, pstdev

from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import curve_figure, curve_table
from afterburner.experiment.experiments.definition import Evidence, Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.proposed import Proposed
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.metrics.correlation import spearman
from afterburner.metrics.reward import Weights, reward, saving

ROUNDS = 4
USUAL_SAMPLES = 8
"""Proposals a round where the user chose 1: one proposal is no group."""

_EFFICIENCY = {"annealed": (0.3, 0.5), "fixed 0.3": (0.3, 0.3), "fixed 0.5": (0.5, 0.5)}
_FEWEST = 2

WEIGHTINGS: Mapping[str, Weights] = {
    **{
        f"correctness {correctness}, efficiency {name}": Weights(
            correctness=correctness, efficiency_first=first, efficiency_last=last
        )
        for correctness in (0.5, 0.3, 0.7)
        for name, (first, last) in _EFFICIENCY.items()
    },
    "no format": Weights(form=0.0),
}
"""By name; the first one is the paper's."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one round of one run proposed."""

    proposed: tuple[Proposed, ...]
    progress: float
    """Of the run: 0 for the first round, 1 for the last one."""

    def rewards(self, weights: Weights) -> list[float]:
        """Return the reward of each proposal."""
        return [reward(one.judged, weights, progress=self.progress) for one in self.proposed]

    @property
    def best(self) -> frozenset[int]:
        """The places of the accepted proposals that cost least, as far as that can be told from noise; none accepted: empty."""
        costs = {
            place: one.judged.cost
            for place, one in enumerate(self.proposed)
            if one.judged.is_correct and one.judged.cost is not None
        }
        if not costs:
            return frozenset()
        least = min(costs, key=lambda place: (costs[place], place))
        judged = self.proposed[least].judged
        room = judged.noise * (judged.baseline or costs[least])
        return frozenset(place for place, cost in costs.items() if cost <= costs[least] + room)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one weighting says of all groups; None where there is nothing that it could be said of."""

    hits: float | None
    """Share of groups with an accepted proposal whose best-rewarded proposal is really among the best; a tie counts in part."""
    correlation: float | None
    """Spearman's, of reward and saved share of the baseline, over the accepted ones that have a baseline."""
    wrong: float | None
    """Share of groups with an accepted proposal in which a wrong one gets the highest reward; a tie counts in part."""
    spread: float | None
    """Standard deviation of the rewards in a group, the mean over groups."""


def groups_of(proposed: Sequence[Proposed]) -> list[Group]:
    """Return the groups of at least two proposals, by condition, problem, run and round."""

    def run(one: Proposed) -> tuple[str, str, int]:
        return one.condition, one.problem, one.run

    last: dict[tuple[str, str, int], int] = {}
    for one in proposed:
        last[run(one)] = max(last.get(run(one), 1), one.round)
    ordered = sorted(proposed, key=lambda one: (*run(one), one.round))
    found = []
    for (*_, round_), members in groupby(ordered, key=lambda one: (*run(one), one.round)):
        group = tuple(members)
        rounds = last[run(group[0])]
        if len(group) >= _FEWEST:
            found.append(Group(group, (round_ - 1) / (rounds - 1) if rounds > 1 else 0.0))
    return found


def finding(groups: Sequence[Group], weights: Weights) -> Finding:
    """Return what ``weights`` says of ``groups``."""
    rewarded = [(group, group.rewards(weights)) for group in groups]
    solved = [(group, _top(rewards)) for group, rewards in rewarded if group.best]
    hits = [len(top & group.best) / len(top) for group, top in solved]
    wrong = [_wrong(group, top) / len(top) for group, top in solved]
    pairs = [pair for group, rewards in rewarded for pair in _savings(group, rewards)]
    return Finding(
        hits=mean(hits) if hits else None,
        correlation=spearman(*map(list, zip(*pairs, strict=True))) if len(pairs) >= _FEWEST else None,
        wrong=mean(wrong) if wrong else None,
        spread=mean(pstdev(rewards) for _, rewards in rewarded) if rewarded else None,
    )


def reward_tables(proposed: Sequence[Proposed]) -> tuple[Table, ...]:
    """Return what every weighting says of the proposals, a row each."""
    groups = groups_of(proposed)
    solved = sum(bool(group.best) for group in groups)
    columns = (
        Column("weighting"),
        Column("best-rewarded is best", Unit.SHARE),
        Column("Spearman, reward and saving", Unit.NUMBER),
        Column("wrong one rewarded most", Unit.SHARE),
        Column("spread in a group", Unit.NUMBER),
    )
    rows = [[name, *_cells(finding(groups, weights))] for name, weights in WEIGHTINGS.items()]
    note = (
        f"{len(groups)} groups of at least two proposals, {solved} of them with an accepted one; the first row is the paper's. "
        "It has no such table: its rebuttal says that a weight of correctness under 0.5 made training crash."
    )
    return (Table(title="Weightings of the reward", columns=columns, rows=tuple(rows), note=note),)


def reward_figures(proposed: Sequence[Proposed]) -> tuple[Figure, ...]:
    """Return the shares of the table as bars; nothing where no group has an accepted proposal."""
    groups = groups_of(proposed)
    marks = [
        Mark(series=measure, x=name, value=value)
        for name, weights in WEIGHTINGS.items()
        for found in [finding(groups, weights)]
        for measure, value in (("best-rewarded is best", found.hits), ("wrong one rewarded most", found.wrong))
        if value is not None
    ]
    if not marks:
        return ()
    title = "Weightings of the reward"
    return (Figure(title=title, kind=FigureKind.BARS, x_title="", y_title="% of groups", marks=tuple(marks)),)


def _cells(found: Finding) -> list[float | None]:
    return [found.hits, found.correlation, found.wrong, found.spread]


def _top(rewards: Sequence[float]) -> frozenset[int]:
    most = max(rewards)
    return frozenset(place for place, value in enumerate(rewards) if math.isclose(value, most, abs_tol=1e-12))


def _wrong(group: Group, top: frozenset[int]) -> int:
    return sum(not group.proposed[place].judged.is_correct for place in top)


def _savings(group: Group, rewards: Sequence[float]) -> Iterator[tuple[float, float]]:
    for one, value in zip(group.proposed, rewards, strict=True):
        saved = saving(one.judged) if one.judged.is_correct else None
        if saved is not None:
            yield value, saved


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    samples = options.samples if options.samples > 1 else USUAL_SAMPLES
    return conditions_of(replace(options, samples=samples), iterations=ROUNDS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    return (curve_table("The runs behind the proposals", results, scoring, ()),)


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("The runs behind the proposals", results, scoring, ()),)


EXPERIMENT = Experiment(
    name="reward-sensitivity",
    title="Sensitivity of the reward",
    question="Would other weights of correctness, efficiency and format reward other proposals most?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
    evidence=Evidence.PROPOSALS,
)
