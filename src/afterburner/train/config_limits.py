"""What the values of a training configuration may be, by ``section.key``: ranges, choices, and their wording.

    refused("training.batch", 0)        "1 or more"
    refused("grpo.loss", "dapoo")       "one of grpo, dapo, ..."

Types are pydantic's part; what belongs together across keys is checked in ``config``.
"""

import difflib
import math
from collections.abc import Iterable
from dataclasses import dataclass

SCHEDULES = (
    "cosine",
    "linear",
    "constant",
    "constant_with_warmup",
    "cosine_with_restarts",
    "cosine_with_min_lr",
    "polynomial",
    "inverse_sqrt",
    "warmup_stable_decay",
)
"""Of Transformers' ``lr_scheduler_type`` those that need no measured loss; their own settings go through ``[trl]``."""
GRPO_LOSSES = ("grpo", "dapo", "dr_grpo", "bnpo", "gspo", "cispo", "luspo", "sapo", "vespo")
"""TRL 1.16's ``loss_type``, and ``gspo``: the loss ``grpo`` with importance sampling by sequence."""
DPO_LOSSES = (
    "sigmoid",
    "sft",
    "hinge",
    "ipo",
    "exo_pair",
    "nca_pair",
    "robust",
    "bco_pair",
    "sppo_hard",
    "aot",
    "aot_unpaired",
    "apo_zero",
    "apo_down",
    "discopop",
    "sigmoid_norm",
)
"""TRL 1.16's, whose sum a preference is learned by."""
TRACKERS = ("wandb", "trackio")

CHOICES: dict[str, tuple[str, ...]] = {
    "training.schedule": SCHEDULES,
    "training.device": ("auto", "cpu"),
    "training.precision": ("auto", "bf16", "fp16", "fp32"),
    "training.report_to": TRACKERS,
    "dpo.losses": DPO_LOSSES,
    "grpo.loss": GRPO_LOSSES,
    "grpo.scale_rewards": ("none", "batch", "group"),
    "grpo.engine": ("auto", "transformers", "vllm-colocate", "vllm-server"),
    "reward.efficiency": ("paper", "log-speedup", "beyond", "rank"),
}
"""Of a list, each entry is one of them."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from ``low`` to ``high``; each end belongs to it, or does not."""

    low: float
    high: float = math.inf
    low_in: bool = True
    high_in: bool = True

    def holds(self, value: float) -> bool:
        """Tell whether ``value`` is one of them; nothing infinite is."""
        above = value >= self.low if self.low_in else value > self.low
        below = value <= self.high if self.high_in else value < self.high
        return math.isfinite(value) and above and below

    def __str__(self) -> str:
        if self.high == math.inf:
            return f"{self.low:g} or more" if self.low_in else f"above {self.low:g}"
        low = f"{self.low:g}" if self.low_in else f"above {self.low:g}"
        return f"{low} to {self.high:g}" if self.high_in else f"{low} to less than {self.high:g}"


_COUNT, _SOME, _SHARE, _WEIGHT = Range(1), Range(0, low_in=False), Range(0, 1), Range(0)

RANGES: dict[str, Range] = {
    "lora.rank": _COUNT,
    "lora.alpha": _COUNT,
    "lora.dropout": Range(0, 1, high_in=False),
    "data.most": _COUNT,
    # Above 1 it is a slip of the pen: 1e-5 is meant where 1e5 is written.
    "training.learning_rate": Range(0, 1, low_in=False),
    "training.epochs": _SOME,
    "training.steps": _COUNT,
    "training.batch": _COUNT,
    "training.accumulation": _COUNT,
    "training.prompt_tokens": _COUNT,
    "training.completion_tokens": _COUNT,
    "training.warmup": Range(0, 1, high_in=False),
    "training.weight_decay": Range(0, 1),
    "training.max_grad_norm": _WEIGHT,
    "training.save_steps": _COUNT,
    "training.keep_checkpoints": _COUNT,
    "training.log_steps": _COUNT,
    # NumPy's generators, which Transformers seeds, take 32 bits.
    "training.seed": Range(0, 2**32 - 1),
    "dpo.beta": _SOME,
    "dpo.loss_weights": _WEIGHT,
    "grpo.rollouts": Range(2),
    "grpo.temperature": _SOME,
    "grpo.top_p": Range(0, 1, low_in=False),
    "grpo.kl": _WEIGHT,
    "grpo.clip_low": Range(0, 1, low_in=False),
    "grpo.clip_high": _SOME,
    "grpo.most_draws": _COUNT,
    "grpo.vllm_memory": Range(0, 1, low_in=False, high_in=False),
    "reward.weights.form": _WEIGHT,
    "reward.weights.correctness": _WEIGHT,
    "reward.weights.efficiency_first": _WEIGHT,
    "reward.weights.efficiency_last": _WEIGHT,
    "grading.workers": _COUNT,
    "grading.passes": _COUNT,
    "grading.budget_s": _SOME,
}

ELSEWHERE = {
    "model_name_or_path": "model.path",
    "attn_implementation": "model.attention",
    "lora_r": "lora.rank",
    "lora_alpha": "lora.alpha",
    "target_modules": "lora.targets",
    "dataset_name": "data.train",
    "lr": "training.learning_rate",
    "num_train_epochs": "training.epochs",
    "max_steps": "training.steps",
    "batch_size": "training.batch",
    "per_device_train_batch_size": "training.batch",
    "gradient_accumulation_steps": "training.accumulation",
    "max_prompt_length": "training.prompt_tokens",
    "max_completion_length": "training.completion_tokens",
    "warmup_ratio": "training.warmup",
    "lr_scheduler_type": "training.schedule",
    "logging_steps": "training.log_steps",
    "save_total_limit": "training.keep_checkpoints",
    "loss_weights": "dpo.loss_weights",
    "num_generations": "grpo.rollouts",
    "beta": "dpo.beta",
    "loss_type": "grpo.loss",
    "epsilon": "grpo.clip_low",
    "epsilon_high": "grpo.clip_high",
    "vllm_server_base_url": "grpo.vllm_url",
    "vllm_gpu_memory_utilization": "grpo.vllm_memory",
}
"""What other programs call a key, and its name here."""


def refused(key: str, value: object) -> str | None:
    """Return what is allowed instead of ``value``; None: it is allowed."""
    values = value if isinstance(value, (list, tuple)) else (value,)
    choices, allowed = CHOICES.get(key), RANGES.get(key)
    if choices is not None and any(one not in choices for one in values):
        return among(choices)
    if allowed is not None and not all(isinstance(one, (int, float)) and allowed.holds(one) for one in values):
        return str(allowed)
    return None


def among(choices: Iterable[str]) -> str:
    """Return a choice in words."""
    return f"one of {', '.join(choices)}"


def near(word: str, known: Iterable[str]) -> str | None:
    """Return which of the ``known`` words is meant; None: none is near."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return found[0] if found else None
