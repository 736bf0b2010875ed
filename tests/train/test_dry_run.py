"""A dry run: what it counts with a tokenizer and without, and what it finds wrong."""

from dataclasses import replace
from importlib.util import find_spec

import pytest

from afterburner.core.errors import UsageError
from afterburner.metrics.reward import Weights
from afterburner.train.config import GrpoSection, LoraSection, ModelSection, Stage
from afterburner.train.dry_run import prompts_a_step, rehearse, steps_of
from afterburner.train.reward import RewardConfig
from tests.train.tiny import config_for, save_tiny_model, write_data, write_rows

# PEFT asks Transformers for a property by a name that is to go; and both import much that warns of its own needs.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

NAME = "Qwen/Qwen2.5-Coder-0.5B-Instruct"


def config(folder, stage, *, count=12, **others):
    return config_for(stage, NAME, write_data(folder, stage, count=count), **others)


@pytest.mark.parametrize(
    ("examples", "batch", "accumulation", "devices", "epochs", "expected"),
    [
        (12, 2, 1, 1, 1.0, 6),
        (13, 2, 1, 1, 1.0, 7),
        (13, 2, 4, 1, 1.0, 2),
        (13, 2, 1, 4, 1.0, 2),
        (13, 2, 1, 1, 1.5, 11),
    ],
)
def test_steps_by_hand(tmp_path, examples, batch, accumulation, devices, epochs, expected):
    asked = config(tmp_path, Stage.SFT, steps=None, batch=batch, accumulation=accumulation, epochs=epochs)
    assert steps_of(asked, examples=examples, devices=devices) == expected


def test_steps_of_groups_by_hand(tmp_path):
    # 8 completions, twice, on 2 devices: 32, of 4 a prompt
    asked = config(tmp_path, Stage.GRPO, steps=None, batch=8, accumulation=2)
    assert prompts_a_step(asked, devices=2) == 8
    assert steps_of(asked, examples=25, devices=2) == 3
    assert steps_of(replace(asked, trl={"num_iterations": 2}), examples=25, devices=2) == 6
    assert steps_of(asked, examples=7, devices=2) == 0


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_shows_its_first_example(tmp_path, stage):
    told = rehearse(config(tmp_path, stage))
    assert told.faults == ()
    assert told.sample.prompt.startswith("make it faster")
    expected = {
        Stage.SFT: {"completion"},
        Stage.DPO: {"chosen", "rejected"},
        Stage.GRPO: {"ground_truth"},
    }
    assert set(told.sample.answers) == expected[stage]
    assert (told.examples, told.left_out) == (12, None)
    assert any("no tokens are counted" in note for note in told.notes)


def test_a_step_that_is_never_full_is_found(tmp_path):
    told = rehearse(config(tmp_path, Stage.GRPO, count=3, steps=None, batch=16))
    (fault,) = told.faults
    assert "a step has 4 prompts, and there are 3" in fault.message


def test_groups_are_whole_on_each_device(tmp_path):
    told = rehearse(config(tmp_path, Stage.GRPO, batch=2), devices=2)
    assert "no whole groups" in told.faults[0].message


def test_data_of_another_kind_is_found(tmp_path):
    asked = config(tmp_path, Stage.SFT)
    told = rehearse(replace(asked, stage=Stage.DPO))
    assert "it looks like data for sft" in told.faults[0].message
    assert told.memory


def test_weights_that_made_training_crash_are_noted(tmp_path):
    asked = config(tmp_path, Stage.GRPO)
    unsafe = replace(asked, reward=RewardConfig(weights=Weights(correctness=0.3)))
    assert any("crashed" in note for note in rehearse(unsafe).notes)
    assert not any("crashed" in note for note in rehearse(asked).notes)


def test_a_model_of_unknown_size_is_noted_and_the_rest_is_told(tmp_path):
    asked = config(tmp_path, Stage.SFT)
    told = rehearse(replace(asked, model=ModelSection(path="nobody/nothing")))
    assert (told.memory, told.faults, told.steps) == ((), (), 4)
    assert any("no estimate of memory" in note for note in told.notes)


@pytest.mark.skipif(find_spec("trl") is not None, reason="TRL is installed")
def test_what_is_not_installed_is_noted(tmp_path):
    assert any("pip install 'afterburner[train]'" in note for note in rehearse(config(tmp_path, Stage.SFT)).notes)


@pytest.mark.slow
def test_with_a_tokenizer_prompts_are_rendered_and_counted(tmp_path):
    pytest.importorskip("transformers")
    model = save_tiny_model(tmp_path / "model")
    asked = config_for(Stage.SFT, model, write_data(tmp_path, Stage.SFT))
    told = rehearse(asked)
    assert told.sample.prompt == "<user> make it faster make make <end> <model> "
    assert (told.sample.tokens, told.sample.is_rendered, told.left_out) == (8, True, 0)
    long = [
        {"prompt": [{"role": "user", "content": "make " * 60}], "completion": [{"role": "assistant", "content": "def"}]}
    ]
    rows = write_rows(tmp_path / "long.jsonl", long)
    none = rehearse(config_for(Stage.SFT, model, rows))
    assert "none of 1 examples is short enough" in none.faults[0].message
    both = tmp_path / "both.jsonl"
    both.write_text(rows.read_text() + (tmp_path / "sft.jsonl").read_text())
    assert rehearse(config_for(Stage.SFT, model, both)).left_out == 1


@pytest.mark.slow
def test_a_model_without_a_chat_template_is_found(tmp_path):
    pytest.importorskip("transformers")
    model = save_tiny_model(tmp_path / "model", with_template=False)
    told = rehearse(config_for(Stage.GRPO, model, write_data(tmp_path, Stage.GRPO), grpo=GrpoSection(rollouts=4)))
    assert "no chat template" in told.faults[0].message
    assert not told.sample.is_rendered


@pytest.mark.slow
def test_a_dry_run_counts_the_steps_that_a_training_makes(tmp_path):
    pytest.importorskip("trl")
    from afterburner.train.stages import run  # noqa: PLC0415 - heavy
    from afterburner.train.training_folder import TrainingFolder  # noqa: PLC0415

    model = save_tiny_model(tmp_path / "model")
    asked = config_for(
        Stage.SFT,
        model,
        write_data(tmp_path, Stage.SFT, count=13),
        lora=LoraSection(rank=2),
        steps=None,
        accumulation=2,
        save_steps=100,
    )
    folder = TrainingFolder(tmp_path / "out")
    trained = run(asked, folder)
    assert trained.steps == rehearse(asked).steps == 4
    assert folder.asked().lora == LoraSection(rank=2)
    with pytest.raises(UsageError, match=r"lora\.rank is 2 there and 3 now"):
        run(replace(asked, lora=LoraSection(rank=3)), folder)
