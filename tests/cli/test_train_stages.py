"""``train sft``, ``dpo`` and ``grpo``: options, dry runs, and what is said of a training, which is a fake."""

import json
import sys
import types
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from afterburner.cli import app, train_stages
from afterburner.cli.train_progress import without_signal, words
from afterburner.train.checkpoints import seal

ROW = {
    "prompt": [{"role": "user", "content": "Make it faster."}],
    "completion": [{"role": "assistant", "content": "Yes."}],
}
CONFIG = '[model]\npath = "Qwen/Qwen2.5-Coder-0.5B-Instruct"\n[data]\ntrain = "sft.jsonl"\n'


@pytest.fixture
def config(tmp_path) -> Path:
    (tmp_path / "sft.jsonl").write_text(f"{json.dumps(ROW)}\n" * 20)
    path = tmp_path / "sft.toml"
    path.write_text(CONFIG)
    return path


def test_a_dry_run_tells_configuration_data_steps_and_memory(afterburner, config):
    said = afterburner("train", "sft", config, "--dry-run", "--set", "training.batch=4", "--devices", 2)
    assert said.code == 0
    for expected in ("batch = 4", "examples: 20", "Make it faster.", "steps: 3", "494,032,768 parameters", "ZeRO-3"):
        assert expected in said.out
    assert not (config.parent / "afterburner-out").exists()


def test_a_dry_run_as_json(afterburner, config):
    options = ("--dry-run", "--json", "--seed", 7, "--steps", 9, "--report-to", "wandb", "--report-to", "trackio")
    said = afterburner("train", "sft", config, *options)
    document = said.json()
    assert (document["schema_version"], document["dry_run"], document["steps"]) == (1, True, 9)
    assert document["config"]["training"]["seed"] == 7
    assert document["config"]["training"]["report_to"] == ["wandb", "trackio"]
    assert document["sample"]["answers"] == {"completion": "Yes."}
    (memory,) = document["memory"]
    assert memory["total_bytes"] > memory["parameters"] * 16


def test_all_that_is_wrong_is_told_by_a_dry_run(afterburner, tmp_path):
    path = tmp_path / "grpo.toml"
    path.write_text(
        '[model]\npath = "./nowhere"\n[data]\ntrain = "no.jsonl"\ndataset = "./none"\n'
        "[training]\nbatch = 3\naccumulation = 1\n"
    )
    said = afterburner("train", "grpo", path, "--dry-run")
    assert said.code == 2
    for expected in ("there is no folder", "no.jsonl", "no dataset", "3 completions a step"):
        assert expected in said.err
    assert "rollouts = 32" in said.out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--set", "training.btch=1"), "did you mean training.batch?"),
        (("--set", "grpo.kl=1"), "[grpo] means nothing for sft"),
        (("--set", "nothing"), "section.key=value"),
        (("--report-to", "tensorbord"), "training.report_to"),
        (("--steps", "0"), "steps"),
    ],
)
def test_options_that_can_not_be_used(afterburner, config, more, says):
    said = afterburner("train", "sft", config, "--dry-run", *more)
    assert said.code == 2
    assert says in said.err


def test_a_calibration_that_is_not_there(afterburner, tmp_path):
    path = tmp_path / "grpo.toml"
    path.write_text(CONFIG)
    said = afterburner("train", "grpo", path, "--journal", "no.jsonl")
    assert (said.code, "dataset calibrate" in said.err) == (2, True)


def test_help_has_examples(afterburner):
    for stage in ("sft", "dpo", "grpo"):
        said = afterburner("train", stage, "--help")
        assert said.code == 0
        assert f"afterburner train {stage} " in said.out


@pytest.mark.skipif(find_spec("trl") is not None, reason="TRL is installed")
def test_without_the_packages_the_hint_installs_them(afterburner, config):
    said = afterburner("train", "sft", config, "--out", "out")
    assert said.code == 2
    assert "pip install 'afterburner[train]'" in said.err
    assert not (config.parent / "out").exists()


# A fake training.


@dataclass
class Stages:
    """Stands in for ``afterburner.train.stages``."""

    steps: int = 3
    stop_at: int | None = None
    ranks: list[bool] = field(default_factory=list)

    def run(self, _config, folder, *, progress=None, calibration=None):
        assert calibration is None or calibration.is_file()
        self.ranks.append(progress is not None)
        last = folder.last_checkpoint()
        first = 0 if last is None else int(last.name.rpartition("-")[2])
        for step in range(first + 1, self.steps + 1):
            checkpoint(folder, step)
            if progress is not None:
                progress(step, self.steps, {"loss": 1 / step, "groups/signal": 0.75, "groups/all_failed": 0.25})
            if step == self.stop_at:
                raise KeyboardInterrupt
        return types.SimpleNamespace(
            model=folder.model, steps=self.steps, log={"loss": float("nan")}, seconds=1.5, notes=("2 left out",)
        )


def checkpoint(folder, step):
    path = folder.checkpoints / f"checkpoint-{step}"
    path.mkdir(parents=True)
    (path / "trainer_state.json").write_text("{}")
    seal(path)


@pytest.fixture
def stages(monkeypatch) -> Stages:
    made = Stages()
    monkeypatch.setitem(sys.modules, "afterburner.train.stages", made)
    monkeypatch.setattr(train_stages, "find_spec", lambda _name: object())
    for name in ("RANK", "WORLD_SIZE"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.fixture
def call(monkeypatch, capsys, config):
    monkeypatch.chdir(config.parent)

    def called(*arguments):
        monkeypatch.setattr(sys, "argv", ["afterburner", *map(str, arguments)])
        code = app._run()
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.mark.usefixtures("stages")
def test_a_training_says_its_steps_and_where_the_model_is(call, config):
    code, out, err = call("train", "sft", config, "--out", "out")
    assert code == 0
    assert "step 2/3: loss 0.5, 25% of groups without signal" in err
    assert "3 steps in 1.50 s; the model is in out/model" in out
    assert "--policy hf:out/model" in err
    assert "2 left out" in err
    record = json.loads((config.parent / "out" / "training.json").read_text())
    assert record["command"] == ["afterburner", "train", "sft", str(config), "--out", "out"]
    assert record["config"]["training"]["learning_rate"] == 1e-5


@pytest.mark.usefixtures("stages")
def test_a_training_as_json_has_no_numbers_that_json_has_not(call, config):
    code, out, _err = call("train", "sft", config, "--out", "out", "--json")
    document = json.loads(out)
    assert (code, document["policy"], document["log"]) == (0, "hf:out/model", {"loss": None})


def test_a_training_that_is_stopped_goes_on_by_the_same_command(call, config, stages):
    stages.stop_at = 2
    code, _out, err = call("train", "sft", config, "--out", "out")
    assert code == 130
    assert "interrupted at step 2 of 3" in err
    assert "checkpoint of step 2" in err
    assert f"afterburner train sft {config} --out out" in err
    stages.stop_at = None
    code, _out, err = call("train", "sft", config, "--out", "out")
    assert (code, "going on after step 2" in err) == (0, True)
    assert "step 1/3" not in err


def test_a_folder_made_by_itself_is_named_in_the_command_that_goes_on(call, config, stages):
    stages.stop_at = 1
    _code, _out, err = call("train", "sft", config)
    assert "--out afterburner-out/train-sft-" in err


@pytest.mark.usefixtures("stages")
def test_another_configuration_in_the_folder_is_refused(call, config):
    call("train", "sft", config, "--out", "out")
    code, _out, err = call("train", "sft", config, "--out", "out", "--set", "training.batch=2", "--seed", 1)
    assert code == 2
    assert "training.batch is 8 there and 2 now" in err
    assert "training.seed is 0 there and 1 now" in err


def test_of_several_processes_the_first_alone_writes_and_speaks(call, config, stages, monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    code, out, err = call("train", "sft", config, "--out", "out")
    assert (code, out, err) == (0, "", "")
    assert not (config.parent / "out" / "training.json").exists()
    monkeypatch.setenv("RANK", "0")
    code, out, err = call("train", "sft", config, "--out", "out2")
    assert json.loads((config.parent / "out2" / "training.json").read_text())["processes"] == 2
    assert "the model is in" in out
    assert stages.ranks == [False, True]


@pytest.mark.usefixtures("stages")
def test_several_processes_need_a_folder_with_a_name(call, config, monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "0")
    code, _out, err = call("train", "sft", config)
    assert (code, "--out DIR" in err) == (2, True)
    monkeypatch.setenv("RANK", "1")
    assert call("train", "sft", config) == (2, "", "")


def test_words_for_metrics():
    assert words({}) == ""
    assert words({"reward": 0.51239, "loss": 0.1, "other": 3}) == "loss 0.1, reward 0.5124"
    assert without_signal({"groups/signal": 0.25, "groups/masked": 0.0, "groups/within_noise": 0.75}) == 0.75
    assert without_signal({"loss": 1.0}) is None
