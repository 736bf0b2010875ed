"""Is b really better than a? Identical programs are not told apart, real differences are, and nobody waits for nothing."""

import random
from collections import Counter
from itertools import pairwise

import pytest

from afterburner.core.objective import Clock, Quantity
from afterburner.loop.referee import DUEL_LOOKS
from afterburner.measure.compare import LOOKS, Failed, Pair, Plan, compare
from tests.measure.worlds import NOISES, cost, world


def verdicts(noise, *, b, runs, **plan):
    """Count who is called the better one."""
    return Counter(
        compare(world(NOISES[noise](seed), b=b), Plan(seed=seed, **plan)).better(Quantity.CPU_S) for seed in range(runs)
    )


@pytest.mark.parametrize("noise", NOISES)
def test_identical_programs_are_no_different_at_least_99_times_in_100(noise):
    assert verdicts(noise, b=1.0, runs=200)[None] >= 198


@pytest.mark.parametrize("noise", ["two speeds", "slower from run to run", "who goes first pays"])
def test_identical_programs_are_no_different_in_a_duel_either(noise):
    assert verdicts(noise, b=1.0, runs=200, looks=DUEL_LOOKS)[None] >= 198


@pytest.mark.slow
@pytest.mark.parametrize("looks", [LOOKS, DUEL_LOOKS], ids=["LOOKS", "DUEL_LOOKS"])
@pytest.mark.parametrize("noise", NOISES)
def test_identical_programs_are_no_different_99_times_in_100_over_many_trials(noise, looks):
    assert verdicts(noise, b=1.0, runs=2000, looks=looks)[None] >= 1980


@pytest.mark.parametrize("b", [0.5, 2.0])
def test_twice_as_fast_is_decided_at_the_first_look(b):
    for seed in range(50):
        comparison = compare(world(NOISES["1 % noise"](seed), b=b), Plan(seed=seed))
        assert (comparison.better(Quantity.CPU_S), comparison.pairs) == ("b" if b < 1 else "a", LOOKS[0])


def test_five_percent_are_mostly_found_in_five_percent_noise_and_never_the_wrong_way_round():
    found = verdicts("5 % noise", b=1 / 1.05, runs=150)
    assert found["b"] > 75
    assert found["a"] == 0


@pytest.mark.parametrize("b", [1 / 1.01, 1.01])
def test_a_difference_too_small_to_matter_is_none_however_sure(b):
    comparison = compare(world(NOISES["1 % noise"](0), b=b), Plan(looks=(31,)))
    quiet = compare(world(iter(lambda: 1.0, None), b=b), Plan())
    assert comparison.better(Quantity.CPU_S) is None
    assert quiet.better(Quantity.CPU_S) is None
    assert quiet.ratios[Quantity.CPU_S].estimate == pytest.approx(1 / b)


def test_it_stops_early_when_there_is_nothing_to_find():
    assert compare(world(iter(lambda: 1.0, None)), Plan()).pairs == LOOKS[0]


def test_it_stops_at_the_last_look_when_noise_hides_everything():
    assert compare(world(NOISES["30 % noise"](1)), Plan()).pairs == LOOKS[-1]


def test_it_stops_at_looks_only():
    for seed in range(40):
        assert compare(world(NOISES["10 % noise"](seed), b=0.85), Plan()).pairs in LOOKS


def test_the_ratio_is_that_of_a_over_b_and_both_are_measured():
    comparison = compare(world(iter(lambda: 1.0, None), b=0.25), Plan())
    assert comparison.ratios[Quantity.CPU_S].estimate == pytest.approx(4.0)
    assert comparison.a.quantities[Quantity.CPU_S].estimate == pytest.approx(1.0)
    assert comparison.b.quantities[Quantity.CPU_S].estimate == pytest.approx(0.25)
    assert comparison.a.repeats == comparison.b.repeats == comparison.pairs


def test_the_clock_of_the_plan_is_reported():
    assert compare(world(iter(lambda: 1.0, None)), Plan(clock=Clock.WALL)).a.clock is Clock.WALL


@pytest.mark.parametrize("b", [1.0, 1 / 1.05, 0.5])
def test_the_reported_interval_holds_the_truth_95_times_in_100_however_early_it_stopped(b):
    covered = 0
    for seed in range(120):
        interval = compare(world(NOISES["10 % noise"](seed), b=b), Plan(seed=seed)).ratios[Quantity.CPU_S]
        covered += interval.low <= 1 / b <= interval.high
    assert covered >= 114


def test_what_is_decided_lies_inside_the_reported_interval():
    for seed in range(40):
        comparison = compare(world(NOISES["10 % noise"](seed), b=0.8), Plan(seed=seed))
        interval = comparison.ratios[Quantity.CPU_S]
        assert interval.low <= interval.estimate <= interval.high
        if comparison.better(Quantity.CPU_S) is not None:
            assert not interval.low <= 1 <= interval.high


def orders(plan, n):
    """Return who goes first in the first ``n`` pairs: True for b."""
    seen = []

    def measure_pair(b_first):
        seen.append(b_first)
        return Pair(a=cost(1.0 + len(seen) % 3), b=cost(1.0 + len(seen) % 2))

    compare(measure_pair, plan)
    return seen[:n]


def test_each_goes_first_equally_often_after_every_two_pairs():
    for seed in range(50):
        order = orders(Plan(seed=seed, looks=(30,)), 30)
        assert all(first != second for first, second in zip(order[::2], order[1::2], strict=True))


def test_who_begins_is_drawn_and_does_not_just_alternate():
    order = orders(Plan(looks=(30,)), 30)
    assert any(a == b for a, b in pairwise(order))
    assert len({orders(Plan(seed=seed, looks=(2,)), 2)[0] for seed in range(20)}) == 2


def test_the_same_seed_gives_the_same_order():
    assert orders(Plan(seed=7, looks=(20,)), 20) == orders(Plan(seed=7, looks=(20,)), 20)


def test_no_further_pair_is_begun_when_the_time_is_up_and_there_are_enough_for_a_look():
    comparison = compare(world(NOISES["30 % noise"](0), b=0.95), Plan(budget_s=0.0))
    assert comparison.pairs == Plan().looks[0]


def failing_after(pairs):
    done = []

    def measure_pair(_b_first):
        done.append(1)
        return Failed(reason="b: wrong_answer on test 3") if len(done) > pairs else Pair(a=cost(9.0), b=cost(1.0))

    return measure_pair


@pytest.mark.parametrize("pairs", [0, 1, 4, 7, 30])
def test_a_program_that_fails_while_it_is_measured_is_never_the_better_one(pairs):
    # Memory is never known, so it goes on although the difference in time was clear after five pairs.
    comparison = compare(failing_after(pairs), Plan(quantity=Quantity.PEAK_BYTES))
    assert comparison.failure == "b: wrong_answer on test 3"
    assert comparison.pairs == pairs
    assert all(comparison.better(quantity) is None for quantity in Quantity)


def test_every_quantity_has_its_own_ratio_and_decision():
    rng = random.Random(0)

    def measure_pair(_b_first):
        return Pair(
            a=cost(rng.lognormvariate(0, 0.2), peak_bytes=300, integral_byte_s=5.0),
            b=cost(rng.lognormvariate(0, 0.2), peak_bytes=100, integral_byte_s=50.0),
        )

    comparison = compare(measure_pair, Plan(quantity=Quantity.PEAK_BYTES))
    assert comparison.pairs == LOOKS[0]
    assert comparison.better(Quantity.PEAK_BYTES) == "b"
    assert comparison.better(Quantity.INTEGRAL_BYTE_S) == "a"
    assert comparison.better(Quantity.CPU_S) is None


def test_a_quantity_that_was_not_measured_once_is_missing():
    makers = iter([100, None, 100, 100, 100])
    comparison = compare(
        lambda _b_first: Pair(a=cost(1.0, peak_bytes=100), b=cost(1.0, peak_bytes=next(makers))), Plan()
    )
    assert Quantity.PEAK_BYTES not in comparison.ratios
    assert Quantity.PEAK_BYTES not in comparison.b.quantities
    assert comparison.better(Quantity.PEAK_BYTES) is None


def test_before_five_pairs_only_twice_as_good_is_believed():
    looks = {b: compare(world(NOISES["1 % noise"](3), b=b), Plan(looks=DUEL_LOOKS)).pairs for b in (0.2, 0.6)}
    assert looks == {0.2: 3, 0.6: 5}
