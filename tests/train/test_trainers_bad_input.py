# ruff: noqa: PLC0415 -- heavy packages that only slow tests have

import shutil
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.loop.rollouts import RolloutArchive
from afterburner.train import loading, stages, trainer_arguments
from afterburner.train.config import DataSection, GrpoSection, LoraSection, ModelSection, Precision, Rollouts, Stage
from afterburner.train.training_folder import TrainingFolder
from tests.train import tiny
from tests.train.test_trainers_grpo import FakeGrader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    for package in ("torch", "trl", "tensorboard"):
        pytest.importorskip(package)
    return tiny.save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def folder(tmp_path) -> tiny.TinyFolder:
    return tiny.TinyFolder(tmp_path / "out")


def sft(model, tmp_path, **more):
    return tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT), **more)


def grpo(model, tmp_path, *, rows=None, **more):
    path = tmp_path / "grpo.jsonl"
    tiny.write_rows(path, rows or [tiny.row(Stage.GRPO, number) for number in range(12)])
    return tiny.config_for(Stage.GRPO, model, path, **more)


def refused(config, folder, error=UsageError, **more):
    begun_s = time.monotonic()
    with pytest.raises(error) as caught:
        stages.run(config, folder, **more)
    assert time.monotonic() - begun_s < 60
    assert not folder.model.exists()
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/model", "~/nowhere", "{folder}/nowhere"])
@pytest.mark.usefixtures("model")
def test_a_model_path_that_is_not_there(name, tmp_path, folder):
    config = sft(name.format(folder=tmp_path), tmp_path)
    assert "there is no folder" in refused(config, folder).message


@pytest.mark.usefixtures("model")
def test_a_relative_path_is_not_looked_for_on_the_network(tmp_path, folder, monkeypatch):
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *_, **__: pytest.fail("the network was asked"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models").mkdir()
    assert "there is no folder models/tiny" in refused(sft("models/tiny", tmp_path), folder).message


@pytest.mark.usefixtures("model")
def test_a_name_that_nobody_has(tmp_path, folder, monkeypatch):
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    error = refused(sft("nobody/no-such-model-here", tmp_path), folder)
    assert "'nobody/no-such-model-here' can't be loaded" in error.message
    assert "hf download" in error.hint


@pytest.mark.usefixtures("model")
def test_a_folder_without_a_model(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    assert "holds no model" in refused(sft(tmp_path / "empty", tmp_path), folder).message


def test_weights_cut_short(model, tmp_path, folder):
    broken = Path(shutil.copytree(model, tmp_path / "broken"))
    file = broken / "model.safetensors"
    file.write_bytes(file.read_bytes()[:1000])
    assert "SafetensorError" in refused(sft(broken, tmp_path), folder).message


def test_an_adapter_that_is_none(model, tmp_path, folder):
    config = sft(model, tmp_path)
    config = replace(config, model=ModelSection(path=str(model), adapter=str(model)))
    assert "adapter" in refused(config, folder).message
    assert not (folder.path / "start").exists()


@pytest.mark.usefixtures("model")
def test_no_chat_template(tmp_path, folder):
    plain = tiny.save_tiny_model(tmp_path / "plain", with_template=False)
    error = refused(sft(plain, tmp_path), folder)
    assert "no chat template" in error.message


@pytest.mark.parametrize("stage", list(Stage))
def test_data_of_another_kind(stage, model, tmp_path, folder):
    other = Stage.DPO if stage is not Stage.DPO else Stage.SFT
    error = refused(tiny.config_for(stage, model, tiny.write_data(tmp_path, other)), folder, DataError)
    assert "has no column" in error.message


def test_empty_data(model, tmp_path, folder):
    (tmp_path / "none.jsonl").touch()
    error = refused(tiny.config_for(Stage.SFT, model, tmp_path / "none.jsonl"), folder, DataError)
    assert "is empty" in error.message


def test_what_is_left_out_is_told(model, tmp_path, folder, caplog):
    config = sft(model, tmp_path)
    rows = [tiny.row(Stage.SFT, number) for number in range(8)]
    rows[3]["prompt"][0]["content"] = "please " * 60
    tiny.write_rows(Path(config.data.train), rows)
    trained = stages.run(config, folder)
    (note,) = trained.notes
    assert "1 of 8 examples are left out" in note
    assert note in caplog.messages
    error = refused(sft(model, tmp_path, prompt_tokens=3), tiny.TinyFolder(tmp_path / "none"))
    assert "none of 12 examples is short enough" in error.message


def test_no_room_in_the_context(model, tmp_path, folder):
    error = refused(grpo(model, tmp_path, completion_tokens=8192), folder, grader=FakeGrader())
    assert "answers of 8192 tokens leave no room for a prompt in the model's context of 128" in error.message


def test_prompts_without_baselines(model, tmp_path, folder):
    rows = [tiny.row(Stage.GRPO, number, baseline="x" if number % 3 else None) for number in range(12)]
    trained = stages.run(grpo(model, tmp_path, rows=rows, steps=1), folder, grader=FakeGrader())
    assert "4 of 12 prompts have no baseline" in trained.notes[0]
    rows = [tiny.row(Stage.GRPO, number, baseline=None) for number in range(12)]
    error = refused(grpo(model, tmp_path, rows=rows), tiny.TinyFolder(tmp_path / "none"), grader=FakeGrader())
    assert "no prompt has a baseline" in error.message


def test_problems_that_are_not_known(model, tmp_path, folder):
    error = refused(grpo(model, tmp_path), folder, DataError, grader=FakeGrader(known=("p1",)))
    assert "2 problems of its prompts are not in the dataset: p0, p2" in error.message


def test_a_dataset_that_is_not_there(model, tmp_path, folder):
    config = grpo(model, tmp_path)
    config = replace(config, data=replace(config.data, dataset=str(tmp_path / "nowhere.jsonl")))
    assert "there is no dataset" in refused(config, folder).message


def test_groups_that_are_not_whole(model, tmp_path, folder):
    error = refused(grpo(model, tmp_path, batch=6), folder, grader=FakeGrader())
    assert "no whole groups" in error.message
    assert "training.accumulation = 2" in error.hint


def test_fewer_prompts_than_a_step_takes(model, tmp_path, folder):
    rows = [tiny.row(Stage.GRPO, number) for number in range(3)]
    error = refused(grpo(model, tmp_path, rows=rows, batch=16), folder, grader=FakeGrader())
    assert "has 3 prompts, and a step takes 4" in error.message


def test_vllm_that_is_not_there(model, tmp_path, folder):
    section = GrpoSection(rollouts=4, engine=Rollouts.VLLM_COLOCATE)
    error = refused(grpo(model, tmp_path, grpo=section), folder, grader=FakeGrader())
    assert "vLLM is not installed" in error.message


@pytest.mark.parametrize(
    ("trl", "said"),
    [({"no_such_key": 1}, "no_such_key"), ({"lr_scheduler_type": "square"}, "square"), ({"loss_type": "odd"}, "odd")],
)
def test_keys_that_trl_refuses(trl, said, model, tmp_path, folder):
    error = refused(sft(model, tmp_path, trl=trl), folder)
    assert error.message.startswith("TRL refuses the configuration")
    assert said in error.message


def test_keys_of_trl_go_over_ours(model, tmp_path, folder):
    trained = stages.run(sft(model, tmp_path, trl={"max_steps": 2}), folder)
    assert trained.steps == 2


def test_a_tracker_that_is_not_installed(model, tmp_path, folder):
    error = refused(sft(model, tmp_path, report_to=("wandb",)), folder)
    assert "wandb, which is not installed" in error.message
    assert "pip install wandb" in error.hint


def test_fp16_on_a_cpu(model, tmp_path, folder):
    error = refused(sft(model, tmp_path, precision=Precision.FP16), folder)
    assert "does not train in fp16" in error.message


def test_lora_targets_that_are_not_there(model, tmp_path, folder):
    error = refused(sft(model, tmp_path, lora=LoraSection(targets=("no_proj",))), folder)
    assert "no_proj" in error.message


def test_a_package_that_is_missing(tmp_path, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "trl", None)
    error = refused(sft(tmp_path, tmp_path), folder)
    assert "trl" in error.message
    assert error.hint == "pip install 'afterburner[train]'"


def test_a_batch_too_large_for_memory(model, tmp_path, folder, monkeypatch):
    import torch
    import trl

    def full(*_arguments, **_named):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")

    monkeypatch.setattr(trl.SFTTrainer, "compute_loss", full)
    error = refused(sft(model, tmp_path), folder)
    assert "do not fit into memory: CUDA out of memory" in error.message


def test_another_fault_comes_out_as_it_is(model, tmp_path, folder, monkeypatch):
    import trl

    def broken(*_arguments, **_named):
        raise RuntimeError("CUDA error: device-side assert triggered")

    monkeypatch.setattr(trl.SFTTrainer, "compute_loss", broken)
    with pytest.raises(RuntimeError, match="device-side"):
        stages.run(sft(model, tmp_path), folder)


def test_a_folder_of_another_configuration(model, tmp_path):
    folder = TrainingFolder(tmp_path / "out")
    config = sft(model, tmp_path, learning_rate=1e-3)
    stages.run(config, folder)
    other = replace(config, training=replace(config.training, learning_rate=1e-2))
    with pytest.raises(UsageError, match=r"training.learning_rate is 0.001 there and 0.01 now"):
        stages.run(other, folder)
    assert stages.run(config, folder).steps == 4


def test_telemetry_is_not_sent(model, tmp_path, folder, monkeypatch):
    import trl.trainer.base_trainer
    from huggingface_hub import constants
    from huggingface_hub.utils import _telemetry

    monkeypatch.setattr(_telemetry, "Thread", lambda **_: pytest.fail("something was sent"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", False)
    assert trl.trainer.base_trainer.send_telemetry is _telemetry.send_telemetry
    stages.run(sft(model, tmp_path), folder)


def test_problems_of_a_dataset_are_judged_in_sandboxes(model, tmp_path, folder):
    """No grader of ours: a tiny model writes no program, and the step says so."""
    rows = [tiny.row(Stage.GRPO, number) for number in range(4)]
    for row in rows:
        row["ground_truth"] = row["ground_truth"].replace(row["problem"], "anagram-families")
    config = grpo(model, tmp_path, rows=rows, steps=2)
    config = replace(config, data=DataSection(train=config.data.train, dataset="venus"))
    stages.run(config, folder)
    for line in folder.lines():
        assert line["groups/all_failed"] == 1
        assert line["rollouts/no_program"] == 1
    with closing(RolloutArchive(folder.rollouts, read_only=True)) as archive:
        assert {one.reason for one in archive.rollouts()} != {None}


def test_learning_rates_by_stage(model, tmp_path):
    loading.prepare_process()
    import trl

    for lora, rate in ((None, 1e-5), (LoraSection(), 1e-4)):
        config = sft(model, tmp_path, learning_rate=None, lora=lora)
        assert trainer_arguments.made(trl.SFTConfig, config, tmp_path, {}).learning_rate == rate
