"""When the loop ends: budgets, and rounds that were shown to hold nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.attempt import Usage
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop.archive import Archive
from afterburner.loop.stop import Budget, StopReason, fruitless_rounds, spent
from tests.strategies import attempt_of, compared

quick = settings(max_examples=50, deadline=None)
usages = st.none() | st.builds(
    Usage,
    prompt_tokens=st.integers(0, 10_000),
    completion_tokens=st.integers(0, 10_000),
    cost_usd=st.none() | st.floats(0, 5),
    is_cached=st.booleans(),
)
REPLY = Usage(prompt_tokens=100, completion_tokens=50, cost_usd=0.25)


def archive_of(*rounds, given_usage=None):
    """Return an archive of the given program and rounds of replies that took this."""
    archive = Archive()
    archive.append(attempt_of(0, usage=given_usage))
    for number, replies in enumerate(rounds, start=1):
        for usage in replies:
            archive.append(attempt_of(1, round=number, usage=usage))
        archive.end_round()
    return archive


def budget(**limits):
    return Budget(**{"iterations": 99, "patience": 99, **limits})


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"iterations": 2}, StopReason.ITERATIONS),
        ({"most_samples": 3}, StopReason.SAMPLES),
        ({"most_tokens": 450}, StopReason.TOKENS),
        ({"most_usd": 0.75}, StopReason.MONEY),
        ({"seconds": 5.0, "started_s": -1e9}, StopReason.TIME),
        ({"patience": 2}, StopReason.NOTHING_IMPROVES),
    ],
)
def test_each_budget_stops_with_its_reason(limits, reason):
    assert budget(**limits)(archive_of([REPLY, REPLY], [REPLY])) is reason


@pytest.mark.parametrize(
    "limits",
    [
        {"iterations": 3},
        {"most_samples": 4},
        {"most_tokens": 451},
        {"most_usd": 0.76},
        {"seconds": 1e6},
        {"patience": 3},
    ],
)
def test_a_budget_that_is_not_reached_does_not_stop(limits):
    assert budget(**limits)(archive_of([REPLY, REPLY], [REPLY])) is None


def test_cached_replies_take_nothing():
    cached = replace(REPLY, is_cached=True)
    assert budget(most_tokens=151, most_usd=0.26)(archive_of([REPLY, cached, cached])) is None


@quick
@given(st.lists(usages, max_size=6))
def test_what_was_spent_is_the_sum_over_the_replies_that_were_paid_for(replies):
    paid = [usage for usage in replies if usage is not None and not usage.is_cached]
    told = spent([attempt_of(1, usage=usage) for usage in replies])
    assert told.replies == len(paid)
    assert told.tokens == sum(usage.prompt_tokens + usage.completion_tokens for usage in paid)
    assert told.usd == pytest.approx(sum(usage.cost_usd or 0 for usage in paid))


limits = st.fixed_dictionaries(
    {
        "most_samples": st.none() | st.integers(0, 12),
        "most_tokens": st.none() | st.integers(0, 100_000),
        "most_usd": st.none() | st.floats(0, 20),
    }
)


@quick
@given(st.lists(usages, max_size=6), limits, st.integers(1, 20))
def test_the_samples_that_are_left_are_one_at_least_and_never_more_than_wished(replies, most, wished):
    assert 1 <= budget(**most).samples_left(archive_of(replies), wished) <= wished


@quick
@given(st.lists(usages, max_size=6), limits, st.integers(1, 6), st.integers(1, 20))
def test_a_round_never_exceeds_the_most_samples(replies, most, room, wished):
    most_samples = len(replies) + room
    left = budget(**{**most, "most_samples": most_samples}).samples_left(archive_of(replies), wished)
    assert len(replies) + left <= most_samples


@pytest.mark.parametrize("most", [{"most_tokens": 4 * 150}, {"most_usd": 4 * 0.25}])
def test_what_the_next_replies_take_is_estimated_by_the_mean(most):
    assert budget(**most).samples_left(archive_of([REPLY]), 20) == 3


def without_gain(number, **fields):
    """Return an attempt of that round that was shown to be no better."""
    return attempt_of(number, round=number, duel=compared(0.9), rival="0", **fields)


def undecided(number, *, estimate, high):
    duel = compared(estimate, decided=False)
    ratio = Estimate(estimate=estimate, low=0.5, high=high)
    return attempt_of(number, round=number, duel=replace(duel, ratios={Quantity.CPU_S: ratio}), rival="0")


def fruitless(*later):
    history = [attempt_of(0), *later]
    return fruitless_rounds(history, max(attempt.round for attempt in history), Quantity.CPU_S)


def test_rounds_without_an_improvement_are_counted_from_the_last_on():
    assert fruitless(without_gain(1), attempt_of(2, round=2, verdict=Verdict.WRONG_ANSWER), without_gain(3)) == 3


def test_an_improvement_begins_the_count_anew():
    improved = attempt_of(2, round=2, duel=compared(2.0), rival="0", improved=True)
    assert fruitless(without_gain(1), improved, without_gain(3)) == 1
    assert fruitless(without_gain(1), improved) == 0


def test_a_round_with_a_promising_duel_that_is_undecided_does_not_count():
    assert fruitless(without_gain(1), undecided(2, estimate=1.2, high=1.5), without_gain(3)) == 2


@pytest.mark.parametrize(("estimate", "high"), [(1.001, 1.5), (0.9, 1.1), (0.98, 1.0)])
def test_a_round_whose_duel_has_little_to_promise_counts(estimate, high):
    assert fruitless(undecided(1, estimate=estimate, high=high)) == 1


def test_a_duel_that_could_not_be_finished_is_not_open():
    open_one = undecided(1, estimate=1.2, high=1.5)
    failed = replace(open_one, duel=replace(open_one.duel, failure="a run failed"))
    assert fruitless(failed) == 1


def test_the_round_of_the_baseline_does_not_count():
    first = attempt_of(1, round=1)
    history = [attempt_of(0, verdict=Verdict.WRONG_ANSWER), first, without_gain(2)]
    assert fruitless_rounds(history[:2], 1, Quantity.CPU_S) == 0
    assert fruitless_rounds(history, 2, Quantity.CPU_S) == 1


def test_a_round_without_proposals_counts_neither_way():
    assert fruitless(without_gain(1), without_gain(3)) == 2
