"""SFT, DPO and GRPO from the same start: what each learns from, and its configuration for the project's own trainers.

    write_data(Stage.DPO, folder / "dpo.jsonl", catalogue, seed=0)
    config = config_of(Stage.DPO, start=folder / "base", data=folder / "dpo.jsonl", dataset=problems, effort=Effort(), seed=0)
    stages.run(config, TrainingFolder(folder / "dpo-0"))

All three learn from the same programs: the measured references of the training problems. SFT imitates the best two of each
problem, DPO prefers what is certainly better, GRPO begins with one of them and is rewarded for what it makes of it.
"""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.objective import Objective
from afterburner.train.config import (
    DataSection,
    DpoSection,
    GradingSection,
    GrpoSection,
    ModelSection,
    Stage,
    TrainingConfig,
    TrainingSection,
)
from afterburner.train.miniature.catalogue import Catalogue, Measured
from afterburner.train.miniature.corpus import OBJECTIVES
from afterburner.train.miniature.known import is_better
from afterburner.train.miniature.prompt import answer, ask
from afterburner.train.miniature.sampling import MOST_NEW_TOKENS
from afterburner.train.miniature.tasks import Task

BEST = 2
"""SFT: answers a problem and objective."""
SEEDS = 3
"""SFT: programs to start from, an answer. GRPO: prompts a problem and objective."""
PAIRS = 8
"""DPO: pairs a problem and objective."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long each method trains."""

    sft_steps: int = 80
    dpo_steps: int = 80
    grpo_steps: int = 100
    rollouts: int = 8
    prompts: int = 8
    """GRPO: prompts a step."""


def write_data(stage: Stage, path: Path, catalogue: Catalogue, *, seed: int) -> int:
    """Write the examples of ``stage``, in an order drawn with ``seed``; return how many."""
    makers = {Stage.SFT: _sft, Stage.DPO: _dpo, Stage.GRPO: _grpo}
    draw = random.Random(f"{stage} {seed}")  # noqa: S311 - reproducible
    rows = [
        row
        for task in catalogue.split.train
        for objective in OBJECTIVES
        for row in makers[stage](catalogue, task, objective, draw)
    ]
    draw.shuffle(rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return len(rows)


def _said(role: str, text: str) -> list[Mapping[str, str]]:
    return [{"role": role, "content": text}]


def _sft(catalogue: Catalogue, task: Task, objective: Objective, draw: random.Random) -> Iterator[Row]:
    ranked = catalogue.ranked(task, objective)
    for best in ranked[:BEST]:
        done = _said("assistant", answer(task, best.ways))
        yield {"prompt": _said("user", ask(task, objective, seed=None)), "completion": done}
        worse = [one for one in ranked if is_better(best.facts, one.facts, objective.quantity())]
        for seed in draw.sample(worse, min(SEEDS, len(worse))):
            yield {
                "prompt": _said("user", ask(task, objective, seed=catalogue.seen(seed, objective))),
                "completion": done,
            }


def _dpo(catalogue: Catalogue, task: Task, objective: Objective, draw: random.Random) -> Iterator[Row]:
    ranked = catalogue.ranked(task, objective)
    pairs = [(a, b) for a in ranked for b in ranked if is_better(a.facts, b.facts, objective.quantity())]
    for better, worse in draw.sample(pairs, min(PAIRS, len(pairs))):
        seed = catalogue.seen(draw.choice(ranked), objective) if draw.random() < SEEDS / (SEEDS + 1) else None
        yield {
            "prompt": _said("user", ask(task, objective, seed=seed)),
            "chosen": _said("assistant", answer(task, better.ways)),
            "rejected": _said("assistant", answer(task, worse.ways)),
        }


def _grpo(catalogue: Catalogue, task: Task, objective: Objective, draw: random.Random) -> Iterator[Row]:
    for seed in draw.sample(catalogue.ranked(task, objective), SEEDS):
        yield {
            "prompt": _said("user", ask(task, objective, seed=catalogue.seen(seed, objective))),
            "ground_truth": json.dumps(_truth(catalogue, task, seed, objective)),
        }


def _truth(catalogue: Catalogue, task: Task, seed: Measured, objective: Objective) -> Row:
    return {
        "problem": catalogue.problem(task).id,
        "language": "python",
        "objective": objective.value,
        "baseline_code": seed.code,
    }


def config_of(stage: Stage, *, start: Path, data: Path, dataset: Path, effort: Effort, seed: int) -> TrainingConfig:
    """Return the configuration of one method; see the values' reasons beside them."""
    rates = {Stage.SFT: 3e-4, Stage.DPO: 2e-5, Stage.GRPO: 2e-4}
    batch = effort.rollouts * effort.prompts if stage is Stage.GRPO else 32
    steps = {Stage.SFT: effort.sft_steps, Stage.DPO: effort.dpo_steps, Stage.GRPO: effort.grpo_steps}[stage]
    return TrainingConfig(
        stage=stage,
        model=ModelSection(path=str(start)),
        data=DataSection(train=str(data), dataset=str(dataset)),
        training=TrainingSection(
            learning_rate=rates[stage],
            steps=steps,
            batch=batch,
            prompt_tokens=160,
            completion_tokens=MOST_NEW_TOKENS,
            save_steps=20,
            keep_checkpoints=1,
            seed=seed,
        ),
        dpo=DpoSection(),
        grpo=GrpoSection(rollouts=effort.rollouts),
        grading=GradingSection(passes=3, budget_s=2.0),
    )
