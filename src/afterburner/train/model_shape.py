"""How large a language model is, from its configuration alone: no weights, no network, no packages.

    found = shape_of("Qwen/Qwen2.5-Coder-3B-Instruct")
    found.shape.parameters, found.source

Counted are models of Llama's kind: grouped-query attention, a gated MLP, two norms a layer (Llama, Mistral, Qwen2, Qwen3).
Others, and mixtures of experts, are refused: a wrong number would be believed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.policy.local_model import folder_of

_KINDS = ("llama", "mistral", "qwen2", "qwen3")
_HINT = "name a folder with its config.json, or one of: "


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """The numbers of a configuration that its size follows from; lengths in elements."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_size: int
    inner: int
    """The width of the MLP."""
    is_tied: bool
    """Whether the output shares the weights of the embedding."""
    qkv_bias: bool = False
    other_bias: bool = False
    """Whether the attention's output has a bias as well."""
    mlp_bias: bool = False
    qk_norm: bool = False
    context: int | None = None
    """Tokens that it can read, prompt and answer."""

    @property
    def linears(self) -> dict[str, tuple[int, int]]:
        """The linear maps of a layer, by name: widths in and out."""
        attention, kv = self.heads * self.head_size, self.kv_heads * self.head_size
        return {
            "q_proj": (self.hidden, attention),
            "k_proj": (self.hidden, kv),
            "v_proj": (self.hidden, kv),
            "o_proj": (attention, self.hidden),
            "gate_proj": (self.hidden, self.inner),
            "up_proj": (self.hidden, self.inner),
            "down_proj": (self.inner, self.hidden),
        }

    @property
    def layer_parameters(self) -> int:
        """Parameters of one layer."""
        weights = sum(wide * high for wide, high in self.linears.values())
        biased = {"q_proj", "k_proj", "v_proj"} if self.qkv_bias else set()
        biased |= {"o_proj"} if self.other_bias else set()
        biased |= {"gate_proj", "up_proj", "down_proj"} if self.mlp_bias else set()
        biases = sum(self.linears[name][1] for name in biased)
        return weights + biases + 2 * self.hidden + 2 * self.head_size * self.qk_norm

    @property
    def parameters(self) -> int:
        """Parameters in all: embedding, layers, last norm, and the output where it has weights of its own."""
        embeddings = self.vocabulary * self.hidden * (1 if self.is_tied else 2)
        return embeddings + self.layers * self.layer_parameters + self.hidden

    def adapter_parameters(self, *, rank: int, targets: tuple[str, ...]) -> int:
        """Return the parameters of a LoRA adapter: rank times both widths of each map; names of other maps count nothing.

        Source: LoRA (arXiv 2106.09685), section 4.1.
        """
        chosen = self.linears if targets == ("all-linear",) else {n: s for n, s in self.linears.items() if n in targets}
        return self.layers * rank * sum(wide + high for wide, high in chosen.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShape:
    """A shape, and where its numbers are from."""

    shape: ModelShape
    source: str


def _qwen(hidden: int, layers: int, heads: int, kv_heads: int, inner: int, *, is_tied: bool = True) -> ModelShape:
    return ModelShape(
        vocabulary=151936 if is_tied else 152064,
        hidden=hidden,
        layers=layers,
        heads=heads,
        kv_heads=kv_heads,
        head_size=hidden // heads,
        inner=inner,
        is_tied=is_tied,
        qkv_bias=True,
        context=32768,
    )


KNOWN: Mapping[str, ModelShape] = {
    "Qwen/Qwen2.5-Coder-0.5B": _qwen(896, 24, 14, 2, 4864),
    "Qwen/Qwen2.5-Coder-1.5B": _qwen(1536, 28, 12, 2, 8960),
    "Qwen/Qwen2.5-Coder-3B": _qwen(2048, 36, 16, 2, 11008),
    "Qwen/Qwen2.5-Coder-7B": _qwen(3584, 28, 28, 4, 18944, is_tied=False),
}
"""Published shapes, for models that are not on this machine; ``-Instruct`` has the same.

Source: Qwen2.5-Coder's technical report (arXiv 2409.12186), table 1, and the config.json of each model, from which the padded
vocabulary is. Their sizes come out as the model cards say: 0.49, 1.54, 3.09 and 7.61 billion.
"""


def shape_of(model: str) -> FoundShape:
    """Return the shape of ``model``, a folder or a name.

    Raises:
        UsageError: there is no such folder, its config.json can't be used, or nothing is known of the name.

    """
    folder = folder_of(model)
    if folder is not None:
        path = folder / "config.json"
        return FoundShape(shape=_read(path), source=str(path))
    cached = cached_folder(model)
    if cached is not None:
        return FoundShape(shape=_read(cached / "config.json"), source="its config.json in the Hugging Face cache")
    known = KNOWN.get(model.removesuffix("-Instruct"))
    if known is None:
        names = ", ".join(f"{name}[-Instruct]" for name in KNOWN)
        raise UsageError(f"nothing is known here of the shape of {model}", hint=f"{_HINT}{names}")
    return FoundShape(shape=known, source="the published configuration, a table in Afterburner")


def cached_folder(model: str) -> Path | None:
    """Return where a model of huggingface.co is on this machine; None: it was not downloaded. Asks no network."""
    if find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - an extra
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    try:
        found = try_to_load_from_cache(model, "config.json")
    except HFValidationError:
        return None
    return Path(found).parent if isinstance(found, str) else None


def _read(path: Path) -> ModelShape:
    try:
        found = json.loads(path.read_bytes())
        return _shape(found)
    except OSError as error:
        hint = "name a folder with the weights of a causal language model"
        raise UsageError(f"{path} can't be read: {error.strerror}", hint=hint) from error
    except KeyError as error:
        raise UsageError(f"{path} has no {error.args[0]}", hint="is it a causal language model?") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(
            f"the size can't be told from {path}: {error}", hint="is it a causal language model?"
        ) from error


def _shape(found: Mapping[str, object]) -> ModelShape:
    kind = str(found["model_type"])
    if kind not in _KINDS:
        raise ValueError(f"model_type is {kind!r}, and the sizes of {', '.join(_KINDS)} are known here")
    hidden, heads = _whole(found, "hidden_size"), _whole(found, "num_attention_heads")
    kv_heads, head_size = found.get("num_key_value_heads"), found.get("head_dim")
    bias = bool(found.get("attention_bias", False))
    context = found.get("max_position_embeddings")
    return ModelShape(
        vocabulary=_whole(found, "vocab_size"),
        hidden=hidden,
        layers=_whole(found, "num_hidden_layers"),
        heads=heads,
        kv_heads=kv_heads if isinstance(kv_heads, int) else heads,
        head_size=head_size if isinstance(head_size, int) else hidden // heads,
        inner=_whole(found, "intermediate_size"),
        is_tied=bool(found.get("tie_word_embeddings", False)),
        qkv_bias=kind == "qwen2" or bias,
        other_bias=kind != "qwen2" and bias,
        mlp_bias=bool(found.get("mlp_bias", False)),
        qk_norm=kind == "qwen3",
        context=context if isinstance(context, int) else None,
    )


def _whole(found: Mapping[str, object], name: str) -> int:
    value = found[name]
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"{name} is {value!r}")
    return value
