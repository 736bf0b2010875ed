"""A Transformers model in memory: loads it, and generates one batch of replies.

Draws are not left to the library, which has one random generator for a whole batch: there, what is drawn for one reply
depends on who stands beside it. Here each row has its own. Theory of operation: the library generates greedily, and before
it picks the likeliest word, ``_Draws`` rules out all words but the one that the row's own generator has drawn.
"""

import gc
import os
import random
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.policy.local_model import Asked, folder_of
from afterburner.policy.model import Sampling


class OutOfMemoryError(Exception):
    """The batch does not fit the device's memory; the message is the device's."""


class Network:
    """A model with its tokenizer, loaded."""

    def __init__(self, network: Any, tokenizer: Any) -> None:  # noqa: ANN401 - no types without the package
        self.tokenizer = tokenizer
        self.context: int | None = getattr(network.config.get_text_config(), "max_position_embeddings", None)
        """In tokens, prompt and reply; None: no limit is known."""
        self._network = network
        self._ends = _ends(network, tokenizer)
        self._padding = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else min(self._ends, default=0)
        # Recommended settings of the model, such as top_k or a penalty, would be added to Sampling unseen.
        network.generation_config = _generation_config(sorted(self._ends), self._padding)

    def generate(self, rows: Sequence[Asked], sampling: Sampling) -> list[list[int]]:
        """Return the reply's token ids for each row, the mark of its end included where it came.

        All rows must have the same ``most_tokens``, at least 1.

        Raises:
            OutOfMemoryError: the batch is too large.

        """
        try:
            return self._generate(rows, sampling)
        except (RuntimeError, MemoryError) as error:
            if not _is_out_of_memory(error):
                raise
            said = str(error)
        # Only now, with the exception gone, are its frames and their tensors free.
        _free()
        raise OutOfMemoryError(said)

    def is_whole(self, ids: Sequence[int]) -> bool:
        """Whether a reply ended by itself."""
        return bool(ids) and ids[-1] in self._ends

    def text(self, ids: Sequence[int]) -> str:
        """Return what a reply says, without special tokens; white space as it is."""
        return str(self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def _generate(self, rows: Sequence[Asked], sampling: Sampling) -> list[list[int]]:
        import torch  # noqa: PLC0415 - heavy, and an extra

        width = max(len(row.ids) for row in rows)
        blanks = [width - len(row.ids) for row in rows]
        # On the left, so that all replies begin at the same place. Both are (rows, width).
        ids = [[self._padding] * blank + list(row.ids) for blank, row in zip(blanks, rows, strict=True)]
        mask = [[0] * blank + [1] * (width - blank) for blank in blanks]
        device = self._network.device
        with torch.inference_mode():
            out = self._network.generate(
                input_ids=torch.tensor(ids, device=device),
                attention_mask=torch.tensor(mask, device=device),
                max_new_tokens=rows[0].most_tokens,
                logits_processor=[_Draws(rows, sampling)] if sampling.temperature > 0 else [],
            )
        return [self._reply(row) for row in out[:, width:].tolist()]

    def _reply(self, row: list[int]) -> list[int]:
        """Return the row up to its end: behind it, padding stands until the longest reply of the batch is whole."""
        end = next((place for place, token in enumerate(row) if token in self._ends), len(row) - 1)
        return row[: end + 1]


class _Draws:
    """Draws each row's next word with the row's own generator; called by the library once per word."""

    def __init__(self, rows: Sequence[Asked], sampling: Sampling) -> None:
        self._generators = [random.Random(row.seed) for row in rows]  # noqa: S311 - a draw of words, to be repeated
        self._sampling = sampling

    def __call__(self, _ids: Any, scores: Any) -> Any:  # noqa: ANN401 - tensors, (rows, width) and (rows, words)
        """Return scores (rows, words) that leave one word to each row."""
        import torch  # noqa: PLC0415 - heavy, and an extra

        # In float64, so that sums over 100,000 words add nothing to the rounding of the scores.
        weights = torch.softmax(scores.to(_wide(scores)) / self._sampling.temperature, dim=-1)
        if self._sampling.top_p < 1:
            weights = _nucleus(weights, self._sampling.top_p)
        sums = weights.cumsum(dim=-1)
        drawn = [[generator.random()] for generator in self._generators]
        targets = torch.tensor(drawn, dtype=sums.dtype, device=sums.device) * sums[:, -1:]
        # To the right of an equal sum: a word of probability 0 is never drawn.
        words = torch.searchsorted(sums, targets, right=True).clamp(max=sums.shape[-1] - 1)
        return torch.full_like(scores, -float("inf")).scatter(1, words, 0.0)


def _wide(scores: Any) -> Any:  # noqa: ANN401 - a tensor, and its kind of number
    import torch  # noqa: PLC0415 - as above

    return torch.float32 if scores.device.type == "mps" else torch.float64  # Apple's GPUs have no float64


def _nucleus(weights: Any, top_p: float) -> Any:  # noqa: ANN401 - tensors
    """Return ``weights`` (rows, words) with 0 for all but the likeliest words whose sum first reaches ``top_p``."""
    ranked, places = weights.sort(dim=-1, descending=True, stable=True)
    before = ranked.cumsum(dim=-1) - ranked
    return weights.scatter(1, places, ranked.masked_fill(before >= top_p, 0.0))


def load_network(model: str | Path, *, adapter: str | Path | None, device: str, dtype: str) -> Network:
    """Load model, tokenizer and adapter into memory: seconds to minutes.

    ``device`` "auto" spreads the model over the GPUs that there are, else it takes the CPU; ``dtype`` "auto" takes what the
    weights are stored in.

    Raises:
        UsageError: packages are missing, there is no such model or device, or it can't be loaded.

    """
    if "torch" not in sys.modules:
        # Threads that wait by spinning make generation 20 to 50 times slower while programs run beside it.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    faults = _faults(with_adapter=adapter is not None)
    has_names = any(place is not None and folder_of(place) is None for place in (model, adapter))
    try:
        try:
            return _load(model, adapter, device, dtype, offline=True)
        except OSError:
            if not has_names:
                raise
        return _load(model, adapter, device, dtype, offline=False)
    except faults as error:
        raise _cannot_load(model, adapter, error) from error


def _load(model: str | Path, adapter: str | Path | None, device: str, dtype: str, *, offline: bool) -> Network:
    import transformers  # noqa: PLC0415 - heavy, and an extra

    folder = _place(model, offline=offline)
    beside = None if adapter is None else _place(adapter, offline=offline)
    # Trainers store the tokenizer, with its chat template, beside the adapter.
    speaks = beside if beside is not None and (beside / "tokenizer_config.json").is_file() else folder
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(speaks))
    network = transformers.AutoModelForCausalLM.from_pretrained(str(folder), device_map=device, dtype=dtype)
    if beside is not None:
        import peft  # noqa: PLC0415 - as above

        network = peft.PeftModel.from_pretrained(network, str(beside))
    return Network(network.eval(), tokenizer)


def _place(model: str | Path, *, offline: bool) -> Path:
    """Return the folder of a model: that of a name is in the cache, into which it is downloaded unless ``offline``.

    The network is asked only where the cache does not have what is needed: what a name stands for does not change by itself.
    """
    import huggingface_hub  # noqa: PLC0415 - heavy, and an extra

    folder = folder_of(model)
    if folder is not None:
        return folder
    return Path(
        huggingface_hub.snapshot_download(
            str(model),
            allow_patterns=["*.json", "*.safetensors", "*.txt", "*.model", "*.jinja"],
            ignore_patterns=["*/*", "consolidated*"],  # the same weights in another arrangement
            local_files_only=offline,
        )
    )


def _faults(*, with_adapter: bool) -> tuple[type[Exception], ...]:
    """Import the packages, and return what they raise for models and devices that can't be used."""
    try:
        for package in ("accelerate", "torch", "transformers", *(["peft"] if with_adapter else [])):
            import_module(package)
        safetensors = import_module("safetensors")
    except ImportError as error:
        raise UsageError(
            f"local models need a Python package that can't be imported: {error}",
            hint="pip install 'afterburner[hf]'",
        ) from error
    # RuntimeError: weights of other shapes, a device that is full; AssertionError: PyTorch was built without that kind of
    # device; ImportError: a quantisation's package.
    return (OSError, ValueError, KeyError, RuntimeError, AssertionError, ImportError, safetensors.SafetensorError)


def _cannot_load(model: str | Path, adapter: str | Path | None, error: Exception) -> UsageError:
    what = f"model {str(model)!r}" if adapter is None else f"model {str(model)!r} with adapter {str(adapter)!r}"
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return UsageError(
        f"the {what} can't be loaded: {type(error).__name__}: {first}",
        hint="name a folder with a causal language model, or a model on huggingface.co; without a network, download it "
        "before (hf download NAME) or name one that is in the cache (hf cache ls)",
    )


def _ends(network: Any, tokenizer: Any) -> frozenset[int]:  # noqa: ANN401 - as above
    """Return the tokens that end a reply: those of the model's settings, and the tokenizer's."""
    named = network.generation_config.eos_token_id
    ends = named if isinstance(named, list) else [named]
    return frozenset(int(end) for end in [*ends, tokenizer.eos_token_id] if end is not None)


def _generation_config(ends: list[int], padding: int) -> Any:  # noqa: ANN401 - as above
    import transformers  # noqa: PLC0415 - heavy, and an extra

    return transformers.GenerationConfig(do_sample=False, eos_token_id=ends or None, pad_token_id=padding)


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was short: CUDA's error has a type of its own, those of the CPU and of Apple's GPUs only say so."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in said or "can't allocate memory" in said


def _free() -> None:
    import torch  # noqa: PLC0415 - heavy, and an extra

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
