# ruff: noqa: PLC0415 -- heavy packages that only slow tests have

import math
import os
import signal
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.rollout import Signal
from afterburner.core.status import Verdict
from afterburner.loop.rollouts import RolloutArchive
from afterburner.policy.hugging_face_model import HuggingFaceModel
from afterburner.policy.model import Call, Sampling
from afterburner.train import checkpoints, stages
from afterburner.train.config import GrpoSection, LoraSection, Stage
from afterburner.train.grading import Outcome
from afterburner.train.reward import Graded
from tests.train import tiny
from tests.train.test_trainers import LORA, StoppedError, same, stop_at, weights

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


class FakeGrader:
    """Calls a completion correct that says ``return``, and dearer with each ``for``; notes what it was asked and when."""

    def __init__(self, judge=None, *, known=("p0", "p1", "p2")) -> None:
        self.problems = dict.fromkeys(known)
        self.judge = judge or self.usual
        self.begun: list[tuple[float, object, str]] = []
        self.groups: list[tuple[float, object]] = []
        self.graded: list[list] = []

    def begin(self, truth, completion):
        self.begun.append((time.monotonic(), truth, completion))

    def begin_group(self, asked):
        self.groups.append((time.monotonic(), asked))

    def grade(self, groups):
        self.graded.append(groups)
        return [[self.judge(asked.truth, text) for text in asked.completions] for asked in groups]

    @staticmethod
    def usual(_truth, text, *, masked=None):
        is_correct = "return" in text.split()
        cost = 1.0 + text.split().count("for")
        costs = tuple(cost * pass_ for pass_ in (1.0, 1.01, 0.99, 1.0, 1.02)) if is_correct else ()
        baselines = (2.0,) * 5 if is_correct else ()
        graded = Graded(
            is_well_formed="(" in text,
            was_correct=True,
            is_correct=is_correct,
            costs=costs,
            baselines=baselines,
            masked=masked,
        )
        verdict = Verdict.ACCEPTED if is_correct else Verdict.WRONG_ANSWER
        return Outcome(graded=graded, code=text, verdict=verdict)


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    for package in ("torch", "trl", "tensorboard"):
        pytest.importorskip(package)
    return tiny.save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def folder(tmp_path) -> tiny.TinyFolder:
    return tiny.TinyFolder(tmp_path / "out")


def config_of(model, tmp_path, *, count=12, lora=None, trl=None, grpo=None, data=None, **training):
    data = data or tiny.write_data(tmp_path, Stage.GRPO, count=count)
    section = GrpoSection(**({"rollouts": 4} | (grpo or {})))
    return tiny.config_for(Stage.GRPO, model, data, lora=lora, grpo=section, trl=trl, **training)


def rollouts_of(folder):
    with closing(RolloutArchive(folder.rollouts, read_only=True)) as archive:
        return list(archive.rollouts())


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_grpo_trains_and_what_comes_of_it_is_a_policy(lora, model, tmp_path, folder):
    config = config_of(model, tmp_path, lora=lora, steps=6, learning_rate=3e-3)
    trained = stages.run(config, folder, grader=FakeGrader())
    assert trained.steps == 6
    lines = folder.lines()
    assert [line["step"] for line in lines] == [1, 2, 3, 4, 5, 6]
    for name in (
        "reward",
        "reward/form",
        "reward/correctness",
        "reward/efficiency",
        "groups/signal",
        "groups/all_failed",
    ):
        assert all(name in line for line in lines), name
    assert lines[0]["groups/without_signal"] == pytest.approx(1 - lines[0]["groups/signal"])
    assert not same(weights(folder.model), weights(model))
    policy = HuggingFaceModel(folder.model, sampling=Sampling(temperature=0, most_tokens=8), device="cpu")
    (answer,) = policy.complete([Call(prompt="make it faster", sample=0)], keep=lambda *_: None)
    assert answer.outcome.usage.prompt_tokens == 6
    rollouts = rollouts_of(folder)
    assert len(rollouts) == 6 * 8
    assert Counter(one.step for one in rollouts) == dict.fromkeys(range(6), 8)
    assert all(size == 4 for size in Counter(one.group for one in rollouts).values())
    for group in {one.group for one in rollouts}:
        assert len({(one.prompt, one.problem) for one in rollouts if one.group == group}) == 1


def test_it_learns_what_is_rewarded(model, tmp_path, folder):
    config = config_of(
        model,
        tmp_path,
        count=24,
        steps=20,
        batch=32,
        completion_tokens=10,
        learning_rate=1e-2,
        save_steps=100,
        grpo={"rollouts": 8},
    )
    stages.run(config, folder, grader=FakeGrader())
    lines = folder.lines()
    assert lines[-1]["rollouts/correct"] > 2 * lines[0]["rollouts/correct"]
    assert lines[-1]["reward"] > lines[0]["reward"] + 0.2


@pytest.mark.parametrize(("lora", "stopped"), [(None, 3), (LORA, 5), (None, 8)], ids=["full", "lora", "epoch 3"])
def test_a_stopped_run_goes_on_to_the_same_end(lora, stopped, model, tmp_path, folder):
    # Three steps an epoch: the second and third epoch begin at steps 4 and 7.
    lora = lora and LoraSection(rank=4, dropout=0.1)
    config = config_of(model, tmp_path, count=6, lora=lora, steps=9, grpo={"dynamic_sampling": True})
    whole = tiny.TinyFolder(tmp_path / "whole")
    stages.run(config, whole, grader=FakeGrader())
    with pytest.raises(StoppedError):
        stages.run(config, folder, progress=stop_at(stopped), grader=FakeGrader())
    stages.run(config, folder, grader=FakeGrader())

    def lasting(lines):
        return [{k: v for k, v in line.items() if "time" not in k and not k.startswith("judging/")} for line in lines]

    assert lasting(folder.lines()) == lasting(whole.lines())
    assert same(weights(folder.model), weights(whole.model))
    assert rollouts_of(folder) == rollouts_of(whole)


def test_judging_begins_before_generation_ends(model, tmp_path, folder, monkeypatch):
    from afterburner.train import grpo_trainer

    monkeypatch.setattr(grpo_trainer, "CHUNK_ROWS", 8)
    spans, original = [], grpo_trainer.Grpo._generate

    def timed(self, prompts):
        begun = time.monotonic()
        made = original(self, prompts)
        spans.append((begun, time.monotonic(), made))
        return made

    monkeypatch.setattr(grpo_trainer.Grpo, "_generate", timed)
    grader = FakeGrader()
    stages.run(config_of(model, tmp_path, steps=2, batch=16, completion_tokens=60), folder, grader=grader)
    for (begun, ended, made), judged in zip(spans, grader.graded, strict=True):
        early = [text for when, _truth, text in grader.begun if begun <= when <= ended]
        texts = [completion[0]["content"] for completion in made[3]]
        whole = [text for text, ids in zip(texts, made[1], strict=True) if len(ids) < 60]
        assert sorted(early) == sorted(whole)
        assert len(whole) > len(texts) // 2
        # Long before: rows end one after the other, and not all together at the end.
        first = min(when for when, *_ in grader.begun if when >= begun)
        assert first - begun < 0.5 * (ended - begun)
        # Of four groups, two are measured while the other two are written.
        groups = [(when, asked) for when, asked in grader.groups if begun <= when <= ended]
        assert len(groups) == 4
        assert groups[1][0] < max(when for when, *_ in grader.begun if when <= ended)
        # What the reward asks for then is what was begun: by content, and by what was cut.
        assert [(one.truth, tuple(one.completions), tuple(one.was_cut)) for one in judged] == [
            (one.truth, tuple(one.completions), tuple(one.was_cut)) for _when, one in groups
        ]


def test_a_slow_judge_works_beside_generation(model, tmp_path, folder):
    """The judge takes 10 ms a completion in a thread of its own; most of it is over when the reward is asked for."""

    class Slow(FakeGrader):
        def __init__(self):
            super().__init__()
            self.done = []
            self.left_at_grade = []

        def begin(self, truth, completion):
            super().begin(truth, completion)
            threading.Timer(0.01, self.done.append, [completion]).start()

        def grade(self, groups):
            self.left_at_grade.append(len(self.begun) - len(self.done))
            return super().grade(groups)

    grader = Slow()
    stages.run(config_of(model, tmp_path, steps=2, batch=16, completion_tokens=60), folder, grader=grader)
    assert len(grader.begun) > 16
    assert all(left < 8 for left in grader.left_at_grade)


def test_groups_without_signal_are_drawn_anew(model, tmp_path):
    shares = {}
    for is_dynamic in (False, True):
        folder = tiny.TinyFolder(tmp_path / str(is_dynamic))
        # Half of the prompts can't be answered correctly, so that their groups fail alike.
        grader = FakeGrader(lambda truth, text: FakeGrader.usual(truth, text if truth.problem != "p0" else "if"))
        grpo = {"dynamic_sampling": is_dynamic, "most_draws": 4}
        config = config_of(model, tmp_path, count=30, steps=6, batch=16, grpo=grpo)
        stages.run(config, folder, grader=grader)
        lines = folder.lines()
        shares[is_dynamic] = sum(line["groups/without_signal"] for line in lines) / len(lines)
        if is_dynamic:
            drawn = sum(line["groups/without_signal_drawn"] for line in lines) / len(lines)
            assert shares[True] < 0.5 * drawn
            assert all(1 <= line["groups/draws"] <= 4 for line in lines)
            assert all(line["frac_reward_zero_std"] <= line["groups/without_signal"] + 1e-6 for line in lines)
            # What was drawn and given up is in the archive too: groups have names of their own.
            rollouts = rollouts_of(folder)
            assert len(rollouts) > 6 * 16
            assert all(size == 4 for size in Counter(one.group for one in rollouts).values())
    assert shares[True] < 0.5 * shares[False]


def test_drawing_ends_where_nothing_teaches(model, tmp_path, folder):
    grader = FakeGrader(lambda truth, _text: FakeGrader.usual(truth, "if"))
    grpo = {"dynamic_sampling": True, "most_draws": 3}
    stages.run(config_of(model, tmp_path, steps=2, grpo=grpo), folder, grader=grader)
    for line in folder.lines():
        assert (line["groups/draws"], line["groups/without_signal"], line["groups/all_failed"]) == (3, 1, 1)
        assert line["grad_norm"] == 0
    assert len(grader.graded) == 6


def test_masked_completions_move_nothing(model, tmp_path, folder, monkeypatch):
    """Advantages by hand: the mean is over what has a reward, and a masked row has none."""
    from afterburner.train import grpo_trainer

    outputs, original = [], grpo_trainer.Grpo._generate_and_score_completions

    def kept(self, inputs):
        outputs.append(original(self, inputs))
        return outputs[-1]

    monkeypatch.setattr(grpo_trainer.Grpo, "_generate_and_score_completions", kept)
    numbers = iter(range(1000))

    def judge(truth, text):
        number = next(numbers) % 8
        if number in {0, 4, 5, 6}:
            return FakeGrader.usual(truth, text, masked="the sandbox failed")
        return FakeGrader.usual(truth, "return" if number in {1, 7} else "if")

    stages.run(config_of(model, tmp_path, steps=1), folder, grader=FakeGrader(judge))
    # The first group: masked, right, wrong, wrong. Right is worth 0.5 * 0.5 + 0.3 * tanh(0.5), wrong 0.5 * -1.
    right, wrong = 0.25 + 0.3 * math.tanh(0.5), -0.5
    mean = (right + wrong + wrong) / 3
    expected = [0, right - mean, wrong - mean, wrong - mean, 0, 0, 0, 0]
    assert outputs[0]["advantages"].tolist() == pytest.approx(expected, abs=1e-3)
    (line,) = folder.lines()
    assert line["rollouts/masked"] == 0.5
    assert line["groups/masked"] == 0.5
    assert line["reward"] == pytest.approx((2 * right + 2 * wrong) / 4, abs=1e-3)
    signals = Counter(one.signal for one in rollouts_of(folder))
    assert signals == {Signal.SIGNAL: 4, Signal.MASKED: 4}


def test_everything_masked(model, tmp_path, folder):
    grader = FakeGrader(lambda truth, text: FakeGrader.usual(truth, text, masked="the sandbox failed"))
    stages.run(config_of(model, tmp_path, steps=2), folder, grader=grader)
    assert [line["reward"] for line in folder.lines()] == [None, None]
    assert [line["grad_norm"] for line in folder.lines()] == [0, 0]


def test_the_weight_of_efficiency_rises(model, tmp_path, folder):
    grader = FakeGrader(lambda truth, _text: FakeGrader.usual(truth, "return"))
    stages.run(config_of(model, tmp_path, steps=4), folder, grader=grader)
    # After 0, 1/4, 2/4, 3/4 of the training it is 0.3, 0.35, 0.4, 0.45.
    weight = [line["reward/efficiency"] / math.tanh(0.5) for line in folder.lines()]
    assert weight == pytest.approx([0.3, 0.35, 0.4, 0.45], abs=0.01)


@pytest.mark.parametrize("error", [UsageError("that", hint="this"), DataError("that"), SandboxError("that")])
def test_what_the_user_must_mend_comes_out_as_it_is(error, model, tmp_path, folder):
    def judge(_truth, _text):
        raise error

    with pytest.raises(type(error)) as caught:
        stages.run(config_of(model, tmp_path), folder, grader=FakeGrader(judge))
    assert caught.value is error


def test_an_interrupt_while_judging_ends_after_the_step(model, tmp_path, folder):
    steps = iter(range(100))

    def judge(truth, text):
        if next(steps) == 12:
            os.kill(os.getpid(), signal.SIGINT)
        return FakeGrader.usual(truth, text)

    with pytest.raises(KeyboardInterrupt):
        stages.run(config_of(model, tmp_path, save_steps=50), folder, grader=FakeGrader(judge))
    assert checkpoints.last_whole(folder.checkpoints) == folder.checkpoints / "checkpoint-2"


def test_a_full_disk_under_the_archive(model, tmp_path, folder, monkeypatch):
    from afterburner.loop import rollouts

    def full(_self, _rollouts):
        raise SandboxError("the archive can't be written: database or disk is full")

    monkeypatch.setattr(rollouts.RolloutArchive, "append", full)
    with pytest.raises(SandboxError, match="disk is full"):
        stages.run(config_of(model, tmp_path), folder, grader=FakeGrader())


@pytest.mark.parametrize("loss", ["grpo", "dapo", "dr_grpo", "bnpo", "gspo", "cispo"])
def test_losses(loss, model, tmp_path, folder):
    grpo = {"loss": loss, "clip_high": 0.28, "scale_rewards": "group", "kl": 0.01}
    stages.run(config_of(model, tmp_path, steps=2, grpo=grpo), folder, grader=FakeGrader())
    lines = folder.lines()
    assert len(lines) == 2
    assert all(math.isfinite(line["loss"]) and "kl" in line for line in lines)


def test_several_generations_of_prompts_a_step(model, tmp_path, folder):
    """Four passes of two completions make two groups, in chunks of one group."""
    config = config_of(model, tmp_path, steps=3, batch=2, accumulation=4, grpo={"dynamic_sampling": True})
    stages.run(config, folder, grader=FakeGrader())
    assert [line["step"] for line in folder.lines()] == [1, 2, 3]
    assert len(rollouts_of(folder)) >= 3 * 8


def test_held_out_prompts_are_no_rollouts_of_the_training(model, tmp_path, folder):
    from dataclasses import replace

    config = config_of(model, tmp_path, steps=2, save_steps=1)
    config = replace(config, data=replace(config.data, eval=config.data.train))
    stages.run(config, folder, grader=FakeGrader())
    assert [line["step"] for line in folder.lines() if "eval_reward" in line] == [1, 2]
    assert len(rollouts_of(folder)) == 2 * 8
