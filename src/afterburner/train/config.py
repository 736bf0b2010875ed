"""The configuration of one training stage: what stands in ``CONFIG.toml``, by section.

    config = read(Path("grpo.toml"), stage=Stage.GRPO)

Every section is optional but ``model`` and ``data``; what is not said has the defaults below. Keys of TRL's own configuration
that have no place here go into ``[trl]`` and reach it as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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
    dataset: str = "builtin"
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
