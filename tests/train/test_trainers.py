# ruff: noqa: PLC0415 -- heavy packages that only slow tests have

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterburner.core.errors import SandboxError, UsageError
from afterburner.policy.hugging_face_model import HuggingFaceModel
from afterburner.policy.model import Call, Sampling
from afterburner.train import checkpoints, stages
from afterburner.train.config import LoraSection, Stage
from tests.train import tiny

pytestmark = [
    pytest.mark.slow,
    # Of Transformers and PEFT, about names of theirs that are to go.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
LORA = LoraSection(rank=4, alpha=8)


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    for package in ("torch", "trl", "tensorboard"):
        pytest.importorskip(package)
    return tiny.save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def folder(tmp_path) -> tiny.TinyFolder:
    return tiny.TinyFolder(tmp_path / "out")


def weights(folder: Path) -> dict:
    from safetensors.torch import load_file

    return load_file(folder / "model.safetensors")


def same(a: dict, b: dict) -> bool:
    return a.keys() == b.keys() and all(bool((a[name] == b[name]).all()) for name in a)


class StoppedError(Exception):
    pass


def stop_at(step):
    def progress(now, _steps, _metrics):
        if now == step:
            raise StoppedError

    return progress


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
@pytest.mark.parametrize("stage", [Stage.SFT, Stage.DPO])
def test_a_stage_trains_and_what_comes_of_it_is_a_policy(stage, lora, model, tmp_path, folder):
    config = tiny.config_for(stage, model, tiny.write_data(tmp_path, stage), lora=lora, steps=6)
    seen = []
    trained = stages.run(config, folder, progress=lambda step, steps, _metrics: seen.append((step, steps)))
    assert folder.begun == config
    assert (trained.model, trained.steps, trained.notes) == (folder.model, 6, ())
    assert seen == [(step, 6) for step in range(1, 7)]
    lines = folder.lines()
    assert [line["step"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[-1]["loss"] < 0.7 * lines[0]["loss"]
    assert trained.log["loss"] == lines[-1]["loss"]
    assert any(folder.tensorboard.glob("events.out.tfevents.*"))
    assert [one.name for one in sorted(folder.checkpoints.glob("checkpoint-*"))] == ["checkpoint-4", "checkpoint-6"]
    assert weights(folder.model).keys() == weights(model).keys()
    assert not same(weights(folder.model), weights(model))
    policy = HuggingFaceModel(folder.model, sampling=Sampling(temperature=0, most_tokens=8), device="cpu")
    (answer,) = policy.complete([Call(prompt="make it faster", sample=0)], keep=lambda *_: None)
    # <user> WORDS <end> <model>: the chat template came along.
    assert answer.outcome.usage.prompt_tokens == 6
    assert answer.outcome.text
    if stage is Stage.SFT and lora is None:
        assert answer.outcome.text == "def solve ( ) : return 1"


@pytest.mark.parametrize(
    ("stage", "lora", "stopped"),
    [(Stage.SFT, None, 5), (Stage.SFT, LORA, 8), (Stage.DPO, None, 3), (Stage.DPO, LORA, 5)],
)
def test_a_stopped_run_goes_on_to_the_same_end(stage, lora, stopped, model, tmp_path, folder):
    data = tiny.write_data(tmp_path, stage, count=10)  # five steps an epoch
    lora = lora and LoraSection(rank=4, dropout=0.1)  # a dropout draws numbers
    config = tiny.config_for(stage, model, data, lora=lora, steps=8)
    whole = tiny.TinyFolder(tmp_path / "whole")
    stages.run(config, whole)
    with pytest.raises(StoppedError):
        stages.run(config, folder, progress=stop_at(stopped))
    assert folder.lines()[-1]["step"] == stopped
    trained = stages.run(config, folder)
    assert trained.steps == 8
    assert folder.lines() == whole.lines()
    assert same(weights(folder.model), weights(whole.model))


def test_a_run_whose_model_alone_was_not_written_trains_no_further(model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT), steps=4)
    stages.run(config, folder)
    lines, before = folder.lines(), weights(folder.model)
    (folder.model / "config.json").unlink()
    trained = stages.run(config, folder)
    assert trained.steps == 4
    assert folder.lines() == lines
    assert same(weights(folder.model), before)


def test_a_half_written_checkpoint_is_skipped(model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT), steps=6)
    stages.run(config, folder)
    lines, before = folder.lines(), weights(folder.model)
    optimizer = folder.checkpoints / "checkpoint-6" / "optimizer.pt"
    optimizer.write_bytes(optimizer.read_bytes()[:100])
    steps = []
    stages.run(config, folder, progress=lambda step, *_: steps.append(step))
    assert steps == [5, 6]
    assert folder.lines() == lines
    assert same(weights(folder.model), before)


_KILLED = """
import sys, time
from pathlib import Path
from afterburner.train import stages
from tests.train import tiny
from afterburner.train.config import Stage
base = Path(sys.argv[1])
config = tiny.config_for(Stage.SFT, Path(sys.argv[2]), base / "sft.jsonl", steps=300, save_steps=1)
stages.run(config, tiny.TinyFolder(base / "out"))
"""


def test_a_killed_run_goes_on(model, tmp_path, folder):
    data = tiny.write_data(tmp_path, Stage.SFT)
    started = subprocess.Popen([sys.executable, "-c", _KILLED, str(tmp_path), str(model)])
    deadline = time.monotonic() + 120
    while checkpoints.last_whole(folder.checkpoints) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.2)
    started.send_signal(signal.SIGKILL)
    assert started.wait() == -signal.SIGKILL
    last = checkpoints.step_of(checkpoints.last_whole(folder.checkpoints))
    assert 1 <= last < 300
    config = tiny.config_for(Stage.SFT, model, data, steps=300, save_steps=1)
    steps = []
    with pytest.raises(StoppedError):
        stages.run(config, folder, progress=lambda step, *rest: (steps.append(step), stop_at(last + 3)(step, *rest)))
    assert steps == [last + 1, last + 2, last + 3]
    assert [line["step"] for line in folder.lines()] == list(range(1, last + 4))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_training_with_a_checkpoint(number, model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT), steps=6, save_steps=50)
    handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    def kill(step, *_):
        if step == 2:
            os.kill(os.getpid(), number)

    with pytest.raises(KeyboardInterrupt):
        stages.run(config, folder, progress=kill)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == handlers
    assert checkpoints.last_whole(folder.checkpoints) == folder.checkpoints / "checkpoint-3"
    assert not folder.model.exists()
    stages.run(config, folder)
    whole = tiny.TinyFolder(tmp_path / "whole")
    stages.run(config, whole)
    assert folder.lines() == whole.lines()


def test_a_second_signal_ends_it_at_once(model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT), steps=6)

    def kill(step, *_):
        if step == 3:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        stages.run(config, folder, progress=kill)
    assert checkpoints.last_whole(folder.checkpoints) == folder.checkpoints / "checkpoint-2"


@pytest.mark.parametrize("lora", [None, LORA], ids=["full", "lora"])
def test_a_loss_that_is_no_number_ends_training(lora, model, tmp_path, folder):
    data = tiny.write_data(tmp_path, Stage.SFT)
    config = tiny.config_for(Stage.SFT, model, data, lora=lora, learning_rate=1e30, save_steps=1, max_grad_norm=0)
    with pytest.raises(UsageError, match=r"the (loss|gradient) of step [34] is (nan|inf)") as caught:
        stages.run(config, folder)
    last = checkpoints.last_whole(folder.checkpoints)
    assert f'{"model.adapter" if lora else "model.path"} = "{last}"' in caught.value.hint
    assert "learning_rate (it is 1e+30)" in caught.value.hint
    assert checkpoints.step_of(last) == folder.lines()[-1]["step"]
    assert all(line["loss"] is not None for line in folder.lines())


@pytest.mark.parametrize("full", ["optimizer.pt", "rng_state.pth", "trainer_state.json"])
def test_a_full_disk_leaves_the_checkpoint_before(full, model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT))
    (folder.checkpoints / "checkpoint-4").mkdir(parents=True)

    def fill(step, *_):
        if step == 3:
            (folder.checkpoints / "checkpoint-4").mkdir(exist_ok=True)
            (folder.checkpoints / "checkpoint-4" / full).symlink_to("/dev/full")

    with pytest.raises(SandboxError, match=r"checkpoint of step 4 can't be written .* the disk is full") as caught:
        stages.run(config, folder, progress=fill)
    assert f"goes on from {folder.checkpoints / 'checkpoint-2'}" in caught.value.hint
    steps = []
    stages.run(config, folder, progress=lambda step, *_: steps.append(step))
    assert steps == [3, 4]


def test_a_full_disk_under_the_log(model, tmp_path, folder):
    config = tiny.config_for(Stage.SFT, model, tiny.write_data(tmp_path, Stage.SFT))
    folder.path.mkdir()

    def fill(step, *_):
        if step == 3:
            folder.log.unlink()
            folder.log.symlink_to("/dev/full")

    with pytest.raises(SandboxError, match="the disk is full"):
        stages.run(config, folder, progress=fill)


def test_an_adapter_is_merged_before_training(model, tmp_path, folder):
    data = tiny.write_data(tmp_path, Stage.SFT)
    stages.run(tiny.config_for(Stage.SFT, model, data, lora=LORA), folder)
    first = tiny.config_for(Stage.DPO, model, tiny.write_data(tmp_path, Stage.DPO))
    from dataclasses import replace

    config = replace(first, model=replace(first.model, adapter=str(folder.path / "adapter")))
    second = tiny.TinyFolder(tmp_path / "second")
    stages.run(config, second)
    assert same(weights(second.path / "start"), weights(folder.model))
    # The reference of DPO is the merged model too: at the first step nothing differs from it.
    assert second.lines()[0]["rewards/margins"] == 0


def test_weights_of_16_bits_are_trained_in_32_and_written_in_16(model, tmp_path, folder):
    import torch
    import transformers

    half = tmp_path / "half"
    transformers.AutoModelForCausalLM.from_pretrained(model, dtype=torch.bfloat16).save_pretrained(half)
    transformers.AutoTokenizer.from_pretrained(model).save_pretrained(half)
    stages.run(tiny.config_for(Stage.SFT, half, tiny.write_data(tmp_path, Stage.SFT)), folder)
    assert {tensor.dtype for tensor in weights(folder.model).values()} == {torch.bfloat16}
    assert {tensor.dtype for tensor in weights(folder.checkpoints / "checkpoint-4").values()} == {torch.float32}
    assert json.loads((folder.model / "config.json").read_text())["dtype"] == "bfloat16"


def test_tied_weights_stay_tied(tmp_path, folder):
    tied = tiny.save_tiny_model(tmp_path / "tied", tied=True)
    stages.run(tiny.config_for(Stage.SFT, tied, tiny.write_data(tmp_path, Stage.SFT)), folder)
    assert weights(folder.model).keys() == weights(tied).keys()
    policy = HuggingFaceModel(folder.model, sampling=Sampling(temperature=0, most_tokens=8), device="cpu")
    (answer,) = policy.complete([Call(prompt="make it faster", sample=0)], keep=lambda *_: None)
    assert answer.outcome.text


def test_a_held_out_file_is_evaluated(model, tmp_path, folder):
    from dataclasses import replace

    data = tiny.write_data(tmp_path, Stage.SFT)
    config = tiny.config_for(Stage.SFT, model, data)
    stages.run(replace(config, data=replace(config.data, eval=str(data))), folder)
    assert [line["step"] for line in folder.lines() if "eval_loss" in line] == [2, 4]
