import contextlib
import json
import math
from types import SimpleNamespace

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.core.rollout import Signal
from afterburner.core.status import Verdict
from afterburner.loop.rollouts import RolloutArchive
from afterburner.metrics.reward import Weights
from afterburner.train.grading import Outcome
from afterburner.train.reward import Graded, RewardConfig
from afterburner.train.trl_rewards import make_reward, reward_function, text_of
from tests.policy.tiny_model import save_tiny_model
from tests.train import squares
from tests.train.squares import TRUTH as REAL_TRUTH

TRUTH = json.dumps({"problem": "p", "language": "python", "objective": "time", "baseline_code": "slow", "baseline": {}})
OTHER = json.dumps({"problem": "q", "language": "python", "objective": "memory", "baseline_code": None, "baseline": {}})
FORM, CORRECT, FIRST, LAST = 0.2, 0.5 * 0.5, 0.3, 0.5


def outcome(kind: str, group: Graded | None = None) -> Outcome:
    """``fast`` takes a quarter of the baseline, ``same`` as much as it, ``wrong`` is wrong, ``lost`` met a broken machine."""
    costs = {"fast": (0.25,) * 5, "same": (1.0,) * 5}.get(kind, ())
    graded = group or Graded(
        is_well_formed=kind != "lost",
        was_correct=True,
        is_correct=bool(costs),
        costs=costs,
        baselines=(1.0,) * len(costs),
        masked="the cell went away" if kind == "lost" else None,
    )
    verdict = {"wrong": Verdict.WRONG_ANSWER, "lost": None}.get(kind, Verdict.ACCEPTED)
    return Outcome(
        graded=graded,
        code=kind,
        verdict=verdict,
        reason=None,
        cost=costs[0] if costs else None,
        baseline=1.0,
        gain=None,
        judging_s=2.0,
        program_cpu_s=1.5,
    )


class Grading:
    """Grades completions by their text; notes what it was asked."""

    def __init__(self):
        self.calls = []
        self.problems = {}

    def grade(self, groups):
        self.calls.append([(group.truth.problem, tuple(group.completions), group.was_cut) for group in groups])
        return [[outcome(text) for text in group.completions] for group in groups]


def reward(archive=None, **arguments):
    grading = Grading()
    return grading, reward_function(grading, RewardConfig(), archive, **arguments)


def state(step=0, most=10):
    return SimpleNamespace(global_step=step, max_steps=most)


def call(made, texts, prompts=None, truths=None, **more):
    return made(
        prompts=prompts or ["ask"] * len(texts), completions=texts, ground_truth=truths or [TRUTH] * len(texts), **more
    )


def worth(step: float) -> float:
    return (FIRST + (LAST - FIRST) * step) * math.tanh(0.75)


def test_a_reward_is_that_of_the_paper_with_the_weight_of_the_step():
    _, made = reward()
    for step in (0, 5, 10):
        fast, same, wrong = call(made, ["fast", "same", "wrong"], trainer_state=state(step))
        assert fast == pytest.approx(FORM + CORRECT + worth(step / 10))
        assert same == pytest.approx(FORM + CORRECT)
        assert wrong == pytest.approx(FORM - 0.5)


def test_a_fault_of_the_machine_is_none_and_no_zero():
    _, made = reward()
    assert call(made, ["fast", "lost"])[1] is None


def test_rows_in_a_row_with_one_prompt_are_graded_together_all_at_once():
    grading, made = reward()
    texts = ["fast", "same", "wrong", "fast", "same", "wrong"]
    call(made, texts, prompts=["a", "a", "b", "b", "a", "a"], truths=[TRUTH] * 3 + [OTHER] + [TRUTH] * 2)
    assert grading.calls == [
        [
            ("p", ("fast", "same"), None),
            ("p", ("wrong",), None),
            ("q", ("fast",), None),
            ("p", ("same", "wrong"), None),
        ]
    ]


def test_two_groups_of_one_prompt_are_told_apart_by_their_size():
    grading, made = reward(rollouts=2)
    call(made, ["fast", "same", "wrong", "fast"])
    assert [completions for _, completions, _ in grading.calls[0]] == [("fast", "same"), ("wrong", "fast")]


def test_a_completion_of_the_greatest_length_was_cut():
    grading, made = reward(most_tokens=3)
    call(made, ["fast", "same"], completion_ids=[[1, 2, 3], [1, 2]])
    assert grading.calls[0][0][2] == (True, False)


def test_conversations_are_read_as_plain_text_is():
    _, made = reward()
    said = [[{"role": "assistant", "content": "fast"}], [{"role": "assistant", "content": "wrong"}]]
    asked = [[{"role": "user", "content": "ask"}]] * 2
    assert call(made, said, prompts=asked) == call(made, ["fast", "wrong"])
    assert (
        text_of([{"role": "assistant", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}])
        == "ab"
    )
    assert text_of([]) == ""


def test_every_rollout_is_kept_once_with_its_parts(tmp_path):
    archive = RolloutArchive(tmp_path / "rollouts.sqlite")
    _, made = reward(archive)
    call(made, ["fast", "lost", "wrong", "wrong"], prompts=["a", "a", "b", "b"], trainer_state=state(3))
    call(made, ["same"], prompts=["c"], trainer_state=state(3))
    call(made, ["same"], prompts=["c"], trainer_state=state(4))
    kept = list(archive.rollouts())
    archive.close()
    assert [(one.group, one.sample, one.step) for one in kept] == [
        ("3/0", 0, 3),
        ("3/0", 1, 3),
        ("3/1", 0, 3),
        ("3/1", 1, 3),
        ("3/2", 0, 3),
        ("4/0", 0, 4),
    ]
    fast, lost, wrong, *_ = kept
    assert fast.parts.efficiency == pytest.approx(worth(0.3))
    assert (lost.parts, lost.masked) == (None, "the cell went away")
    assert (fast.signal, wrong.signal) == (Signal.MASKED, Signal.ALL_FAILED)
    assert (wrong.prompt, wrong.completion, wrong.problem) == ("b", "wrong", "p")


def test_processes_of_one_run_name_their_groups_apart(tmp_path):
    archive = RolloutArchive(tmp_path / "rollouts.sqlite")
    for process in (0, 1):
        _, made = reward(archive, process=process)
        call(made, ["fast"], trainer_state=state(2))
    assert [one.group for one in archive.rollouts()] == ["2/0", "2/p1.0"]
    archive.close()


def test_a_step_is_logged_in_numbers():
    logged, columns = {}, {}
    _, made = reward()
    call(
        made,
        ["fast", "same", "wrong", "wrong", "lost", "wrong"],
        prompts=["a", "a", "b", "b", "c", "c"],
        log_metric=logged.__setitem__,
        log_extra=columns.__setitem__,
    )
    assert logged["groups/signal"] == pytest.approx(1 / 3)
    assert logged["groups/all_failed"] == pytest.approx(1 / 3)
    assert logged["groups/masked"] == pytest.approx(1 / 3)
    assert logged["groups/within_noise"] == 0
    assert logged["rollouts/correct"] == pytest.approx(2 / 6)
    assert logged["rollouts/masked"] == pytest.approx(1 / 6)
    assert logged["rollouts/distinct"] == pytest.approx(4 / 6)
    assert logged["reward/form"] == pytest.approx(FORM)
    assert logged["reward/correctness"] == pytest.approx((2 * CORRECT - 3 * 0.5) / 5)
    assert logged["reward/efficiency"] == pytest.approx(worth(0) / 5)
    assert logged["judging/overhead"] == pytest.approx(1 / 3)
    assert logged["advantage/no_signal"] == 0
    assert columns["verdict"] == ["accepted", "accepted", "wrong_answer", "wrong_answer", None, "wrong_answer"]


def test_nothing_is_logged_as_a_number_that_is_none():
    logged = {}
    _, made = reward()
    assert call(made, ["lost"], log_metric=logged.__setitem__) == [None]
    assert all(math.isfinite(value) for value in logged.values())
    assert "reward/form" not in logged


def test_trl_logs_under_its_name():
    assert reward()[1].__name__ == "afterburner"
    assert reward(name="speed")[1].__name__ == "speed"


def test_rows_without_a_ground_truth_say_what_to_train_on():
    _, made = reward()
    with pytest.raises(UsageError, match="no column ground_truth") as raised:
        made(prompts=["a"], completions=["fast"])
    assert "train data" in raised.value.hint
    with pytest.raises(DataError, match="row 1 of the batch"):
        call(made, ["fast", "fast"], prompts=["a", "b"], truths=[TRUTH, "{"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dataset": "nowhere.jsonl"}, "no dataset"),
        ({"efficiency": "fastest"}, "no efficiency 'fastest'"),
        ({"efficiency": "beyond"}, "none is named"),
        ({"efficiency": "beyond", "calibration": "nowhere"}, "none at nowhere"),
        ({"efficiency": "rank", "config": RewardConfig(weights=Weights())}, "both"),
        ({"workers": -1}, "-1 workers"),
    ],
)
def test_what_can_not_be_opened_is_said_at_once(arguments, message):
    with pytest.raises(UsageError, match=message) as raised:
        make_reward(**arguments)
    assert raised.value.hint


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # torch's and TRL's own
def test_trl_trains_with_it(tmp_path):
    """Two steps of a network of random weights: what it says is no program, so all of a group earn the same."""
    for package in ("torch", "transformers", "trl", "datasets"):
        pytest.importorskip(package)
    import datasets  # noqa: PLC0415 - heavy
    import trl  # noqa: PLC0415

    rows = [
        {"prompt": [{"role": "user", "content": word}], "ground_truth": json.dumps(REAL_TRUTH)}
        for word in ("list", "sum")
    ]
    args = trl.GRPOConfig(
        output_dir=str(tmp_path / "out"),
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        per_device_train_batch_size=8,
        num_generations=4,
        max_completion_length=12,
        max_steps=2,
        logging_steps=1,
        report_to="none",
        save_strategy="no",
        seed=0,
    )
    archive = tmp_path / "rollouts.sqlite"
    with make_reward(squares.dataset(tmp_path), archive=archive, workers=1, rollouts=4, most_tokens=12) as made:
        trainer = trl.GRPOTrainer(
            model=str(save_tiny_model(tmp_path / "model")),
            args=args,
            reward_funcs=made,
            train_dataset=datasets.Dataset.from_list(rows),
        )
        trainer.train()
    log = [entry for entry in trainer.state.log_history if "groups/all_failed" in entry]
    assert [entry["groups/all_failed"] for entry in log] == [1, 1]
    assert log[0]["rewards/afterburner/mean"] == pytest.approx(-0.5)
    assert log[0]["reward/correctness"] == pytest.approx(-0.5)
    assert log[0]["rollouts/no_program"] == 1
    with contextlib.closing(RolloutArchive(archive, read_only=True)) as kept:
        rollouts = list(kept.rollouts())
    assert [one.group for one in rollouts] == [
        f"{step}/{group}" for step in (0, 1) for group in (0, 1) for _ in range(4)
    ]
    assert {one.prompt for one in rollouts} == {"list", "sum"}


@pytest.mark.slow
def test_real_programs_earn_what_they_are_worth(tmp_path):
    codes = (squares.FAST, squares.MIDDLE, squares.SLOW, squares.WRONG)
    texts = [*map(squares.said, codes), "no program", squares.said(squares.FAST)]
    with make_reward(squares.dataset(tmp_path), workers=1) as made:
        earned = call(made, texts, truths=[json.dumps(REAL_TRUTH)] * len(texts), trainer_state=state(10))
    fast, middle, slow, wrong, none, again = earned
    assert fast > middle > slow > wrong > none
    assert slow == pytest.approx(FORM + CORRECT)
    assert fast == again
    assert fast == pytest.approx(FORM + CORRECT + LAST * math.tanh(1), abs=0.02)
