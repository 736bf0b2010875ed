"""How much memory a stage takes on each device, from the model's shape and the configuration: before anything is loaded.

    estimate = estimated(config, shape, devices=8, sharding=Sharding.FSDP)
    estimate.total_bytes, estimate.parts

The worst case: every prompt and answer as long as they may be. With P parameters, of which T are trained, in mixed precision:

    weights          full: 4 P (float32, so that small steps are not rounded away); LoRA: 2 P frozen, and the adapter 4 T
    16-bit copies    2 P while all weights are trained: autocast keeps one of each until the forward pass ends
    gradients        4 T
    optimiser        8 T: AdamW's two moments
    activations      a layer and token: 20 h + 10 a + 8 m bytes, with hidden width h, width of attention a, of the MLP m;
                     with gradient checkpointing 4 h (LoRA: 2 h) for each layer, and one layer whole
    logits           a tile of 4096 tokens by 32768 words, and 4 bytes a weight of the output for its gradient's sum
    KV cache         4 L k bytes a token, with L layers and width k of keys, for all completions of a step

DeepSpeed's ZeRO has weights and gradients in 16 bits, and 12 T for the optimiser, of which 4 T are the weights in float32.
Sources: ZeRO (arXiv 1910.02054), section 3.1, for optimiser and shards; activations are counted over the operations of a
layer of Transformers 5, as in section 4 of arXiv 2205.05198; TRL 1.16 makes log-probabilities tile by tile, whose sizes are
its constants. Left out: what CUDA itself takes (about 0.5 GiB), and what the allocator can't use (some 10 %).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from afterburner.train.config import Precision, Rollouts, Stage, TrainingConfig
from afterburner.train.model_shape import ModelShape

_TILE_TOKENS, _TILE_WORDS = 4096, 32768
"""TRL 1.16: ``kernels/chunked_logprob.py``, ``trainer/utils.py``."""
_SAMPLED_COPIES = 3
"""Of the next words' logits, in float32: as they come, scaled, and as probabilities."""


class Sharding(StrEnum):
    """What of a model each device has of its own, and what it shares."""

    COPIES = "copies"
    """Each device has all of it."""
    FSDP = "fsdp"
    """PyTorch's FSDP2: weights, gradients and optimiser are shared."""
    ZERO2 = "zero2"
    """DeepSpeed: gradients and optimiser are shared."""
    ZERO3 = "zero3"
    """DeepSpeed: the weights too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Memory for one purpose."""

    name: str
    size_bytes: int
    phase: str = "always"
    """``always``, or while it ``learns`` or draws ``rollouts``: these two are never at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEstimate:
    """What one device needs."""

    sharding: Sharding
    devices: int
    precision: Precision
    parameters: int
    trained: int
    """Of which so many are trained: all, or those of the adapter."""
    parts: tuple[Part, ...]

    @property
    def total_bytes(self) -> int:
        """What is always there, and the larger of the two phases."""
        by_phase = {"always": 0, "learns": 0, "rollouts": 0}
        for part in self.parts:
            by_phase[part.phase] += part.size_bytes
        return by_phase["always"] + max(by_phase["learns"], by_phase["rollouts"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What the parts are computed from."""

    config: TrainingConfig
    shape: ModelShape
    devices: int
    sharding: Sharding
    precision: Precision

    @property
    def is_mixed(self) -> bool:
        return self.precision is not Precision.FP32

    @property
    def is_lora(self) -> bool:
        return self.config.lora is not None

    @property
    def is_zero(self) -> bool:
        return self.sharding in {Sharding.ZERO2, Sharding.ZERO3}

    @property
    def number_bytes(self) -> int:
        """Of what is computed."""
        return 2 if self.is_mixed else 4

    @property
    def trained(self) -> int:
        lora = self.config.lora
        if lora is None:
            return self.shape.parameters
        return self.shape.adapter_parameters(rank=lora.rank, targets=lora.targets)

    @property
    def weight_bytes(self) -> int:
        """Of a weight that is loaded."""
        return 2 if self.is_mixed and (self.is_lora or self.is_zero) else 4

    @property
    def weight_shards(self) -> int:
        return self.devices if self.sharding in {Sharding.FSDP, Sharding.ZERO3} else 1

    @property
    def state_shards(self) -> int:
        return 1 if self.sharding is Sharding.COPIES else self.devices

    @property
    def length(self) -> int:
        """Tokens of a sequence at most."""
        training = self.config.training
        whole = training.prompt_tokens + training.completion_tokens
        return min(whole, self.shape.context or whole)

    @property
    def sequences(self) -> int:
        """In one forward pass; a preference has two."""
        return self.config.training.batch * (2 if self.config.stage is Stage.DPO else 1)


def estimated(
    config: TrainingConfig, shape: ModelShape, *, devices: int = 1, sharding: Sharding = Sharding.COPIES
) -> MemoryEstimate:
    """Return what each of ``devices`` needs for a stage; ``auto`` precision counts as bf16, on a CPU as float32."""
    precision = config.training.precision
    if precision is Precision.AUTO:
        precision = Precision.FP32 if config.training.device == "cpu" else Precision.BF16
    case = _Case(config=config, shape=shape, devices=devices, sharding=sharding, precision=precision)
    parts = [*_standing(case), *_learning(case), *(_rollouts(case) if config.stage is Stage.GRPO else ())]
    return MemoryEstimate(
        sharding=sharding,
        devices=devices,
        precision=precision,
        parameters=shape.parameters,
        trained=case.trained,
        parts=tuple(part for part in parts if part.size_bytes > 0),
    )


def block_bytes(shape: ModelShape, *, tokens: int, is_mixed: bool) -> int:
    """Return what the backward pass of one layer needs kept of its forward pass over ``tokens``.

    Of each norm its input and its scaled input (in float32), and its result; queries, keys and values as wide as the
    queries, the attention's result and its copy in order; gate, activated gate, up, and their product.
    """
    attention = shape.heads * shape.head_size
    norms = 2 * shape.hidden * (4 + 4 + (2 if is_mixed else 4))
    return tokens * (norms + (2 if is_mixed else 4) * (5 * attention + 4 * shape.inner))


def cache_bytes(shape: ModelShape, *, tokens: int, number_bytes: int) -> int:
    """Return the memory for keys and values of ``tokens`` in all layers."""
    return 2 * shape.layers * shape.kv_heads * shape.head_size * number_bytes * tokens


def _standing(case: _Case) -> list[Part]:
    weights = case.shape.parameters * case.weight_bytes
    trained, mixed = case.trained, case.is_mixed
    in_half = mixed and case.is_zero
    gradients = trained * (2 if in_half else 4)
    optimiser = trained * (12 if in_half else 8)
    copies = 2 * case.shape.parameters if mixed and not case.is_lora and case.sharding is Sharding.COPIES else 0
    buckets = gradients if case.sharding is Sharding.COPIES and case.devices > 1 else 0
    needs_reference = case.config.stage is Stage.DPO or (case.config.stage is Stage.GRPO and case.config.grpo.kl > 0)
    # With an adapter, the reference is the model without it.
    reference = weights if needs_reference and not case.is_lora else 0
    return [
        Part(name="weights", size_bytes=_share(weights, case.weight_shards)),
        Part(name="16-bit copies", size_bytes=copies),
        Part(name="reference model", size_bytes=_share(reference, case.weight_shards)),
        Part(name="adapter", size_bytes=_share(4 * trained, case.weight_shards) if case.is_lora else 0),
        Part(name="gradients", size_bytes=_share(gradients, case.state_shards)),
        Part(name="gradient buckets", size_bytes=buckets),
        Part(name="optimiser", size_bytes=_share(optimiser, case.state_shards)),
        Part(name="vLLM's weights", size_bytes=2 * case.shape.parameters if _is_colocated(case.config) else 0),
    ]


def _learning(case: _Case) -> list[Part]:
    shape, tokens = case.shape, case.sequences * case.length
    block = block_bytes(shape, tokens=tokens, is_mixed=case.is_mixed)
    if case.config.model.attention == "eager":
        block += case.sequences * shape.heads * case.length**2 * (4 + 2 * case.number_bytes)
    if case.config.training.gradient_checkpointing and case.config.training.device != "cpu":
        stream = 2 if case.is_mixed and (case.is_lora or case.is_zero) else 4
        activations = shape.layers * tokens * shape.hidden * stream + block
    else:
        activations = shape.layers * block
    tile = min(tokens, _TILE_TOKENS) * min(shape.vocabulary, _TILE_WORDS) * case.number_bytes
    summed = 0 if case.is_lora else 4 * shape.vocabulary * shape.hidden
    gathered = 2 * _largest(shape) * case.number_bytes if case.weight_shards > 1 else 0
    return [
        Part(name="activations", size_bytes=activations, phase="learns"),
        Part(name="logits", size_bytes=tile + summed + 4 * tokens * shape.hidden, phase="learns"),
        Part(name="gathered layers", size_bytes=gathered, phase="learns"),
    ]


def _rollouts(case: _Case) -> list[Part]:
    if case.config.grpo.engine in {Rollouts.VLLM_COLOCATE, Rollouts.VLLM_SERVER}:
        return []
    shape, training = case.shape, case.config.training
    completions = training.batch * training.accumulation
    cache = cache_bytes(shape, tokens=completions * case.length, number_bytes=case.number_bytes)
    # One layer at a time: nothing is kept for a backward pass.
    prompts = completions * training.prompt_tokens * (4 * shape.hidden + 3 * shape.inner) * case.number_bytes
    gathered = shape.parameters * case.weight_bytes if case.weight_shards > 1 else 0
    return [
        Part(name="KV cache", size_bytes=cache, phase="rollouts"),
        Part(name="reading prompts", size_bytes=prompts, phase="rollouts"),
        Part(name="next words", size_bytes=completions * shape.vocabulary * 4 * _SAMPLED_COPIES, phase="rollouts"),
        Part(name="gathered weights", size_bytes=gathered, phase="rollouts"),
    ]


def _is_colocated(config: TrainingConfig) -> bool:
    return config.stage is Stage.GRPO and config.grpo.engine is Rollouts.VLLM_COLOCATE


def _largest(shape: ModelShape) -> int:
    """Return the parameters of the largest piece that is gathered at once: a layer, or the embedding."""
    return max(shape.layer_parameters, shape.vocabulary * shape.hidden)


def _share(size_bytes: int, shards: int) -> int:
    return math.ceil(size_bytes / shards)
