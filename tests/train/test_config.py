import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.errors import DataError, UsageError
from afterburner.metrics.reward import Weights
from afterburner.train import toml_text
from afterburner.train.checkpoints import seal
from afterburner.train.config import (
    LoraSection,
    Precision,
    Rollouts,
    Stage,
    TrainingConfig,
    check_groups,
    from_document,
    read,
    to_document,
    to_toml,
)
from afterburner.train.config_limits import CHOICES, RANGES
from afterburner.train.config_reading import known_keys
from afterburner.train.reward import Efficiency
from afterburner.train.training_folder import TrainingFolder

LEAST = '[model]\npath = "Qwen/some"\n[data]\ntrain = "grpo.jsonl"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "grpo.toml"
    path.write_text(text)
    return path


def refusal(folder: Path, text: str, *, stage=Stage.GRPO, changes=()) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read(written(folder, text), stage=stage, changes=changes)
    assert str(folder / "grpo.toml") in caught.value.message
    assert caught.value.hint
    return caught.value


def test_what_is_not_said_has_defaults_and_what_follows_is_filled_in(tmp_path):
    config = read(written(tmp_path, LEAST), stage=Stage.GRPO)
    assert config.model.path == "Qwen/some"
    assert config.data.train == str(tmp_path / "grpo.jsonl")
    assert config.data.dataset == "venus"
    assert config.training.learning_rate == 1e-6
    assert (config.training.batch, config.training.accumulation, config.grpo.rollouts) == (8, 4, 32)
    check_groups(config, devices=1)
    check_groups(config, devices=3)
    with_lora = read(written(tmp_path, LEAST + "[lora]\n"), stage=Stage.GRPO)
    assert with_lora.lora == LoraSection()
    assert with_lora.training.learning_rate == 1e-5


def test_every_kind_of_value_is_read(tmp_path):
    text = LEAST + (
        "[lora]\nrank = 8\ntargets = ['q_proj', 'v_proj']\n"
        "[training]\nepochs = 2\nprecision = 'bf16'\ngradient_checkpointing = false\nreport_to = ['wandb']\n"
        "[grpo]\nengine = 'vllm-server'\nvllm_url = 'http://localhost:8000'\nclip_high = 0.28\n"
        "[reward]\nefficiency = 'log-speedup'\nnoise_aware = false\n[reward.weights]\ncorrectness = 1\n"
        "[trl]\nnum_iterations = 2\n[trl.generation_kwargs]\nmin_p = 0.1\n"
    )
    config = read(written(tmp_path, text), stage=Stage.GRPO)
    assert config.lora == LoraSection(rank=8, targets=("q_proj", "v_proj"))
    assert (config.training.epochs, config.training.precision) == (2.0, Precision.BF16)
    assert config.training.report_to == ("wandb",)
    assert config.grpo.engine is Rollouts.VLLM_SERVER
    assert (config.reward.efficiency, config.reward.weights) == (Efficiency.LOG_SPEEDUP, Weights(correctness=1))
    assert config.trl == {"num_iterations": 2, "generation_kwargs": {"min_p": 0.1}}


def test_what_is_written_is_read_back(tmp_path):
    config = read(written(tmp_path, LEAST + "[lora]\n[reward]\nefficiency='rank'\n[trl]\na=[1,2]\n"), stage=Stage.GRPO)
    assert read(written(tmp_path, to_toml(config)), stage=Stage.GRPO) == config
    assert from_document(json.loads(json.dumps(to_document(config))), stage=Stage.GRPO, source="x") == config
    for stage in (Stage.SFT, Stage.DPO):
        other = read(written(tmp_path, LEAST), stage=stage)
        assert read(written(tmp_path, to_toml(other)), stage=stage) == other
        assert "[grpo]" not in to_toml(other)


def test_changes_go_over_the_file_and_mean_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    changes = (
        "training.steps=7",
        "data.train=other.jsonl",
        "grpo.loss=dr_grpo",
        'training.report_to=["trackio"]',
        "lora.rank=4",
        "reward.weights.form=0.5",
        "training.learning_rate=2e-6",
    )
    config = read(written(tmp_path, LEAST), stage=Stage.GRPO, changes=changes)
    assert (config.training.steps, config.grpo.loss, config.training.report_to) == (7, "dr_grpo", ("trackio",))
    assert config.data.train == str(tmp_path / "here" / "other.jsonl")
    assert config.lora == LoraSection(rank=4)
    assert config.reward.weights.form == 0.5
    assert config.training.learning_rate == 2e-6


@pytest.mark.parametrize("wrong", ["steps=7", "training.steps", "=3", "training.=3", "data.train=\udcff"])
def test_changes_of_another_form(tmp_path, wrong):
    with pytest.raises(UsageError, match="--set") as caught:
        read(written(tmp_path, LEAST), stage=Stage.GRPO, changes=(wrong,))
    assert "section.key=value" in caught.value.hint


def test_folders_beside_the_file_are_found_and_names_stay_names(tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "problems.jsonl").touch()
    text = '[model]\npath = "model"\nadapter = "./adapter"\n[data]\ntrain = "a.jsonl"\ndataset = "problems.jsonl"\n'
    config = read(written(tmp_path, text), stage=Stage.GRPO)
    assert config.model.path == str(tmp_path / "model")
    assert config.model.adapter == str(tmp_path / "adapter")
    assert config.data.dataset == str(tmp_path / "problems.jsonl")


@pytest.mark.parametrize(
    ("more", "says", "hint"),
    [
        ("[training]\nbatsh = 3", "there is no key training.batsh", "training.batch"),
        ("[training]\nnum_generations = 3", "training.num_generations", "grpo.rollouts"),
        ("[grpo]\nseed = 3", "grpo.seed", "training.seed"),
        ("[grpo]\nxyzzy = 3", "grpo.xyzzy", "[trl]"),
        ("[trainings]\nbatch = 3", "there is no section trainings", "[training]"),
        ("[xyzzy]\nbatch = 3", "there is no section xyzzy", "the sections are"),
        ("[training]\nbatch = 'eight'", "training.batch is 'eight'", "a whole number, 1 or more"),
        ("[training]\nbatch = 0", "training.batch is 0", "1 or more"),
        ("[training]\nbatch = 2.5", "training.batch is 2.5", "a whole number"),
        ("[training]\nbatch = true", "training.batch is True", "a whole number"),
        ("[training]\nlearning_rate = 1e5", "learning_rate is 100000.0", "above 0 to 1"),
        ("[training]\nlearning_rate = nan", "learning_rate is nan", "above 0 to 1"),
        ("[training]\nepochs = inf", "epochs is inf", "above 0"),
        ("[training]\nseed = -1", "training.seed is -1", "0 to"),
        ("[training]\nprecision = 'bf15'", "training.precision is 'bf15'", "'bf16'"),
        ("[training]\nreport_to = 'wandb'", "training.report_to is 'wandb'", "wandb"),
        ("[training]\nreport_to = ['wandbb']", "report_to", "wandb"),
        ("[training]\ngradient_checkpointing = 1", "gradient_checkpointing is 1", "true or false"),
        ("[grpo]\nloss = 'dapoo'", "grpo.loss is 'dapoo'", "'dapo'"),
        ("[grpo]\nrollouts = 1", "grpo.rollouts is 1", "2 or more"),
        ("[grpo]\nclip_high = 0.1", "grpo.clip_high is 0.1", "clip_low"),
        ("[grpo]\nengine = 'vllm-server'", "grpo.vllm_url", "address"),
        ("[grpo]\nvllm_url = 'http://a'", "grpo.engine", "vllm-server"),
        ("[reward.weights]\nform = -1", "reward.weights.form is -1", "0 or more"),
        ("[reward.weights]\nspeed = 1", "reward.weights.speed", "efficiency_first"),
        ("[reward]\nefficiency = 'log'", "reward.efficiency is 'log'", "log-speedup"),
        ("[dpo]\nbeta = 1", "[dpo] means nothing for grpo", "train dpo"),
        ("[lora]\ntargets = [1]", "lora.targets", "a list, each a text"),
    ],
)
def test_bad_keys_and_values_are_named_with_what_is_allowed(tmp_path, more, says, hint):
    error = refusal(tmp_path, LEAST + more)
    assert says in error.message
    assert hint in f"{error.message} {error.hint}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "model] is missing"),
        ('[model]\npath = "m"', "[data] is missing"),
        ('[model]\n[data]\ntrain = "a"', "model.path is missing"),
        ('model = "m"\n[data]\ntrain = "a"', "model is 'm'"),
        ("[model\n", "is not TOML"),
        ('[model]\npath = " "\n[data]\ntrain = "a"', "model.path is ' '"),
        (LEAST + "trl = 3", "there is no key data.trl"),
        ("trl = 3\n" + LEAST, "trl is 3"),
        ('stage = "dpo"\n' + LEAST, "stage is 'dpo'"),
    ],
)
def test_files_without_what_is_needed(tmp_path, text, says):
    assert says in refusal(tmp_path, text).message


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match=r"no\.toml can't be read: No such file"):
        read(tmp_path / "no.toml", stage=Stage.SFT)


def test_dpo_needs_a_weight_for_each_loss(tmp_path):
    error = refusal(tmp_path, LEAST + "[dpo]\nlosses = ['sigmoid']\n", stage=Stage.DPO)
    assert "dpo.loss_weights" in error.message
    config = read(written(tmp_path, LEAST + "[dpo]\nlosses = ['ipo']\nloss_weights = [1]\n"), stage=Stage.DPO)
    assert config.dpo.losses == ("ipo",)


def test_groups_must_be_whole_and_the_hint_would_do(tmp_path):
    config = read(written(tmp_path, LEAST + "[training]\nbatch = 6\naccumulation = 3\n"), stage=Stage.GRPO)
    with pytest.raises(UsageError, match="18 completions") as caught:
        check_groups(config, devices=1)
    accumulation = int(caught.value.hint.rpartition("= ")[2])
    check_groups(replace(config, training=replace(config.training, accumulation=accumulation)), devices=1)


def test_limits_are_those_of_keys_that_are_there():
    assert {*RANGES, *CHOICES} <= set(known_keys(TrainingConfig))


def test_what_a_classes_choices_are_is_allowed():
    assert set(CHOICES["grpo.engine"]) == {one.value for one in Rollouts}
    assert set(CHOICES["training.precision"]) == {one.value for one in Precision}
    assert set(CHOICES["reward.efficiency"]) == {one.value for one in Efficiency}


VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def has_table_in_list(value: object, *, in_list: bool = False) -> bool:
    if isinstance(value, dict):
        return in_list or any(has_table_in_list(one) for one in value.values())
    return isinstance(value, list) and any(has_table_in_list(one, in_list=True) for one in value)


@given(st.dictionaries(st.text(), VALUES.filter(lambda value: not has_table_in_list(value)), max_size=4))
def test_any_plain_values_are_read_back_from_toml(values):
    import tomllib  # noqa: PLC0415 - of this test alone

    assert tomllib.loads(toml_text.document(values)) == values


# The folder.


@pytest.fixture
def config(tmp_path) -> TrainingConfig:
    (tmp_path / "grpo.jsonl").write_text("{}\n")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    return read(written(tmp_path, LEAST.replace("Qwen/some", "./model")), stage=Stage.GRPO)


def test_the_record_has_everything_to_repeat_a_training(tmp_path, config):
    folder = TrainingFolder(tmp_path / "out")
    folder.begin(config, command=("afterburner", "train", "grpo"), processes=2)
    record = folder.record()
    assert record["command"] == ["afterburner", "train", "grpo"]
    assert record["seed"] == 0
    assert set(record["digests"]) == {"data.train", "model"}
    assert record["host"]["cpus"] >= 1
    assert folder.asked() == config
    assert sorted(path.name for path in folder.path.iterdir()) == ["checkpoints", "training.json"]


def test_the_same_configuration_goes_on_and_another_is_refused_with_both_values(tmp_path, config):
    folder = TrainingFolder(tmp_path / "out")
    folder.begin(config, processes=2)
    before = folder.config.read_bytes()
    folder.begin(config)
    folder.begin(replace(config, grading=replace(config.grading, workers=3)))
    other = replace(config, training=replace(config.training, batch=4, steps=10))
    with pytest.raises(UsageError) as caught:
        folder.begin(other, processes=4)
    for said in ("training.batch is 8 there and 4 now", "training.steps is not set there and 10 now", "processes is 2"):
        assert said in caught.value.message
    assert "--out" in caught.value.hint
    assert folder.config.read_bytes() == before


def test_other_data_or_another_model_is_refused_and_a_moved_one_is_not(tmp_path, config):
    folder = TrainingFolder(tmp_path / "out")
    folder.begin(config)
    moved = shutil.copy(tmp_path / "grpo.jsonl", tmp_path / "moved.jsonl")
    folder.begin(replace(config, data=replace(config.data, train=str(moved))))
    (tmp_path / "model" / "config.json").write_text("[]")
    with pytest.raises(UsageError, match="the content of model is"):
        folder.begin(config)
    (tmp_path / "model" / "config.json").write_text("{}")
    (tmp_path / "grpo.jsonl").write_text("{}\n{}\n")
    with pytest.raises(UsageError, match=r"the content of data\.train is"):
        folder.begin(config)


def test_a_cut_checkpoint_is_not_gone_on_from(tmp_path):
    folder = TrainingFolder(tmp_path)
    assert folder.last_checkpoint() is None
    for step in (5, 20, 100):
        checkpoint = folder.checkpoints / f"checkpoint-{step}"
        checkpoint.mkdir(parents=True)
        (checkpoint / "trainer_state.json").write_text("{}")
        if step < 100:
            seal(checkpoint)
    assert folder.last_checkpoint() == folder.checkpoints / "checkpoint-20"


def test_folders_and_files_that_can_not_be_used(tmp_path, config):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="can't be written"):
        TrainingFolder(tmp_path / "file").begin(config)
    folder = TrainingFolder(tmp_path / "out")
    with pytest.raises(DataError, match="can't be read"):
        folder.record()
    folder.path.mkdir()
    folder.config.write_text('{"schema_version": 99}')
    with pytest.raises(DataError, match="schema_version 99"):
        folder.begin(config)
    (tmp_path / "grpo.jsonl").unlink()
    with pytest.raises(UsageError, match="can't be read: No such file") as caught:
        TrainingFolder(tmp_path / "new").begin(config)
    assert "train data" in caught.value.hint


def test_a_full_disk_is_said_and_leaves_no_half_record(tmp_path, config, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    folder = TrainingFolder(tmp_path / "out")
    with pytest.raises(UsageError, match="No space left") as caught:
        folder.begin(config)
    assert "free some space" in caught.value.hint
    assert [path.name for path in folder.path.iterdir()] == ["checkpoints"]
