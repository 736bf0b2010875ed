"""What a stage would do, told before it is done: its steps, its first example as the model will see it, its memory.

    told = rehearse(config, devices=8)
    told.steps, told.sample, told.faults

Needs no GPU, no weights, no network, and of the packages of training none: where Transformers and the model's tokenizer are on
this machine, prompts are rendered and counted with them, else that is said. What would end the training at its start is found
here, all of it at once, and not raised.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.dataset.opening import BUILT_IN
from afterburner.policy.local_model import folder_of
from afterburner.train.config import Rollouts, Stage, TrainingConfig, check_groups
from afterburner.train.memory_estimate import MemoryEstimate, Sharding, estimated
from afterburner.train.model_shape import FoundShape, cached_folder, shape_of
from afterburner.train.reward_source import BUILT_IN_NAMES
from afterburner.train.training_rows import COLUMNS, Limits, Row, fitting, rows_of

_LEAST_CORRECTNESS = 0.5
"""A smaller weight made training crash. Source: the paper's rebuttal (arXiv 2505.23387)."""
_TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "tokenizer.model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The first example."""

    prompt: str
    """As the model reads it, if ``is_rendered``; else the text alone, without the marks of a chat."""
    is_rendered: bool
    tokens: int | None
    """Of the prompt; None: there is no tokenizer here."""
    answers: Mapping[str, str]
    """What is to be learned, by column; for GRPO, what the reward knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What would be done."""

    config: TrainingConfig
    devices: int
    examples: int | None
    """In the file, ``data.most`` taken into account; None: it can't be read."""
    left_out: int | None
    """Of them, too long; None: nobody counted."""
    steps: int | None
    sample: Sample | None
    model: FoundShape | None
    """None: nothing is known of its shape."""
    memory: tuple[MemoryEstimate, ...]
    """For one device as it is alone, for several by each way to share."""
    notes: tuple[str, ...]
    faults: tuple[UsageError, ...]
    """What would end the training at its start."""


def rehearse(config: TrainingConfig, *, devices: int = 1) -> DryRun:
    """Return what a training with ``config`` on so many ``devices`` would do."""
    faults: list[UsageError] = []
    notes: list[str] = list(_notes(config))
    folder: Path | None = None
    with _collecting(faults):
        folder = folder_of(config.model.path) or cached_folder(config.model.path)
    model = _model(config, notes)
    rows = _rows(config, faults)
    tokenizer = _tokenizer(folder, notes)
    usable = _usable(config, rows, tokenizer, model, faults)
    with _collecting(faults):
        # Of each device: a group is measured beside itself.
        check_groups(config, devices=1)
    with _collecting(faults):
        _check_dataset(config)
    steps = steps_of(config, examples=usable if tokenizer else len(rows), devices=devices) if rows else None
    if steps == 0 and not faults:
        faults.append(_too_few(config, usable, devices))
    return DryRun(
        config=config,
        devices=devices,
        examples=len(rows) if rows else None,
        left_out=len(rows) - usable if rows and tokenizer else None,
        steps=steps,
        sample=_sample(config.stage, rows[0], tokenizer) if rows else None,
        model=model,
        memory=_memory(config, model, devices),
        notes=tuple(notes),
        faults=tuple(faults),
    )


def steps_of(config: TrainingConfig, *, examples: int, devices: int) -> int:
    """Return how many optimisation steps a training on so many examples takes; 0: they are too few for one.

    Source: Transformers' ``Trainer`` (a step may be smaller at the end of an epoch), and TRL's ``RepeatSampler``, which makes
    whole steps alone.
    """
    training = config.training
    if training.steps is not None:
        return training.steps
    at_once = training.batch * devices
    if config.stage is not Stage.GRPO:
        batches = math.ceil(examples / at_once)
        return math.ceil(training.epochs * math.ceil(batches / training.accumulation))
    again = config.trl.get("num_iterations", 1)
    whole = examples // max(1, prompts_a_step(config, devices=devices))
    return math.ceil(training.epochs * whole * (again if isinstance(again, int) else 1))


def prompts_a_step(config: TrainingConfig, *, devices: int) -> int:
    """Return how many prompts, each with its group of completions, a step of GRPO has."""
    training = config.training
    return training.batch * training.accumulation * devices // config.grpo.rollouts


def to_document(told: DryRun) -> dict[str, object]:
    """Return plain values for JSON; ``config`` is for the caller to add."""
    sample, model = told.sample, told.model
    return {
        "devices": told.devices,
        "examples": told.examples,
        "left_out": told.left_out,
        "steps": told.steps,
        "sample": sample
        and {
            "prompt": sample.prompt,
            "is_rendered": sample.is_rendered,
            "tokens": sample.tokens,
            "answers": dict(sample.answers),
        },
        "model": model
        and {"parameters": model.shape.parameters, "context": model.shape.context, "source": model.source},
        "memory": [_memory_document(one) for one in told.memory],
        "notes": list(told.notes),
        "faults": [{"message": fault.message, "hint": fault.hint} for fault in told.faults],
    }


def _memory_document(estimate: MemoryEstimate) -> dict[str, object]:
    return {
        "sharding": estimate.sharding.value,
        "devices": estimate.devices,
        "precision": estimate.precision.value,
        "parameters": estimate.parameters,
        "trained": estimate.trained,
        "parts": [{"name": one.name, "bytes": one.size_bytes, "phase": one.phase} for one in estimate.parts],
        "total_bytes": estimate.total_bytes,
    }


@contextmanager
def _collecting(faults: list[UsageError]) -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        faults.append(error)


def _rows(config: TrainingConfig, faults: list[UsageError]) -> list[Row]:
    rows: list[Row] = []
    with _collecting(faults):
        rows = rows_of(Path(config.data.train), config.stage, most=config.data.most)
    if config.data.eval is not None:
        with _collecting(faults):
            rows_of(Path(config.data.eval), config.stage, most=1)
    return rows


def _model(config: TrainingConfig, notes: list[str]) -> FoundShape | None:
    try:
        return shape_of(config.model.path)
    except UsageError as error:
        notes.append(f"no estimate of memory: {error.message}; {error.hint}")
        return None


def _memory(config: TrainingConfig, model: FoundShape | None, devices: int) -> tuple[MemoryEstimate, ...]:
    if model is None:
        return ()
    ways = tuple(Sharding) if devices > 1 else (Sharding.COPIES,)
    return tuple(estimated(config, model.shape, devices=devices, sharding=way) for way in ways)


def _notes(config: TrainingConfig) -> Iterator[str]:
    correctness = config.reward.weights.correctness
    if config.stage is Stage.GRPO and correctness < _LEAST_CORRECTNESS:
        yield f"reward.weights.correctness = {correctness:g}: under {_LEAST_CORRECTNESS} training crashed in the paper's runs"
    if config.stage is Stage.GRPO and config.grpo.engine is Rollouts.VLLM_COLOCATE and find_spec("vllm") is None:
        yield "grpo.engine is vllm-colocate, and vLLM is not installed here: pip install vllm"
    if config.stage is Stage.GRPO and config.grpo.engine is Rollouts.VLLM_COLOCATE:
        yield f"vLLM takes {config.grpo.vllm_memory:.0%} of the device's memory in all, its weights and its cache of keys"
    missing = [
        name for name in ("torch", "trl", "peft", "accelerate", "datasets", "tensorboard") if find_spec(name) is None
    ]
    if missing:
        yield f"not installed here: {', '.join(missing)}; to train: pip install 'afterburner[train]'"


def _check_dataset(config: TrainingConfig) -> None:
    name = config.data.dataset
    if config.stage is Stage.GRPO and name not in BUILT_IN_NAMES and not Path(name).exists():
        hint = f"give {BUILT_IN} for the built-in problems, or a file or folder of problems, relative to the configuration's"
        raise UsageError(f"data.dataset: there is no dataset {name!r}", hint=hint)


def _tokenizer(folder: Path | None, notes: list[str]) -> Any:  # noqa: ANN401 - no types without the package
    """Return the tokenizer, if it is on this machine together with Transformers; None: it is not, which is noted."""
    if (
        folder is None
        or find_spec("transformers") is None
        or not any((folder / one).is_file() for one in _TOKENIZER_FILES)
    ):
        notes.append("the model's tokenizer, or Transformers, is not on this machine: no tokens are counted")
        return None
    from transformers import AutoTokenizer  # noqa: PLC0415 - heavy, and an extra

    try:
        return AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        notes.append(f"the tokenizer in {folder} can't be loaded: {str(error).splitlines()[0]:.200}")
        return None


def _usable(
    config: TrainingConfig,
    rows: Sequence[Row],
    tokenizer: Any,  # noqa: ANN401 - as above
    model: FoundShape | None,
    faults: list[UsageError],
) -> int:
    """Return how many examples are short enough; without a tokenizer, how many there are."""
    if not rows or tokenizer is None:
        return len(rows)
    training = config.training
    context = None if model is None else model.shape.context
    limits = Limits(prompt=training.prompt_tokens, answer=training.completion_tokens, context=context)
    try:
        return len(fitting(rows, config.stage, tokenizer, limits, source=config.data.train).rows)
    except UsageError as error:
        faults.append(error)
        return 0


def _too_few(config: TrainingConfig, usable: int, devices: int) -> UsageError:
    if config.stage is not Stage.GRPO:
        return UsageError(
            "there are no examples to learn from", hint="raise training.prompt_tokens and completion_tokens"
        )
    needed = prompts_a_step(config, devices=devices)
    return UsageError(
        f"a step has {needed} prompts, and there are {usable}",
        hint="make more with `afterburner train data --kind grpo --seeds N`, or lower training.accumulation",
    )


def _sample(stage: Stage, row: Row, tokenizer: Any) -> Sample:  # noqa: ANN401 - as above
    prompt = row["prompt"]
    has_template = tokenizer is not None and bool(getattr(tokenizer, "chat_template", None))
    is_rendered = isinstance(prompt, str) or has_template
    if isinstance(prompt, str) or not has_template:
        text = _words(prompt)
    else:
        text = str(tokenizer.apply_chat_template(prompt, tokenize=False, add_generation_prompt=True))
    # The template writes the special tokens itself.
    tokens = None if tokenizer is None else len(tokenizer(text, add_special_tokens=False)["input_ids"])
    answers = {name: _words(row[name]) for name in COLUMNS[stage] if name != "prompt"}
    return Sample(prompt=text, is_rendered=is_rendered, tokens=tokens, answers=answers)


def _words(said: object) -> str:
    """Return the text of a message, of messages, or of another value."""
    if isinstance(said, str):
        return said
    if isinstance(said, Sequence):
        return "\n\n".join(str(one.get("content", "")) if isinstance(one, Mapping) else str(one) for one in said)
    return str(said)
