"""Rewards of a group, against numbers worked out by hand; then laws."""

import math
import random
from dataclasses import replace
from statistics import mean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.rollout import Signal
from afterburner.metrics.reward import Weights
from afterburner.train.reward import Efficiency, Graded, RewardConfig, rewards, signal_of

PLAIN = RewardConfig(noise_aware=False)
SHAKE = (1.0, 1.1, 0.9, 1.05, 0.95)
"""What a pass does to all programs of it."""


def graded(cost: float | None = None, *, baseline: float | None = None, **changed: object) -> Graded:
    """Return a correct, well-formed completion; its costs vary by pass as everybody's do, so a difference is certain."""
    usual: dict[str, object] = {
        "is_well_formed": True,
        "was_correct": True,
        "is_correct": True,
        "costs": () if cost is None else tuple(cost * shake for shake in SHAKE),
        "baselines": () if baseline is None else tuple(baseline * shake for shake in SHAKE),
    }
    return Graded(**{**usual, **changed})


FAILED = graded(is_correct=False)


def noisy(rng: random.Random, costs: list[float], *, baseline: float = 1.0, noise: float = 0.1) -> list[Graded]:
    def run(cost: float) -> tuple[float, ...]:
        return tuple(cost * shake * math.exp(rng.gauss(0, noise)) for shake in SHAKE)

    baselines = run(baseline)
    return [graded(costs=run(cost), baselines=baselines) for cost in costs]


def efficiencies(group, config=PLAIN, *, progress=0.0) -> list[float | None]:
    return [None if part is None else part.efficiency for part in rewards(group, config, progress=progress)]


def notes(group, config=PLAIN) -> list[str | None]:
    return [part.note for part in rewards(group, config, progress=0) if part is not None]


@pytest.mark.parametrize("noise_aware", [True, False])
def test_the_paper_s_sum_in_its_parts(noise_aware: bool) -> None:  # noqa: FBT001 - a parameter
    config = RewardConfig(noise_aware=noise_aware)
    (half,) = rewards([graded(1.0, baseline=2.0)], config, progress=0)
    # 0.2 + 0.5 * 0.5 + 0.3 * tanh(1/2), and at the end of training 0.5 * tanh(1/2).
    assert (half.form, half.correctness) == (0.2, 0.25)
    assert half.efficiency == pytest.approx(0.3 * 0.46211716)
    assert half.total == half.form + half.correctness + half.efficiency
    assert half.note is None
    (last,) = rewards([graded(1.0, baseline=2.0)], config, progress=1)
    assert last.efficiency == pytest.approx(0.5 * 0.46211716)


def test_the_transitions_and_the_form() -> None:
    group = [
        FAILED,
        graded(is_correct=False, was_correct=False, is_well_formed=False),
        graded(1.0, was_correct=False),
    ]
    parts = rewards(group, PLAIN, progress=0.5)
    assert [part.total for part in parts] == pytest.approx([0.2 - 0.5, -0.25, 0.2 + 0.5])
    assert [part.note for part in parts] == ["not_correct", "not_correct", "no_baseline"]


def test_the_logarithm_of_the_speed_up_goes_on_where_the_paper_s_saving_is_nearly_all() -> None:
    group = [graded(cost, baseline=1.0) for cost in (0.5, 0.25, 0.1, 2.0)]
    config = RewardConfig(efficiency=Efficiency.LOG_SPEEDUP, weights=Weights(efficiency_first=1.0))
    # tanh(log(x)) = (x^2 - 1) / (x^2 + 1)
    assert efficiencies(group, config) == pytest.approx([3 / 5, 15 / 17, 99 / 101, -3 / 5])


def test_the_cost_is_the_geometric_mean_over_passes() -> None:
    # Gains 2, 8 in two passes: 4; the saving is 3/4.
    group = [graded(costs=(1.0, 1.0), baselines=(2.0, 8.0))]
    assert efficiencies(group, RewardConfig(noise_aware=False)) == pytest.approx([0.3 * math.tanh(0.75)])


def test_a_difference_to_the_baseline_inside_its_interval_earns_nothing() -> None:
    # Ratios 1.5, 1.2, 0.9: the mean logarithm is 0.161, its error 0.15 at 2 degrees of freedom: 4.3 * 0.15 > 0.161.
    group = [graded(costs=(1.0, 1.0, 1.0), baselines=(1.5, 1.2, 0.9))]
    (part,) = rewards(group, RewardConfig(), progress=0)
    assert (part.efficiency, part.note) == (0.0, "within_noise")
    assert efficiencies(group)[0] > 0


def test_completions_that_can_not_be_told_apart_earn_what_their_pooled_cost_is_worth() -> None:
    baselines = (4.0, 4.0, 4.0, 4.0)
    a = graded(costs=(1.0, 1.2, 0.9, 1.0), baselines=baselines)
    b = graded(costs=(1.1, 0.9, 1.0, 1.1), baselines=baselines)
    far = graded(costs=(3.0, 3.1, 2.9, 3.0), baselines=baselines)
    first, second, third = efficiencies([a, b, far], RewardConfig())
    pooled = (1.0 * 1.2 * 0.9 * 1.0 * 1.1 * 0.9 * 1.0 * 1.1) ** (1 / 8)
    assert first == second == pytest.approx(0.3 * math.tanh((4 - pooled) / 4))
    assert third == pytest.approx(0.3 * math.tanh((4 - (3.0 * 3.1 * 2.9 * 3.0) ** (1 / 4)) / 4))


def test_what_is_cheaper_than_a_certain_gain_is_a_gain_too() -> None:
    costs = [(0.094, 0.625, 0.122), (0.215, 0.218, 0.219), (0.68, 0.50, 0.55), (0.99, 0.84, 0.66), (1.84, 1.56, 1.88)]
    group = [graded(costs=one, baselines=(1.06, 0.82, 0.76)) for one in costs]
    # The first two are a tier, so noisy that its own interval to the baseline holds 1: by itself it would earn nothing.
    assert efficiencies(group[:2], RewardConfig()) == [0.0, 0.0]
    first, second, third, fourth, last = efficiencies(group, RewardConfig())
    assert first == second > third == fourth > 0 > last


def test_one_pass_earns_only_beyond_a_factor_of_two() -> None:
    group = [graded(costs=(cost,), baselines=(1.0,)) for cost in (0.6, 1.9, 0.4)]
    config = RewardConfig()
    assert [notes([one], config)[0] for one in group] == ["within_noise", "within_noise", None]
    assert efficiencies([graded(costs=(0.25,), baselines=(1.0,))], config) == pytest.approx([0.3 * math.tanh(0.75)])


def test_beyond_is_the_share_of_references_that_is_beaten() -> None:
    config = RewardConfig(efficiency=Efficiency.BEYOND)
    group = [graded(1.0, beyond=0.8), graded(2.0, beyond=0.25), FAILED]
    assert efficiencies(group, config) == pytest.approx([0.24, 0.075, 0])
    assert notes([graded(1.0)], config) == ["no_distribution"]
    # One tier: its mean.
    assert efficiencies([graded(1.0, beyond=0.8), graded(1.01, beyond=0.6)], config) == pytest.approx([0.21, 0.21])


def test_ranks_are_among_the_correct_completions() -> None:
    config = RewardConfig(efficiency=Efficiency.RANK, weights=Weights(efficiency_first=1.0))
    group = [graded(3.0), FAILED, graded(1.0), graded(2.0)]
    assert efficiencies(group, config) == [-1.0, 0.0, 1.0, 0.0]
    # Two share the best place: of three, one costs more and none less: 1/2; the last one: -2/2.
    assert efficiencies([graded(1.0), graded(1.001), graded(2.0)], config) == [0.5, 0.5, -1.0]
    # The same program twice counts twice among the completions.
    assert efficiencies([graded(1.0), graded(2.0), graded(same_as=1)], config) == [1.0, -0.5, -0.5]


def test_one_that_is_alone_correct_has_no_rank() -> None:
    config = RewardConfig(efficiency=Efficiency.RANK)
    (part, _failed) = rewards([graded(1.0), FAILED], config, progress=0)
    assert (part.efficiency, part.note) == (0.0, "alone")
    assert notes([graded(1.0), graded(1.001)], config) == ["within_noise", "within_noise"]


def test_a_copy_has_the_costs_of_its_original_whatever_it_says() -> None:
    original = graded(1.0, baseline=2.0)
    for copy in (graded(same_as=0), graded(1.7, baseline=2.0, same_as=0)):
        for config in (PLAIN, RewardConfig()):
            first, second = efficiencies([original, copy], config)
            assert first == second == pytest.approx(0.3 * math.tanh(0.5))


def test_a_copy_of_what_was_masked_has_its_own() -> None:
    group = [graded(masked="sandbox"), graded(1.0, baseline=2.0, same_as=0), graded(same_as=1)]
    assert efficiencies(group) == [None, pytest.approx(0.3 * math.tanh(0.5)), pytest.approx(0.3 * math.tanh(0.5))]


def test_what_the_machine_failed_at_has_no_reward_and_no_part_in_the_others() -> None:
    faulty = graded(9.0, baseline=1.0, masked="the worker died")
    group = [graded(1.0, baseline=2.0), graded(3.0, baseline=2.0)]
    for efficiency in Efficiency:
        config = RewardConfig(efficiency=efficiency)
        alone, beside = rewards(group, config, progress=0), rewards([*group, faulty], config, progress=0)
        assert beside == [*alone, None]
    assert rewards([replace(faulty, costs=(math.nan,))], RewardConfig(), progress=0) == [None]


def test_correct_but_not_measured_is_said() -> None:
    assert notes([graded(), graded(1.0, baseline=2.0)]) == ["not_measured", None]


def test_passes_that_not_all_have_are_left_out() -> None:
    long = graded(costs=(1.0, 1.0, 64.0), baselines=(2.0, 2.0, 2.0))
    short = graded(costs=(1.0, 1.0), baselines=(2.0, 2.0))
    assert efficiencies([long, short]) == pytest.approx([0.3 * math.tanh(0.5)] * 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"costs": (0.0,)},
        {"costs": (-1.0,)},
        {"costs": (math.nan,)},
        {"costs": (math.inf,)},
        {"costs": (1.0,), "baselines": (0.0,)},
        {"costs": (1.0, 1.0), "baselines": (1.0,)},
        {"beyond": 1.2},
        {"same_as": 1},
        {"same_as": -1},
    ],
)
def test_what_is_out_of_its_range_is_an_error(wrong) -> None:
    group = [graded(1.0), graded(**wrong)]
    with pytest.raises(ValueError, match="completion 1"):
        rewards(group, RewardConfig(), progress=0)


def test_the_progress_is_a_share() -> None:
    with pytest.raises(ValueError, match="progress"):
        rewards([], RewardConfig(), progress=1.01)
    assert rewards([], RewardConfig(), progress=1.0) == []


@st.composite
def groups(draw) -> list[Graded]:
    passes = draw(st.integers(1, 5))
    runs = st.lists(st.floats(0.01, 100), min_size=passes, max_size=passes).map(tuple)
    baselines = draw(st.just(()) | runs)
    made = []
    for place in range(draw(st.integers(0, 8))):
        earlier = st.integers(0, place - 1) if place else st.nothing()
        same_as = draw(st.none() | earlier)
        usual = {"was_correct": bool(baselines), "masked": draw(st.sampled_from([None, None, None, "sandbox"]))}
        if same_as is not None:
            made.append(replace(made[same_as], same_as=same_as, masked=usual["masked"]))
            continue
        is_correct = draw(st.booleans())
        costs = draw(runs) if is_correct else ()
        beyond = draw(st.none() | st.floats(0, 1)) if is_correct else None
        made.append(
            Graded(
                is_well_formed=draw(st.booleans()),
                is_correct=is_correct,
                costs=costs,
                baselines=baselines if is_correct else (),
                beyond=beyond,
                **usual,
            )
        )
    return made


configs = st.builds(RewardConfig, efficiency=st.sampled_from(Efficiency), noise_aware=st.booleans())


@settings(deadline=None)
@given(groups(), configs, st.floats(0, 1))
def test_a_cheaper_program_never_earns_less(group, config, progress) -> None:
    parts = rewards(group, config, progress=progress)
    known = [
        (math.fsum(map(math.log, one.costs)), part.efficiency)
        for one, part in zip(group, parts, strict=True)
        if part is not None and one.costs
    ]
    if config.efficiency is Efficiency.BEYOND:
        return
    for cost, efficiency in known:
        for other_cost, other_efficiency in known:
            if cost < other_cost - 1e-9:
                assert efficiency >= other_efficiency - 1e-12


@settings(deadline=None)
@given(groups(), configs, st.floats(0, 1))
def test_parts_add_up_and_are_bounded_and_masks_hold(group, config, progress) -> None:
    parts = rewards(group, config, progress=progress)
    for one, part in zip(group, parts, strict=True):
        assert (part is None) == (one.masked is not None)
        if part is None:
            continue
        assert part.total == part.form + part.correctness + part.efficiency
        assert abs(part.efficiency) <= config.weights.efficiency(progress)
        if not one.is_correct:
            assert (part.efficiency, part.note) == (0, "not_correct")
        if part.note is not None and part.note != "within_noise":
            assert part.efficiency == 0
        if one.same_as is not None and (original := parts[one.same_as]) is not None:
            assert part == original
    assert signal_of(group, parts) in Signal


@settings(deadline=None)
@given(groups(), st.sampled_from(Efficiency))
def test_a_group_within_noise_or_equal_has_one_reward(group, efficiency) -> None:
    parts = rewards(group, RewardConfig(efficiency=efficiency), progress=0.5)
    if signal_of(group, parts) not in {Signal.SIGNAL, Signal.MASKED}:
        assert len({part.total for part in parts if part is not None}) == 1


def advantages(totals: list[float]) -> list[float]:
    """Return what TRL makes of rewards with ``scale_rewards="group"``."""
    return [
        (total - mean(totals)) / (pstdev(totals) * math.sqrt(len(totals) / (len(totals) - 1)) + 1e-4)
        for total in totals
    ]


def mean_advantage(config: RewardConfig, *, groups: int = 200) -> float:
    rng = random.Random(7)
    found = []
    for _ in range(groups):
        totals = [part.total for part in rewards(noisy(rng, [1.0] * 8), config, progress=0) if part is not None]
        found += map(abs, advantages(totals))
    return mean(found)


def test_eight_identical_programs_get_no_advantages() -> None:
    assert mean_advantage(PLAIN) > 0.7
    assert mean_advantage(RewardConfig()) < 0.05


def test_a_program_that_is_half_again_as_fast_gets_one() -> None:
    rng = random.Random(8)
    won = 0
    for _ in range(100):
        first, *others = efficiencies(noisy(rng, [1 / 1.5] + [1.0] * 7), RewardConfig())
        won += first > max(others)
    assert won > 90


def signal(group, config=None) -> Signal:
    config = config or RewardConfig()
    return signal_of(group, rewards(group, config, progress=0.5))


ONE = graded(1.0, baseline=2.0)
OTHER = graded(1.5, baseline=2.0)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([], Signal.MASKED),
        ([ONE], Signal.MASKED),
        ([ONE, graded(masked="x")], Signal.MASKED),
        ([FAILED, FAILED], Signal.ALL_FAILED),
        ([FAILED, replace(FAILED, is_well_formed=False)], Signal.SIGNAL),
        ([ONE, FAILED], Signal.SIGNAL),
        ([ONE, FAILED, graded(masked="x")], Signal.SIGNAL),
        ([ONE, graded(same_as=0)], Signal.ALL_EQUAL),
        ([ONE, ONE], Signal.ALL_EQUAL),
        ([graded(), graded()], Signal.ALL_EQUAL),
        ([ONE, graded(1.01, baseline=2.0)], Signal.WITHIN_NOISE),
        ([ONE, OTHER], Signal.SIGNAL),
        ([ONE, OTHER, OTHER], Signal.SIGNAL),
        ([graded(1.0), graded(2.0)], Signal.UNREWARDED),
        ([graded(5.0, baseline=1.0), graded(9.0, baseline=1.0)], Signal.UNREWARDED),
    ],
)
def test_what_a_group_teaches(group, expected) -> None:
    assert signal(group) is expected


def test_differences_that_are_noise_are_no_signal_even_where_the_reward_takes_them_for_one() -> None:
    group = [ONE, graded(1.01, baseline=2.0)]
    first, second = efficiencies(group)
    assert first > second
    assert signal(group, PLAIN) is Signal.WITHIN_NOISE
    assert signal([ONE, OTHER], PLAIN) is Signal.SIGNAL


def test_parts_are_those_of_the_group() -> None:
    with pytest.raises(ValueError, match="zip"):
        signal_of([ONE, ONE], [None])
