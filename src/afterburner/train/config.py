"""The configuration of one training stage: what stands in ``CONFIG.toml``, by section.

    config = read(Path("grpo.toml"), stage=Stage.GRPO)

Every section is optional but ``model`` and ``data``; what is not said has the defaults below. Keys of TRL's own configuration
that have no place here go into ``[trl]`` and reach it as they are. A key that is not known, or that means nothing for the
stage, is an error: a knob that does nothing would be believed to do something.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from afterburner.core.errors import UsageError
from afterburner.dataset.opening import BUILT_IN
from afterburner.train import toml_text
from afterburner.train.config_reading import Check, change, document, located, merge
from afterburner.train.reward import RewardConfig


class Stage(StrEnum):
    """A way to train."""

    SFT = "sft"
    DPO = "dpo"
    GRPO = "grpo"


class Precision(StrEnum):
    """The numbers that training computes in."""

    AUTO = "auto"
    """bfloat16 where the GPU has it, else float32."""
    BF16 = "bf16"
    FP16 = "fp16"
    FP32 = "fp32"


class Rollouts(StrEnum):
    """What generates completions for GRPO."""

    AUTO = "auto"
    """vLLM in the same process where it is installed and there is a GPU, else Transformers."""
    TRANSFORMERS = "transformers"
    VLLM_COLOCATE = "vllm-colocate"
    VLLM_SERVER = "vllm-server"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSection:
    """Which weights training begins with."""

    path: str
    """A folder, or a name on huggingface.co."""
    adapter: str | None = None
    """A LoRA adapter to go on from: merged into the weights first."""
    attention: str | None = None
    """As Transformers names it, for instance ``flash_attention_2``; None: its choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSection:
    """Low-rank adaptation; without this section all weights are trained."""

    rank: int = 16
    alpha: int = 32
    dropout: float = 0.0
    targets: tuple[str, ...] = ("all-linear",)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSection:
    """What it learns from."""

    train: str
    """A file as ``afterburner train data`` writes it, in TRL's format; relative to the file that says so."""
    eval: str | None = None
    dataset: str = BUILT_IN
    """GRPO: where the problems of the prompts are, as ``--dataset`` of other commands takes it."""
    most: int | None = None
    """At most so many examples, the first ones; None: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSection:
    """What all stages have in common; sizes are for each device."""

    learning_rate: float | None = None
    """None: the stage's usual: SFT 1e-5 (LoRA 1e-4), DPO 5e-7 (LoRA 5e-6), GRPO 1e-6 (LoRA 1e-5)."""
    epochs: float = 1.0
    steps: int | None = None
    """Optimisation steps; None: as many as the epochs take."""
    batch: int = 8
    """Examples a device and backward pass; GRPO: completions."""
    accumulation: int = 1
    prompt_tokens: int = 2048
    """A longer prompt is left out, and said."""
    completion_tokens: int = 8192
    warmup: float = 0.03
    """Share of the steps."""
    schedule: str = "cosine"
    weight_decay: float = 0.0
    max_grad_norm: float = 1.0
    precision: Precision = Precision.AUTO
    gradient_checkpointing: bool = True
    """Not on a CPU, where it is off."""
    device: str = "auto"
    """``auto``, or ``cpu``."""
    save_steps: int = 50
    keep_checkpoints: int = 2
    log_steps: int = 1
    seed: int = 0
    report_to: tuple[str, ...] = ()
    """Beside TensorBoard: ``wandb``, ``trackio``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DpoSection:
    """Direct preference optimisation. Source of the default: FINDINGS, where plain DPO on references collapsed."""

    beta: float = 0.1
    losses: tuple[str, ...] = ("sigmoid", "sft")
    loss_weights: tuple[float, ...] = (1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrpoSection:
    """Group-relative policy optimisation."""

    rollouts: int = 32
    """Completions a prompt."""
    temperature: float = 1.0
    top_p: float = 1.0
    kl: float = 0.0
    """Weight of the divergence from the first weights; 0: none, as in the paper's run."""
    loss: str = "dapo"
    """TRL's ``loss_type``: ``grpo``, ``dapo``, ``dr_grpo``, ...; ``gspo`` is importance sampling by sequence."""
    clip_low: float = 0.2
    clip_high: float | None = None
    """None: as ``clip_low``; larger: "clip higher" of DAPO."""
    scale_rewards: str = "none"
    """``none``, ``batch`` or ``group``. By the group, a group that differs by noise alone counts as much as one that differs."""
    dynamic_sampling: bool = False
    """Whether groups without signal are drawn anew, with other prompts."""
    most_draws: int = 3
    """Dynamic sampling: how often at most, for a step."""
    engine: Rollouts = Rollouts.AUTO
    vllm_url: str | None = None
    vllm_memory: float = 0.3
    """Share of the GPU's memory for vLLM in the same process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingSection:
    """How completions are judged and measured."""

    workers: int | None = None
    """Sandboxes at a time; None: one a processor."""
    passes: int = 5
    """Passes over the timed tests of a group, 1 or more."""
    budget_s: float = 20.0
    """CPU seconds of a group's programs after which no further pass is begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingConfig:
    """One stage, whole."""

    stage: Stage
    model: ModelSection
    data: DataSection
    lora: LoraSection | None = None
    training: TrainingSection = field(default_factory=TrainingSection)
    dpo: DpoSection = field(default_factory=DpoSection)
    grpo: GrpoSection = field(default_factory=GrpoSection)
    reward: RewardConfig = field(default_factory=RewardConfig)
    grading: GradingSection = field(default_factory=GradingSection)
    trl: Mapping[str, object] = field(default_factory=dict)
    """Handed to TRL's configuration as it is, over everything else."""


_CONFIG = TypeAdapter(TrainingConfig)
_FILES = ("data.train", "data.eval")
_PLACES = ("model.path", "model.adapter", "data.dataset")
"""Files or folders, or names of something elsewhere."""
_NEEDED = {"model": 'path = "./model"', "data": 'train = "training/grpo.jsonl"'}
_OF_STAGE = {"dpo": Stage.DPO, "grpo": Stage.GRPO, "reward": Stage.GRPO, "grading": Stage.GRPO}
"""Sections that mean something for one stage alone."""
USUAL_LEARNING_RATES = {Stage.SFT: (1e-5, 1e-4), Stage.DPO: (5e-7, 5e-6), Stage.GRPO: (1e-6, 1e-5)}
"""Learning rates: of all weights, and of LoRA."""


def read(path: Path, *, stage: Stage, changes: Sequence[str] = ()) -> TrainingConfig:
    """Return the configuration in ``path``, whole: what follows from other values is filled in.

    Each of the ``changes`` is ``section.key=value`` and goes over the file. Paths in the file are relative to its folder, those
    in changes to the working folder.

    Raises:
        UsageError: the file can't be read or is no TOML, a key or value can't be used, or is missing.

    """
    found = located(document(path), path.parent, files=_FILES, places=_PLACES)
    for one in changes:
        merge(found, located(change(one), Path(), files=_FILES, places=_PLACES))
    return from_document(found, stage=stage, source=str(path))


def from_document(found: Mapping[str, Any], *, stage: Stage, source: str) -> TrainingConfig:
    """Return the configuration that the tables ``found`` are; ``source`` names them in messages.

    Raises:
        UsageError: a key or value can't be used, or is missing.

    """
    said = found.get("stage", stage.value)
    if said != stage:
        raise UsageError(f"{source}: stage is {said!r}, and this is {stage}", hint=f"afterburner train {said} {source}")
    check = Check(TrainingConfig, source)
    check.keys(found)
    _check_stage(found, stage, source)
    try:
        # By way of JSON, in which a list is a tuple and a text is an enumeration's member; a number is never made of a text.
        config = _CONFIG.validate_json(json.dumps({**found, "stage": stage}, default=str), strict=True)
    except ValidationError as error:
        check.types(error, _NEEDED)
    check.values(found)
    _check_together(config, check)
    return _filled(config, is_accumulation_said="accumulation" in found.get("training", {}))


def to_document(config: TrainingConfig) -> dict[str, Any]:
    """Return ``config`` as plain values, by section; what is None, or means nothing for its stage, is left out."""
    others = {section for section, stage in _OF_STAGE.items() if stage is not config.stage}
    return {key: value for key, value in _plain(asdict(config)).items() if key not in others}


def to_toml(config: TrainingConfig) -> str:
    """Return ``config`` as a file that ``read`` takes."""
    return toml_text.document(to_document(config))


def check_groups(config: TrainingConfig, *, devices: int) -> None:
    """Check that the completions of a step on ``devices`` are whole groups.

    Raises:
        UsageError: they are not; the hint has a number that will do.

    """
    training, rollouts = config.training, config.grpo.rollouts
    completions = training.batch * training.accumulation * devices
    if config.stage is Stage.GRPO and completions % rollouts:
        wanted = rollouts // math.gcd(rollouts, training.batch * devices)
        nearest = math.ceil(training.accumulation / wanted) * wanted
        raise UsageError(
            f"training.batch = {training.batch} times training.accumulation = {training.accumulation} times {devices} "
            f"device{'s' * (devices > 1)} is {completions} completions a step: no whole groups of grpo.rollouts = {rollouts}",
            hint=f"for instance training.accumulation = {nearest}",
        )


def _check_stage(found: Mapping[str, Any], stage: Stage, source: str) -> None:
    for section, of in _OF_STAGE.items():
        if section in found and of is not stage:
            what = f"{source}: [{section}] means nothing for {stage}"
            raise UsageError(what, hint=f"take it out: it is for `afterburner train {of}`")


def _check_together(config: TrainingConfig, check: Check) -> None:
    dpo, grpo = config.dpo, config.grpo
    for key, text in (("model.path", config.model.path), ("data.train", config.data.train)):
        if not text.strip():
            check.refuse(key, text, "a path")
    if len(dpo.losses) != len(dpo.loss_weights) or not dpo.losses:
        check.refuse(
            "dpo.loss_weights", list(dpo.loss_weights), f"a number for each of dpo.losses = {list(dpo.losses)}"
        )
    if grpo.clip_high is not None and grpo.clip_high < grpo.clip_low:
        check.refuse("grpo.clip_high", grpo.clip_high, f"grpo.clip_low = {grpo.clip_low:g}, or more")
    if grpo.engine is Rollouts.VLLM_SERVER and grpo.vllm_url is None:
        check.refuse("grpo.vllm_url", None, "the server's address, such as http://localhost:8000")
    if grpo.engine is not Rollouts.VLLM_SERVER and grpo.vllm_url is not None:
        check.refuse("grpo.engine", grpo.engine.value, "vllm-server where grpo.vllm_url is given")


def _filled(config: TrainingConfig, *, is_accumulation_said: bool) -> TrainingConfig:
    training = config.training
    if training.learning_rate is None:
        training = replace(training, learning_rate=USUAL_LEARNING_RATES[config.stage][config.lora is not None])
    if config.stage is Stage.GRPO and not is_accumulation_said:
        # The fewest passes that make whole groups on one device, and so on any number of them.
        rollouts = config.grpo.rollouts
        training = replace(training, accumulation=rollouts // math.gcd(rollouts, training.batch))
    return replace(config, training=training)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: value for key, value in values.items() if value is not None}
    return {key: _plain(value) if isinstance(value, Mapping) else _leaf(value) for key, value in known.items()}


def _leaf(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value
