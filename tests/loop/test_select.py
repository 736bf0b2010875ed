"""Who seeds the next round: laws over any history of attempts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop.select import MOST_CHALLENGERS, WORTH_A_DUEL, best, challengers
from tests.strategies import attempt_of, attempts, compared

quick = settings(max_examples=60, deadline=None)


def speed(attempt):
    return 1 / attempt.judgement.measurement.quantities[Quantity.CPU_S].estimate


@st.composite
def chains(draw):
    """Histories as the loop makes them: each round starts from the best, and a duel says the truth."""
    made = [attempt_of(0, cpu_s=1.0)]
    for number in range(1, draw(st.integers(min_value=1, max_value=12))):
        seed = best(made)
        ratio = draw(st.none() | st.floats(min_value=0.2, max_value=5))
        cpu_s = 1 / (speed(seed) * (ratio or 1))
        settled = {} if ratio is None else {"duel": compared(ratio), "rival": seed.id, "improved": ratio > 1.02}
        verdict = Verdict.ACCEPTED if ratio else draw(st.sampled_from(Verdict))
        made.append(attempt_of(number, cpu_s=cpu_s, verdict=verdict, parent=seed.id, **settled))
    return made


@quick
@given(chains())
def test_the_best_never_gets_worse(history):
    speeds = [speed(best(history[: n + 1])) for n in range(len(history))]
    assert speeds == sorted(speeds)


@quick
@given(chains())
def test_the_best_is_the_given_one_or_was_accepted_and_improved(history):
    chosen = best(history)
    assert chosen is history[0] or (chosen.improved and chosen.judgement.verdict is Verdict.ACCEPTED)


def test_a_first_pass_that_looks_quick_is_no_reason_to_be_the_best():
    assert best([attempt_of(0, cpu_s=1.0), attempt_of(1, cpu_s=0.001)]).id == "0"


@quick
@given(attempts())
def test_challengers_are_accepted_undecided_promising_and_sorted(history):
    seed, others = history[0], history[1:]
    chosen = challengers(others, seed, Quantity.CPU_S)
    speeds = [speed(attempt) for attempt in chosen]
    assert speeds == sorted(speeds, reverse=True)
    assert len(chosen) <= MOST_CHALLENGERS
    assert all(attempt.judgement.verdict is Verdict.ACCEPTED for attempt in chosen)
    assert all(attempt.duel is None for attempt in chosen)
    assert all(one >= WORTH_A_DUEL * speed(seed) * (1 - 1e-9) for one in speeds)


@quick
@given(attempts())
def test_no_candidate_that_is_left_out_is_more_promising_than_a_challenger(history):
    seed, others = history[0], history[1:]
    chosen = challengers(others, seed, Quantity.CPU_S)
    left = [a for a in others if a not in chosen and a.duel is None and a.judgement.verdict is Verdict.ACCEPTED]
    bar = min(map(speed, chosen)) if len(chosen) == MOST_CHALLENGERS else WORTH_A_DUEL * speed(seed)
    assert all(speed(attempt) <= bar * (1 + 1e-9) for attempt in left)


def test_a_quantity_that_was_not_measured_promises_nothing():
    assert challengers([attempt_of(1, cpu_s=0.1)], attempt_of(0), Quantity.PEAK_BYTES) == []
