"""A model on this machine's GPUs, through vLLM's offline engine. For a vLLM server that runs already, see ``openai_model``.

    model = VllmModel("Qwen/Qwen2.5-Coder-7B-Instruct", sampling=Sampling(seed=1))

Not here: adapters (``vllm serve --enable-lora`` has them, and ``openai:`` reaches it), models over several GPUs.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.policy.local_model import Asked, answer, asked, fingerprint, folder_of, too_long
from afterburner.policy.model import Answer, Call, Completion, Keep, Sampling

_HINT = "pip install 'afterburner[vllm]', or start `vllm serve MODEL` and use openai:MODEL with --base-url"


class VllmModel:
    """Completes prompts with ``vllm.LLM``; loads it once, at the first call.

    ``model`` is a folder, or a name on huggingface.co. ``at_once`` calls are handed over at a time, at least 1; how many of
    them are generated together is the engine's choice. Each call has a seed of its own, made of (seed, prompt, sample): replies
    are drawn independently, but the engine's roundings depend on what else it is at, and can change a word.
    It may be called from several threads: they take turns.
    """

    def __init__(self, model: str | Path, *, sampling: Sampling, at_once: int = 64, dtype: str = "auto") -> None:
        if at_once < 1:
            raise UsageError(f"{at_once} calls at once are none", hint="take 1 or more")
        self._model, self._sampling = model, sampling
        self._at_once, self._dtype = at_once, dtype
        self._turn = threading.Lock()
        self._engine: Any = None

    @property
    def name(self) -> str:
        """``vllm:MODEL``."""
        return f"vllm:{self._model}"

    @cached_property
    def identity(self) -> Mapping[str, object]:
        """The model, with a fingerprint of its files where it is a folder, and what was set: as they are when first asked for.

        Raises:
            UsageError: there is no such folder, or its files can't be read.

        """
        folder = folder_of(self._model)
        return {
            "kind": "vllm",
            "model": str(self._model),
            "model_files": None if folder is None else fingerprint(folder),
            "sampling": asdict(self._sampling),
            "dtype": self._dtype,
            "at_once": self._at_once,  # by roundings alone
        }

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        """Yield answers, ``at_once`` at a time; closing the iterator ends it between them.

        ``Usage.generation_s`` is that of all that were handed over together. A prompt that fills the model's context is lost
        with ``context_length``.

        Raises:
            UsageError: vLLM is missing, or can't load the model.

        """
        for start in range(0, len(calls), self._at_once):
            answers = self._answers(calls[start : start + self._at_once])
            for given in answers:
                if isinstance(given.outcome, Completion):
                    keep(given.call, given.outcome)
            yield from answers

    def _answers(self, calls: Sequence[Call]) -> list[Answer]:
        with self._turn:
            engine = self._loaded()
            tokenizer, context = engine.get_tokenizer(), int(engine.llm_engine.model_config.max_model_len)
            rows = [asked(call, tokenizer=tokenizer, sampling=self._sampling, context=context) for call in calls]
            fitting = [row for row in rows if row.most_tokens > 0]
            overlong = [too_long(row, context) for row in rows if row.most_tokens <= 0]
            return overlong + (self._generate(engine, fitting) if fitting else [])

    def _generate(self, engine: Any, rows: Sequence[Asked]) -> list[Answer]:  # noqa: ANN401 - no types without the package
        asked_at = time.monotonic()
        # Token ids instead of messages: the prompt is then the very one whose length was counted, also without a template.
        prompts = [{"prompt_token_ids": list(row.ids)} for row in rows]
        results = engine.generate(prompts, [self._parameters(row) for row in rows], use_tqdm=False)
        taken_s = time.monotonic() - asked_at
        replies = [result.outputs[0] for result in results]
        return [
            answer(
                row,
                reply.text,
                tokens=len(reply.token_ids),
                is_whole=reply.finish_reason == "stop",
                generation_s=taken_s,
            )
            for row, reply in zip(rows, replies, strict=True)
        ]

    def _parameters(self, row: Asked) -> Any:  # noqa: ANN401 - as above
        import vllm  # noqa: PLC0415 - heavy, and an extra

        return vllm.SamplingParams(
            temperature=self._sampling.temperature,
            top_p=self._sampling.top_p,
            max_tokens=row.most_tokens,
            seed=row.seed,
        )

    def _loaded(self) -> Any:  # noqa: ANN401 - as above
        if self._engine is None:
            self._engine = _load(str(folder_of(self._model) or self._model), self._dtype)
        return self._engine


def _load(model: str, dtype: str) -> Any:  # noqa: ANN401 - as above
    try:
        import vllm  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise UsageError(f"vLLM can't be imported: {error}", hint=_HINT) from error
    try:
        return vllm.LLM(model=model, dtype=dtype)
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # no such model, no such kind of model, no device or a full one
        first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
        raise UsageError(
            f"vLLM can't load the model {model!r}: {type(error).__name__}: {first}",
            hint="name a folder with a model, or a model on huggingface.co; vLLM's own lines above say more",
        ) from error
