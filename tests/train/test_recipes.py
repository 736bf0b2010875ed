"""Every recipe in runs/ is read, dry-run and fits the GPU that it names; every way to launch is one that accelerate takes."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from afterburner.train.config import Stage, read
from afterburner.train.dry_run import rehearse, to_document
from afterburner.train.memory_estimate import Sharding

RUNS = Path(__file__).parents[2] / "runs"
RECIPES = sorted(RUNS.glob("*/*.toml"))
LAUNCHES = sorted((RUNS / "accelerate").glob("*.yaml"))
GPU_BYTES = {"single-gpu-lora": 24e9, "paper-3b": 80e9, "qwen-7b": 80e9}
USABLE = 0.9
"""Of a GPU: the rest is CUDA's own, and lost between pieces."""
TRUTH = {"problem": "two-sum", "language": "python", "objective": "time", "baseline_code": None, "baseline": {}}
ROW = {
    "prompt": [{"role": "user", "content": "Make it faster."}],
    "completion": [{"role": "assistant", "content": "Yes."}],
    "chosen": [{"role": "assistant", "content": "Yes."}],
    "rejected": [{"role": "assistant", "content": "No."}],
    "ground_truth": json.dumps(TRUTH),
}


def rehearsed(recipe: Path, folder: Path, *, devices: int):
    data = folder / "data.jsonl"
    data.write_text(f"{json.dumps(ROW)}\n" * 100)
    stage = Stage(tomllib.loads(recipe.read_text())["stage"])
    return rehearse(read(recipe, stage=stage, changes=(f"data.train={data}",)), devices=devices)


def names(paths):
    return [str(path.relative_to(RUNS)) for path in paths]


def test_there_is_a_recipe_for_each_stage():
    assert names(RECIPES) == [
        *(f"paper-3b/{stage}.toml" for stage in ("cold_start", "dpo", "grpo", "sft")),
        *(f"qwen-7b/{stage}.toml" for stage in ("cold_start", "dpo", "grpo", "sft")),
        *(f"single-gpu-lora/{stage}.toml" for stage in ("dpo", "grpo", "sft")),
    ]


@pytest.mark.parametrize("recipe", RECIPES, ids=names(RECIPES))
def test_a_dry_run_finds_nothing_wrong_and_that_it_fits(recipe, tmp_path):
    devices = 1 if recipe.parent.name == "single-gpu-lora" else 8
    told = rehearsed(recipe, tmp_path, devices=devices)
    assert told.faults == ()
    assert told.steps >= 1
    assert told.sample.prompt == "Make it faster."
    sharding = Sharding.COPIES if devices == 1 else Sharding.FSDP
    (estimate,) = (one for one in told.memory if one.sharding is sharding)
    gpu = GPU_BYTES[recipe.parent.name]
    share = told.config.grpo.vllm_memory if told.config.grpo.engine == "vllm-colocate" else 0.0
    # vLLM's weights are within its share.
    own = sum(part.size_bytes for part in estimate.parts if part.name == "vLLM's weights")
    assert own < share * gpu or own == 0
    assert estimate.total_bytes - own < USABLE * (1 - share) * gpu
    json.dumps(to_document(told), allow_nan=False)


def test_the_papers_figures():
    """Source: section 9 of the design: 32 rollouts, rate 1e-6, temperature 1, batch 32, 2048 and 8192 tokens, no divergence."""
    config = read(RUNS / "paper-3b" / "grpo.toml", stage=Stage.GRPO)
    training, grpo, weights = config.training, config.grpo, config.reward.weights
    assert config.model.path == "Qwen/Qwen2.5-Coder-3B-Instruct"
    assert (grpo.rollouts, grpo.temperature, grpo.kl, training.learning_rate) == (32, 1.0, 0.0, 1e-6)
    assert (training.prompt_tokens, training.completion_tokens) == (2048, 8192)
    assert training.batch * training.accumulation * 8 == 32 * grpo.rollouts
    assert (weights.form, weights.correctness, weights.efficiency_first, weights.efficiency_last) == (
        0.2,
        0.5,
        0.3,
        0.5,
    )


@pytest.mark.parametrize("recipe", RECIPES, ids=names(RECIPES))
def test_the_commands_in_recipes_name_files_that_are_there(recipe):
    text = recipe.read_text()
    named = re.findall(r"runs/[\w./-]+\.(?:toml|yaml)", text)
    assert f"runs/{recipe.relative_to(RUNS)}" in named
    for name in named:
        assert (RUNS.parent / name).is_file(), name


@pytest.mark.slow
@pytest.mark.parametrize("launch", LAUNCHES, ids=names(LAUNCHES))
def test_accelerate_takes_every_way_to_launch(launch):
    pytest.importorskip("accelerate")
    from accelerate.commands.config.config_args import load_config_from_file  # noqa: PLC0415 - an extra

    config = load_config_from_file(str(launch))
    assert config.num_processes == (1 if launch.stem == "single" else 8)
    assert not config.use_cpu
