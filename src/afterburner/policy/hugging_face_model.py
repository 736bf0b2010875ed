"""A Hugging Face model on this machine, through Transformers. For a server that others run, see ``openai_model``.

    model = HuggingFaceModel("Qwen/Qwen2.5-Coder-0.5B-Instruct", sampling=Sampling(seed=1))
    for answer in model.complete([Call(prompt="Make it faster: ...", sample=0)], keep=lambda call, completion: None):
        print(answer.outcome)

What is repeated, and what is not: each reply is drawn by a random generator of its own, seeded by (seed, prompt, sample)
alone, so that it depends on no other call. What is left are the roundings of a batch's arithmetic, which differ with the
batch's size and its longest prompt, with the device, and with the versions of PyTorch and Transformers; where two words are
almost equally likely, they can change a word, and with it the rest of the reply. The same calls in the same order, with the
same batch, on the same machine, give the same replies, but where memory ran out at another place.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from itertools import groupby
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.policy.hugging_face_network import Network, OutOfMemoryError, load_network
from afterburner.policy.local_model import Asked, answer, asked, fingerprint, folder_of, too_long
from afterburner.policy.model import Answer, Call, Completion, Keep, Sampling
from afterburner.policy.port import Lost

_DTYPES = ("auto", "float32", "bfloat16", "float16")


class HuggingFaceModel:
    """Completes prompts with ``AutoModelForCausalLM``; loads it once, at the first call.

    ``model`` is a folder, or a name on huggingface.co: then it comes from the cache where it is there, else it is downloaded,
    of the weights the safetensors files alone. ``adapter`` is a LoRA adapter, likewise. ``batch`` replies are generated at a
    time, at least 1; when memory runs out, half as many from then on. ``device``: "auto" (GPUs where there are any), "cpu",
    "cuda:0", ... ``dtype``: "auto" (as the weights are stored), "float32", "bfloat16", "float16". No code that comes with a
    model is run. It may be called from several threads: they take turns.

    Raises:
        UsageError: an argument is out of its range.

    """

    def __init__(
        self,
        model: str | Path,
        *,
        sampling: Sampling,
        batch: int = 8,
        device: str = "auto",
        dtype: str = "auto",
        adapter: str | Path | None = None,
    ) -> None:
        if batch < 1:
            raise UsageError(f"a batch of {batch} holds no reply", hint="take 1 or more")
        if dtype not in _DTYPES:
            raise UsageError(f"there is no dtype {dtype!r} for a model", hint=f"take one of {', '.join(_DTYPES)}")
        self._model, self._adapter = model, adapter
        self._sampling = sampling
        self._batch, self._device, self._dtype = batch, device, dtype
        self._fitting = batch
        """The most replies at a time that memory has not been found too small for."""
        self._turn = threading.Lock()
        self._network: Network | None = None

    @property
    def name(self) -> str:
        """``hf:MODEL``, or ``hf:MODEL+ADAPTER``."""
        return f"hf:{self._model}" if self._adapter is None else f"hf:{self._model}+{self._adapter}"

    @cached_property
    def identity(self) -> Mapping[str, object]:
        """Model and adapter, with fingerprints of the files of folders, and what was set: as they are when first asked for.

        Of a name on huggingface.co it is not known before the download which revision it stands for: to hold on to one,
        download it into a folder, and name that.

        Raises:
            UsageError: there is no such folder, or its files can't be read.

        """
        return {
            "kind": "hugging_face",
            "model": str(self._model),
            "model_files": _files(self._model),
            "adapter": None if self._adapter is None else str(self._adapter),
            "adapter_files": None if self._adapter is None else _files(self._adapter),
            "sampling": asdict(self._sampling),
            "dtype": self._dtype,
            "device": self._device,
            "batch": self._batch,  # by roundings alone
        }

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        """Yield answers batch by batch, in the order of ``calls``; closing the iterator ends it between two batches.

        ``Usage.generation_s`` is the batch's, up to its longest reply. A prompt that fills the model's context is lost with
        ``context_length``, one that memory is too small for with ``out_of_memory``.

        Raises:
            UsageError: packages are missing, or the model can't be loaded.

        """
        if not calls:
            return
        network = self._loaded()
        rows = [
            asked(call, tokenizer=network.tokenizer, sampling=self._sampling, context=network.context) for call in calls
        ]
        # Rows of one batch have the same room for their replies, so that no reply's length depends on its neighbours.
        for most_tokens, group in groupby(rows, key=lambda row: row.most_tokens):
            if most_tokens > 0:
                yield from self._group(network, list(group), keep)
            else:
                yield from (too_long(row, network.context) for row in group)

    def _loaded(self) -> Network:
        with self._turn:
            if self._network is None:
                self._network = load_network(self._model, adapter=self._adapter, device=self._device, dtype=self._dtype)
            return self._network

    def _group(self, network: Network, rows: Sequence[Asked], keep: Keep) -> Iterator[Answer]:
        start = 0
        while start < len(rows):
            batch = rows[start : start + self._fitting]
            answers = self._answers(network, batch)
            if answers is None:
                self._fitting = max(1, len(batch) // 2)
                continue
            start += len(batch)
            for given in answers:
                if isinstance(given.outcome, Completion):
                    keep(given.call, given.outcome)
            yield from answers

    def _answers(self, network: Network, batch: Sequence[Asked]) -> list[Answer] | None:
        """Return the batch's answers; None: memory is too small for so many at a time."""
        try:
            with self._turn:
                asked_at = time.monotonic()
                replies = network.generate(batch, self._sampling)
                taken_s = time.monotonic() - asked_at
        except OutOfMemoryError as error:
            if len(batch) > 1:
                return None
            return [Answer(call=batch[0].call, outcome=Lost(reason="out_of_memory", detail=str(error)))]
        return [
            answer(row, network.text(ids), tokens=len(ids), is_whole=network.is_whole(ids), generation_s=taken_s)
            for row, ids in zip(batch, replies, strict=True)
        ]


def _files(model: str | Path) -> str | None:
    """Return the fingerprint of a folder's files; None: it is a name on huggingface.co."""
    folder = folder_of(model)
    return None if folder is None else fingerprint(folder)
