"""The model of the miniature: a Qwen2 of a few hundred thousand weights and a tokenizer trained on its corpus.

    tokenizer = new_tokenizer(texts)
    model = new_model(SIZES["tiny"], tokenizer, seed=0)
    save(model, tokenizer, folder)          AutoTokenizer and AutoModelForCausalLM read it back, the same

Theory of operation. Transformers reads any tokenizer beside a Qwen2 configuration as a ``Qwen2Tokenizer``, which brings its own
way to cut texts into words: another way is lost when it is read back, without a word, and the model sees other tokens than it
was trained on. So ours is a ``Qwen2Tokenizer`` from the start: bytes, merges trained on the corpus, and the corpus's frequent
lines as added tokens, which come back as they were. A line a token makes a program of 20 to 40 tokens.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAD, END, USER, ASSISTANT = "<|endoftext|>", "<|end|>", "<|user|>", "<|assistant|>"
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] }}"
    "{% if message['role'] == 'assistant' %}{{ '<|end|>' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
MERGED = 320
"""Tokens from bytes and merges: for what is no frequent line."""
MOST_LINES = 320
LEAST_COUNT = 10
"""Of a line in the corpus, for a token of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSize:
    """The knob: how large the transformer is."""

    width: int
    layers: int
    heads: int
    inner: int


SIZES = {
    "tiny": ModelSize(width=128, layers=3, heads=4, inner=384),
    "small": ModelSize(width=256, layers=6, heads=8, inner=768),
    "medium": ModelSize(width=512, layers=8, heads=8, inner=1536),
    "large": ModelSize(width=1024, layers=12, heads=16, inner=3072),
}


def new_tokenizer(texts: Iterable[str]) -> Any:  # noqa: ANN401 - an untyped library's object
    """Return a tokenizer trained on ``texts``."""
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, trainers  # noqa: PLC0415 - heavy
    from transformers import Qwen2Tokenizer  # noqa: PLC0415 - heavy

    known = list(texts)
    shape = Qwen2Tokenizer(vocab={PAD: 0}, merges=[]).backend_tokenizer
    fresh = Tokenizer(models.BPE())
    fresh.normalizer, fresh.pre_tokenizer = shape.normalizer, shape.pre_tokenizer
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    fresh.train_from_iterator(
        known,
        trainers.BpeTrainer(vocab_size=MERGED, special_tokens=[PAD], initial_alphabet=alphabet, show_progress=False),
    )
    import json  # noqa: PLC0415

    parts = json.loads(fresh.to_str())["model"]
    tokenizer = Qwen2Tokenizer(
        vocab=parts["vocab"], merges=[tuple(merge) for merge in parts["merges"]], eos_token=END, pad_token=PAD
    )
    tokenizer.add_special_tokens({"additional_special_tokens": [USER, ASSISTANT]})
    tokenizer.add_tokens([AddedToken(line, normalized=False) for line in frequent_lines(known)])
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


def frequent_lines(texts: Iterable[str]) -> list[str]:
    """Return the lines, with their ends, that are often in ``texts``: the most frequent first."""
    counts = Counter(line for text in texts for line in text.splitlines(keepends=True) if len(line) > 1)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [line for line, count in ranked[:MOST_LINES] if count >= LEAST_COUNT]


def new_model(size: ModelSize, tokenizer: Any, *, seed: int) -> Any:  # noqa: ANN401 - untyped
    """Return an untrained model, its weights drawn with ``seed``."""
    import torch  # noqa: PLC0415 - heavy
    from transformers import Qwen2Config, Qwen2ForCausalLM  # noqa: PLC0415 - heavy

    torch.manual_seed(seed)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=size.width,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        num_key_value_heads=size.heads,
        intermediate_size=size.inner,
        max_position_embeddings=512,
        tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=None,
    )
    return Qwen2ForCausalLM(config)


def save(model: Any, tokenizer: Any, folder: Path) -> None:  # noqa: ANN401 - untyped
    """Write both into ``folder``."""
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
