"""Weightings of the reward over recorded proposals: groups, findings, and how proposals are read from attempts."""

import math

import pytest

from afterburner.core.attempt import Attempt, Judgement
from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.experiment.experiments.reward_sensitivity import (
    WEIGHTINGS,
    finding,
    groups_of,
    reward_figures,
    reward_tables,
)
from afterburner.experiment.proposed import LEAST_NOISE, Proposed, proposed_in
from afterburner.metrics.reward import Judged, Weights
from afterburner.policy.prompt import reply

PAPER = Weights()


def proposed(cost: float | None, *, round_: int = 1, form: bool = True, noise: float = 0.02, run: int = 0) -> Proposed:
    """Return a proposal made from a correct program that costs 1; None: it is wrong."""
    judged = Judged(
        is_well_formed=form,
        was_correct=True,
        is_correct=cost is not None,
        baseline=1.0,
        cost=cost,
        noise=noise,
    )
    return Proposed(condition="c", problem="p", round=round_, judged=judged, run=run)


def test_groups_are_rounds_of_runs_and_single_proposals_are_none() -> None:
    made = [proposed(0.5, round_=number, run=run) for run in (0, 1) for number in (1, 1, 2, 3, 3)]
    groups = groups_of(made)
    assert [(len(group.proposed), group.progress) for group in groups] == [(2, 0), (2, 1), (2, 0), (2, 1)]


def test_the_fastest_gets_the_highest_reward() -> None:
    (group,) = groups_of([proposed(0.5), proposed(0.8), proposed(None)])
    # 0.2 + 0.25 + 0.3 tanh(0.5), the same with tanh(0.2), and 0.2 - 0.5
    expected = [0.45 + 0.3 * math.tanh(0.5), 0.45 + 0.3 * math.tanh(0.2), -0.3]
    assert group.rewards(PAPER) == pytest.approx(expected)
    found = finding([group], PAPER)
    assert (found.hits, found.wrong, found.correlation) == (1, 0, pytest.approx(1))
    mean = sum(expected) / 3
    assert found.spread == pytest.approx(math.sqrt(sum((one - mean) ** 2 for one in expected) / 3))


def test_a_low_weight_of_correctness_prefers_what_is_wrong_to_what_is_slow() -> None:
    # slow, accepted, badly formed: 0.15 - 0.5 tanh(1) = -0.23; wrong and well formed: 0.2 - 0.3 = -0.1
    groups = groups_of([proposed(3.0, form=False), proposed(None)])
    low = Weights(correctness=0.3, efficiency_first=0.5)
    assert finding(groups, low).wrong == 1
    assert finding(groups, low).hits == 0
    assert finding(groups, PAPER).wrong == 0


def test_equal_rewards_count_in_part() -> None:
    # within noise both save nothing: the same reward, though one of them is really the cheapest
    found = finding(groups_of([proposed(1.01), proposed(0.5, noise=0.5)]), PAPER)
    assert (found.hits, found.wrong) == (0.5, 0)
    # 0.45 twice, and 0.25 + 0.3 tanh(0.5) = 0.39 for the cheapest, which is badly formed
    assert finding(groups_of([proposed(0.99), proposed(0.985), proposed(0.5, form=False)]), PAPER).hits == 0
    ties = groups_of([proposed(0.5), proposed(0.505), proposed(0.9)])
    assert finding(ties, PAPER).hits == 1  # 1 % apart, noise 2 %: both are the best


def test_groups_without_an_accepted_proposal_have_no_best() -> None:
    found = finding(groups_of([proposed(None), proposed(None)]), PAPER)
    assert (found.hits, found.wrong, found.correlation, found.spread) == (None, None, None, 0)
    assert finding([], PAPER).spread is None


def test_the_weight_of_efficiency_rises_over_the_rounds_of_a_run() -> None:
    first, last = groups_of([proposed(0.5, round_=number) for number in (1, 1, 5, 5)])
    gain = math.tanh(0.5)
    assert first.rewards(PAPER)[0] == pytest.approx(0.45 + 0.3 * gain)
    assert last.rewards(PAPER)[0] == pytest.approx(0.45 + 0.5 * gain)


def test_the_table_has_every_weighting_and_the_paper_s_first() -> None:
    (table,) = reward_tables([proposed(0.5), proposed(0.8), proposed(None)])
    assert [row[0] for row in table.rows] == list(WEIGHTINGS)
    assert len(WEIGHTINGS) == 10
    assert next(iter(WEIGHTINGS.values())) == PAPER
    assert "1 groups of at least two proposals, 1 of them" in table.note
    (figure,) = reward_figures([proposed(0.5), proposed(0.8), proposed(None)])
    assert len(figure.marks) == 20
    assert reward_figures([]) == ()
    (empty,) = reward_tables([])
    assert all(row[1:] == [None, None, None, None] for row in empty.rows)


def attempt(number: int, round_: int, parent: int | None, cpu_s: float | None, **changed: object) -> Attempt:
    """Return an attempt that took ``cpu_s`` within 5 %; None: it is wrong."""
    seen = None
    if cpu_s is not None:
        interval = Estimate(estimate=cpu_s, low=0.95 * cpu_s, high=1.05 * cpu_s)
        seen = Measurement(quantities={Quantity.CPU_S: interval}, repeats=5)
    verdict = Verdict.WRONG_ANSWER if cpu_s is None else Verdict.ACCEPTED
    usual: dict[str, object] = {
        "id": str(number),
        "problem_id": "p",
        "objective": Objective.TIME,
        "solution": Solution(code=f"print({number})\n"),
        "judgement": Judgement(verdict=verdict, passed=1, total=2, measurement=seen),
        "round": round_,
        "parent": None if parent is None else str(parent),
    }
    return Attempt(**{**usual, **changed})


def test_proposals_are_read_from_attempts_with_their_parents() -> None:
    good = reply("Use a set.", Solution(code="print(1)\n"))
    attempts = [
        attempt(0, 0, None, 2.0),
        attempt(1, 1, 0, 1.0, extra={"reply": good}),
        attempt(2, 1, 0, None, extra={"reply": "I can't."}),
        attempt(3, 2, 1, 0.5),
    ]
    first, second, third = proposed_in(attempts, condition="c", run=1)
    # half widths 0.1 and 0.05 over a baseline of 2
    noise = pytest.approx(math.hypot(0.1, 0.05) / 2)
    assert first.judged == Judged(
        is_well_formed=True, was_correct=True, is_correct=True, baseline=2.0, cost=1.0, noise=noise
    )
    assert (first.condition, first.problem, first.round, first.run) == ("c", "p", 1, 1)
    assert (second.judged.is_well_formed, second.judged.is_correct, second.judged.cost) == (False, False, None)
    assert (third.judged.baseline, third.judged.is_well_formed, third.round) == (1.0, True, 2)


def test_a_proposal_from_nothing_or_from_what_is_wrong_has_no_baseline() -> None:
    attempts = [attempt(0, 1, None, 2.0), attempt(1, 1, None, None), attempt(2, 2, 1, 1.0)]
    found = [one.judged for one in proposed_in(attempts, condition="c")]
    assert [(one.was_correct, one.baseline, one.noise) for one in found] == [(False, None, LEAST_NOISE)] * 3
    assert [one.is_correct for one in found] == [True, False, True]
