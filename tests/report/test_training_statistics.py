"""The numbers of a training run, against numbers computed by hand; and which rollouts are worth reading."""

import json
import math
import statistics as by_hand
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError
from afterburner.core.measurement import Estimate
from afterburner.core.rollout import Flag, RewardParts, Signal
from afterburner.loop.rollouts import RolloutArchive
from afterburner.report import training_statistics as of
from afterburner.report.training_choice import LEAST_GAINS, MOST_BEST, Choice, Top
from afterburner.report.training_figures import SIGNAL_WORDS
from afterburner.report.training_log import read_log, thinned
from afterburner.report.training_statistics import Statistics

from training_samples import failed, masked, rollout, sample_rollouts  # isort: skip


@pytest.fixture
def entries_of(tmp_path):
    def entries(made):
        with closing(RolloutArchive(tmp_path / "rollouts.sqlite")) as archive:
            archive.append(made)
            return list(archive.entries())

    return entries


def rewarded(total, *, step=0, place=0, sample=0, **changes):
    parts = RewardParts(total=total, form=0.2, correctness=0.3, efficiency=total - 0.5)
    return rollout(step, sample, place=place, parts=parts, **changes)


def test_sums_of_a_group_are_those_of_its_rollouts(entries_of):
    flag = Flag(kind="constant_answer", detail="prints 42")
    made = [
        rollout(0, 0, times=2.0),
        rollout(0, 1, times=8.0, code="the same\n"),
        rollout(0, 2, times=0.5, code="the same\n"),
        rollout(0, 3, times=1000.0, flags=(flag,)),
        failed(0, 4, kind=3),
        masked(0, 5),
    ]
    group = Statistics(entries_of(made)).groups["0/0"]
    assert (group.rollouts, group.masked, group.flagged, group.rewarded) == (6, 1, 1, 5)
    assert (group.correct, group.better, group.gains, group.well_formed) == (4, 2, 3, 4)
    assert math.exp(group.log_gain / 3) == pytest.approx(2.0)
    assert of.mean([group], of.CORRECT) == pytest.approx(4 / 5)
    assert of.mean([group], of.MASKED) == pytest.approx(1 / 6)
    assert of.mean([group], of.DISTINCT) == pytest.approx(4 / 5)
    assert of.gain_of([group]) == pytest.approx(2.0)
    assert (group.judging_s, group.program_cpu_s) == (pytest.approx(1.8), pytest.approx(1.5))


def test_the_interval_of_groups_of_one_size_is_students_over_their_means(entries_of):
    means = [0.1, 0.4, 0.2, 0.6, 0.2]
    made = [
        rewarded(mean + shift, place=place, sample=sample)
        for place, mean in enumerate(means)
        for sample, shift in enumerate((-0.05, 0.05))
    ]
    found = of.mean(list(Statistics(entries_of(made)).groups.values()), of.TOTAL)
    half = 2.7764451 * by_hand.stdev(means) / math.sqrt(5)  # Student's quantile for 4 degrees
    assert found.estimate == pytest.approx(0.3)
    assert (found.low, found.high) == (pytest.approx(0.3 - half), pytest.approx(0.3 + half))


def test_few_groups_have_no_interval_and_none_no_mean(entries_of):
    made = [rewarded(0.5, place=place) for place in range(of.LEAST_GROUPS - 1)]
    groups = list(Statistics(entries_of(made)).groups.values())
    assert of.mean(groups, of.TOTAL) == pytest.approx(0.5)
    assert of.mean([], of.TOTAL) is None
    assert of.gain_of(list(Statistics(entries_of([failed(3)])).groups.values())[3:]) is None


def test_shares_have_intervals_within_0_and_1(entries_of):
    made = [rollout(0, 0, place=place) for place in range(7)] + [failed(0, 0, place=7)]
    found = of.share_of(list(Statistics(entries_of(made)).groups.values()), of.CORRECT)
    assert found.high == 1.0
    assert 0 < found.low < found.estimate == 7 / 8


def test_spans_are_in_order_and_lose_no_group(entries_of):
    made = [rollout(step, 0, place=place) for step in (7, 3, 5, 0, 12) for place in range(2)]
    statistics = Statistics(entries_of(made))
    spans = statistics.spans(2)
    assert [(span.first, span.last, span.steps, span.name) for span in spans] == [
        (0, 5, 3, "0 to 5"),
        (7, 12, 2, "7 to 12"),
    ]
    assert sum(len(span.groups) for span in spans) == len(statistics.groups) == 10
    assert [span.name for span in statistics.spans(60)] == ["0", "3", "5", "7", "12"]


def test_what_failed_and_what_was_masked_is_counted_by_reason(entries_of):
    made = [failed(0, n, kind=n % 2) for n in range(5)] + [masked(1, n, why=f"why {n % 2}") for n in range(3)]
    statistics = Statistics(entries_of(made))
    assert statistics.failures == Counter({("wrong answer", "different"): 3, ("time limit exceeded", "cpu"): 2})
    assert statistics.masked == Counter({"why 0": 2, "why 1": 1})


def test_flags_are_counted_by_step_with_what_they_earned(entries_of):
    flag = Flag(kind="constant_answer", detail="prints 42")
    made = [
        rewarded(0.5, step=1, flags=(flag, flag)),
        rewarded(0.9, step=4, flags=(flag,)),
        failed(4, 1, flags=(flag, Flag(kind="security_violation", detail="socket"))),
        rollout(4, 2),
    ]
    statistics = Statistics(entries_of(made))
    assert [kind for kind, _sums in statistics.flags_by_count()] == ["constant_answer", "security_violation"]
    sums = statistics.flags["constant_answer"]
    assert (sums.by_step, sums.rollouts, sums.correct) == (Counter({4: 2, 1: 1}), 3, 2)
    assert sums.reward == pytest.approx((0.5 + 0.9 - 0.3) / 3)


def test_rewards_that_are_no_numbers_spoil_no_mean(entries_of):
    broken = RewardParts(total=math.nan, form=0.2, correctness=math.inf, efficiency=0.0)
    endless = Estimate(estimate=math.inf, low=math.nan, high=math.inf)
    made = [rewarded(0.5), rollout(0, 1, parts=broken, gain=endless)]
    group = Statistics(entries_of(made)).groups["0/0"]
    assert (group.rewarded, group.gains) == (1, 1)
    assert of.mean([group], of.TOTAL) == 0.5


def chosen(entries):
    choice = Choice()
    for entry in entries:
        choice.take(entry)
    return choice, {one.title: one.numbers for one in choice.odd(Statistics(entries))}


def test_the_best_have_the_largest_certain_gain_no_flag_and_each_another_program(entries_of):
    wide = Estimate(estimate=50.0, low=1.1, high=500.0)
    flag = (Flag(kind="implausible_speedup", detail="x"),)
    made = [
        rollout(0, 0, times=3.0),
        rollout(0, 1, times=5.0, code="one\n"),
        rollout(0, 2, times=6.0, code="one\n"),
        rollout(0, 3, gain=wide),
        rollout(0, 4, times=900.0, flags=flag),
        failed(0, 5),
        masked(0, 6),
    ]
    choice, _odd = chosen(entries_of(made))
    assert list(choice.best()) == [3, 1, 4]
    assert list(choice.flagged("implausible_speedup")) == [5]
    assert list(choice.flagged("another")) == []


def test_each_kind_of_oddity_is_found(entries_of):
    flag = (Flag(kind="constant_answer", detail="x"),)
    group = [rewarded(0.5, place=9, sample=n, times=2.0, step=9) for n in range(LEAST_GAINS)]
    group[3] = rewarded(-1.0, place=9, sample=3, times=2.0, step=9)
    made = [
        *group,
        rollout(0, 0, place=9, times=40.0),
        rollout(0, 1, completion="x"),
        failed(0, 2, completion="y" * 5000),
        rewarded(0.9, sample=3, flags=flag),
        rewarded(0.7, sample=4, flags=flag),
    ]
    entries = entries_of(made)
    _choice, odd = chosen(entries)
    number = {(entry.group, entry.sample): entry.number for entry in entries}
    assert list(odd["Flagged, and rewarded the most"]) == [number["0/0", 3], number["0/0", 4]]
    assert list(odd["Gains far above the others of their problem"]) == [number["0/9", 0]]
    assert odd["Far from the others of their group"][0] == number["9/9", 3]
    assert odd["The shortest correct ones"][0] == number["0/0", 1]
    assert odd["The longest"][0] == number["0/0", 2]


def test_kinds_of_which_there_are_none_are_left_out(entries_of):
    _choice, odd = chosen(entries_of([failed(0, 0, kind=3)]))
    assert set(odd) == {"The longest"}


def test_top_keeps_the_highest_of_each_key_and_the_earlier_of_equals():
    top = Top(3)
    for number in range(1000):
        top.take(number % 100, number, number % 50)
    assert list(top.numbers()) == [99, 98, 97]


def test_a_long_run_keeps_few(entries_of):
    choice, _odd = chosen(entries_of(sample_rollouts(steps=30)))
    assert len(choice.best()) == MOST_BEST


def test_signals_are_those_of_the_groups(entries_of):
    made = [replace(rollout(0, n, place=n), signal=signal) for n, signal in enumerate(Signal)]
    statistics = Statistics(entries_of(made))
    assert [group.signal for group in statistics.groups.values()] == list(Signal)
    assert of.mean(list(statistics.groups.values()), of.SIGNAL).estimate == pytest.approx(1 / len(Signal))


def test_a_log_has_its_numbers_by_step_and_a_later_line_wins(tmp_path):
    path = tmp_path / "log.jsonl"
    lines = [
        {"step": 2, "loss": 1.5, "note": "text", "flag": True},
        {"step": 1, "loss": 2.0},
        {"step": 2, "loss": 1.0},
        {"step": 2, "eval_loss": 3},
        {"step": 3, "loss": math.nan, "grad_norm": math.inf},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"step": 4, "lo', "utf-8")
    log = read_log(path)
    assert log.values == {"loss": [(1.0, 2.0), (2.0, 1.0)], "eval_loss": [(2.0, 3.0)]}
    assert log.broken == {"loss": 3.0, "grad_norm": 3.0}
    assert (log.last_step, log.last("loss"), log.last("another")) == (2.0, 1.0, None)


def test_a_log_that_is_not_there_is_empty(tmp_path):
    assert read_log(tmp_path / "log.jsonl").last_step is None


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"step": "1"}', '{"step": NaN}', '{"step": true}'])
def test_a_broken_line_of_a_log_is_named(tmp_path, line):
    path = tmp_path / "log.jsonl"
    path.write_text(f'{{"step": 1}}\n{line}\n', "utf-8")
    with pytest.raises(DataError, match="line 2") as caught:
        read_log(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_thinned_points_keep_the_mean_and_the_end():
    points = [(float(n), float(n)) for n in range(1000)]
    few = thinned(points, 100)
    assert len(few) == 100
    assert few[0] == (9.0, 4.5)
    assert few[-1][0] == 999.0
    assert thinned(points[:5], 100) == points[:5]
    assert thinned([], 100) == []


def test_every_signal_has_its_words():
    assert set(SIGNAL_WORDS) == set(Signal)
