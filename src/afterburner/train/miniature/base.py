"""The first training: a plain loss on the answers of the corpus, over and over, from nothing."""

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

IGNORED = -100
"""The label of what is not learned: the request, and padding."""

Progress = Callable[[int, int, float], None]
"""Is told the step, of how many, and the loss."""


def encoded(tokenizer: Any, request: str, answer: str) -> tuple[list[int], list[int]]:  # noqa: ANN401 - untyped
    """Return the tokens of a request and its answer, as the chat template has them, and the labels."""
    asked = tokenizer.apply_chat_template(
        [{"role": "user", "content": request}], add_generation_prompt=True, tokenize=False
    )
    before = tokenizer(asked)["input_ids"]
    after = [*tokenizer(answer)["input_ids"], tokenizer.eos_token_id]
    return before + after, [IGNORED] * len(before) + after


def train(
    model: Any,  # noqa: ANN401 - untyped
    tokenizer: Any,  # noqa: ANN401 - untyped
    pairs: Sequence[tuple[str, str]],
    *,
    steps: int,
    batch: int,
    learning_rate: float,
    seed: int,
    progress: Progress | None = None,
) -> None:
    """Train ``model`` in place: ``steps`` batches, a linear warm-up and a cosine down to a tenth."""
    import torch  # noqa: PLC0415 - heavy

    rows = [encoded(tokenizer, *pair) for pair in pairs]
    draw = random.Random(seed)  # noqa: S311 - reproducible
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, betas=(0.9, 0.98), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _factor(step, steps))
    model.train()
    for step in range(steps):
        chosen = [rows[(step * batch + place) % len(rows)] for place in range(batch)]
        loss = model(**_batch(chosen, tokenizer.pad_token_id, model.device)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if progress is not None:
            progress(step + 1, steps, float(loss.detach()))
        if (step + 1) * batch % len(rows) < batch:
            draw.shuffle(rows)
    model.eval()


def _factor(step: int, steps: int) -> float:
    warmup = max(1, steps // 20)
    if step < warmup:
        return (step + 1) / warmup
    return 0.55 + 0.45 * math.cos(math.pi * (step - warmup) / max(1, steps - warmup))


def _batch(rows: Sequence[tuple[list[int], list[int]]], pad: int, device: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return tensors (B, T), padded on the right."""
    import torch  # noqa: PLC0415 - heavy

    longest = max(len(ids) for ids, _labels in rows)
    return {
        "input_ids": torch.tensor([ids + [pad] * (longest - len(ids)) for ids, _ in rows], device=device),
        "labels": torch.tensor([labels + [IGNORED] * (longest - len(labels)) for _, labels in rows], device=device),
        "attention_mask": torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids, _ in rows], device=device),
    }
