"""What all stages tell TRL's configurations alike, out of ours.

    precision = numbers(config)
    made(trl.SFTConfig, config, folder, {"max_length": None})

Deliberate differences from TRL's defaults: (1) a loss that is not a number is seen, and not replaced by the average of the
others; (2) nothing is cut: what is too long was left out before; (3) old checkpoints are removed by us, when the new one is
whole; (4) TensorBoard's and our log are callbacks of ours.
"""

import contextlib
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.train.config import USUAL_LEARNING_RATES, LoraSection, Precision, Stage, TrainingConfig
from afterburner.train.training_rows import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """In what training computes, and where."""

    on_cpu: bool
    bf16: bool
    fp16: bool

    def weights(self, *, is_frozen: bool) -> str:
        """Return the kind of number that weights are loaded in.

        Those that are trained stay in float32 beside a computation in 16 bits: small steps would be rounded away. Those that
        LoRA leaves as they are don't need that.
        """
        if not is_frozen or not (self.bf16 or self.fp16):
            return "float32"
        return "bfloat16" if self.bf16 else "float16"


def numbers(config: TrainingConfig) -> Numbers:
    """Return in what this machine computes, as the configuration wants it.

    Raises:
        UsageError: it can't.

    """
    torch = import_module("torch")
    wanted = config.training.precision
    on_cpu = config.training.device == "cpu" or not torch.accelerator.is_available()
    if on_cpu and wanted is Precision.FP16:
        raise UsageError("a CPU does not train in fp16", hint='set training.precision to "fp32"')
    has_bf16 = not on_cpu and (not torch.cuda.is_available() or torch.cuda.is_bf16_supported())
    if wanted is Precision.BF16 and not on_cpu and not has_bf16:
        raise UsageError("this GPU has no bf16", hint='set training.precision to "fp16" or "fp32"')
    bf16 = wanted is Precision.BF16 or (wanted is Precision.AUTO and has_bf16)
    return Numbers(on_cpu=on_cpu, bf16=bf16, fp16=wanted is Precision.FP16)


def lora_of(section: LoraSection | None) -> Any:  # noqa: ANN401 - no types without the package
    """Return PEFT's configuration; None: all weights are trained."""
    if section is None:
        return None
    targets: str | list[str] = list(section.targets)
    if section.targets == ("all-linear",):
        targets = "all-linear"
    return import_module("peft").LoraConfig(
        r=section.rank,
        lora_alpha=section.alpha,
        lora_dropout=section.dropout,
        target_modules=targets,
        task_type="CAUSAL_LM",
    )


def dataset_of(kept: Kept) -> Any:  # noqa: ANN401 - as above
    """Return the rows as TRL takes them."""
    return import_module("datasets").Dataset.from_list(list(kept.rows))


def made(kind: Any, config: TrainingConfig, checkpoints: Path, more: Mapping[str, object]) -> Any:  # noqa: ANN401 - as above
    """Return a TRL configuration of class ``kind``: what all stages have, ``more``, and over both the section ``trl``.

    Raises:
        UsageError: TRL refuses it, or this machine can't.

    """
    given = {**_common(config, checkpoints), **more, **config.trl}
    with refusals(TypeError), warnings.catch_warnings():
        # Transformers has another name for it by now; TRL 1.16 reads this one.
        warnings.filterwarnings("ignore", "`gradient_checkpointing` is deprecated", FutureWarning)
        return kind(**given)


@contextlib.contextmanager
def refusals(*more: type[Exception]) -> Iterator[None]:
    """Turn what TRL and PEFT raise for settings that they can't use, and ``more``, into words for the user.

    Raises:
        UsageError: they refuse it.

    """
    faults: tuple[type[Exception], ...] = (ValueError, ImportError, *more)
    try:
        yield
    except faults as error:
        said = re.sub(r"^\w+\.__init__\(\) got", "it got", str(error))
        raise UsageError(
            f"TRL refuses the configuration: {said}",
            hint="see [training], the stage's section, [lora], and the keys in [trl]",
        ) from error


def _common(config: TrainingConfig, checkpoints: Path) -> dict[str, object]:
    training, chosen = config.training, numbers(config)
    return {
        "output_dir": str(checkpoints),
        "run_name": checkpoints.parent.name,
        "learning_rate": training.learning_rate or USUAL_LEARNING_RATES[config.stage][config.lora is not None],
        "num_train_epochs": training.epochs,
        "max_steps": training.steps or -1,
        "per_device_train_batch_size": training.batch,
        "gradient_accumulation_steps": training.accumulation,
        "warmup_steps": training.warmup,
        "lr_scheduler_type": training.schedule,
        "weight_decay": training.weight_decay,
        "max_grad_norm": training.max_grad_norm,
        "use_cpu": chosen.on_cpu,
        "bf16": chosen.bf16,
        "fp16": chosen.fp16,
        "gradient_checkpointing": training.gradient_checkpointing and not chosen.on_cpu,
        "dataloader_pin_memory": not chosen.on_cpu,
        "save_strategy": "steps",
        "save_steps": training.save_steps,
        "save_total_limit": None,
        "logging_strategy": "steps",
        "logging_steps": training.log_steps,
        "logging_nan_inf_filter": False,
        "report_to": _trackers(training.report_to),
        "disable_tqdm": True,
        "seed": training.seed,
        "data_seed": training.seed,
        **_evaluation(config),
    }


def _evaluation(config: TrainingConfig) -> dict[str, object]:
    if config.data.eval is None:
        return {"eval_strategy": "no"}
    training = config.training
    groups = max(1, training.batch // config.grpo.rollouts)
    batch = groups * config.grpo.rollouts if config.stage is Stage.GRPO else training.batch
    return {"eval_strategy": "steps", "eval_steps": training.save_steps, "per_device_eval_batch_size": batch}


def _trackers(names: tuple[str, ...]) -> list[str]:
    for name in names:
        if find_spec(name) is None:
            raise UsageError(
                f"training.report_to names {name}, which is not installed",
                hint=f"pip install {name}, or take it out: TensorBoard's files and log.jsonl are always written",
            )
    return list(names) or ["none"]
