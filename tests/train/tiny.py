"""A language model of some 50,000 random weights that is trained in seconds, its data, and a folder to train in."""

# ruff: noqa: PLC0415 -- heavy packages that only slow tests have; tokens of text are no passwords

import json
import os
from pathlib import Path

from afterburner.train.config import (
    DataSection,
    GrpoSection,
    ModelSection,
    Stage,
    TrainingConfig,
    TrainingSection,
)
from afterburner.train.training_folder import TrainingFolder
from tests.policy.tiny_model import WORDS, new_tokenizer

CONTEXT = 128
"""In tokens."""

TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}<user> {{ message['content'] }} <end> "
    "{% else %}<model> {{ message['content'] }} <end> {% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}<model> {% endif %}"
)


def save_tiny_model(folder: Path, *, with_template: bool = True, tied: bool = False) -> Path:
    """Save a model with random weights, the same each time, and return its folder."""
    # Before torch is imported: threads that wait by spinning take the processors from those that work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch
    import transformers

    tokenizer = new_tokenizer(TEMPLATE if with_template else None)
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=None,
        initializer_range=0.2,
        tie_word_embeddings=tied,
    )
    torch.manual_seed(0)
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def row(stage: Stage, number: int, *, baseline: str | None = "return 2") -> dict[str, object]:
    """Return a row as ``afterburner train data`` writes it."""

    def said(role: str, text: str) -> list[dict[str, str]]:
        return [{"role": role, "content": text}]

    words = WORDS.split()
    prompt = f"make it faster {words[number % len(words)]} {words[number // len(words) % len(words)]}"
    about = {"id": str(number), "problem": f"p{number % 3}", "language": "python", "objective": "time"}
    made: dict[str, object] = {"prompt": said("user", prompt), **about}
    if stage is Stage.SFT:
        return {**made, "completion": said("assistant", "def solve ( ) : return 1")}
    if stage is Stage.DPO:
        chosen, rejected = said("assistant", "return sum ( list )"), said("assistant", "for while if else")
        return {**made, "chosen": chosen, "rejected": rejected, "margin": 0.5}
    truth = {**about, "baseline_code": baseline, "baseline": {}}
    del truth["id"]
    return {**made, "ground_truth": json.dumps(truth)}


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path


def write_data(folder: Path, stage: Stage, *, count: int = 12) -> Path:
    return write_rows(folder / f"{stage.value}.jsonl", [row(stage, number) for number in range(count)])


def config_for(stage: Stage, model: Path, data: Path, *, lora=None, grpo=None, trl=None, **training) -> TrainingConfig:
    """Return a configuration that trains a tiny model for four steps."""
    usual = {
        "learning_rate": 1e-2,
        "steps": 4,
        "batch": 2 if stage is not Stage.GRPO else 8,
        "prompt_tokens": 40,
        "completion_tokens": 24,
        "save_steps": 2,
        "device": "cpu",
    }
    return TrainingConfig(
        stage=stage,
        model=ModelSection(path=str(model)),
        data=DataSection(train=str(data)),
        lora=lora,
        training=TrainingSection(**(usual | training)),
        grpo=grpo or GrpoSection(rollouts=4),
        trl=trl or {},
    )


class TinyFolder(TrainingFolder):
    """A folder that keeps no record of what the run came from: models and data may be missing on purpose."""

    begun: TrainingConfig | None = None

    def begin(self, config: TrainingConfig) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        self.begun = config

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]
