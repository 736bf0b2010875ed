"""Answers to many requests at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

MOST_NEW_TOKENS = 96
"""An answer takes about 30."""
_BATCH = 256


def placed(model: Any) -> Any:  # noqa: ANN401 - untyped
    """Return ``model`` on the GPU where there is one."""
    import torch  # noqa: PLC0415 - heavy

    return model.to("cuda" if torch.cuda.is_available() else "cpu")


def loaded(folder: Path) -> tuple[Any, Any]:
    """Return the model and the tokenizer in ``folder``."""
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415 - heavy

    return placed(AutoModelForCausalLM.from_pretrained(folder).eval()), AutoTokenizer.from_pretrained(folder)


def sampled(
    model: Any,  # noqa: ANN401 - untyped
    tokenizer: Any,  # noqa: ANN401 - untyped
    requests: Sequence[str],
    *,
    seed: int,
    temperature: float = 1.0,
) -> list[str]:
    """Return one answer to each request, drawn with ``seed``."""
    import torch  # noqa: PLC0415 - heavy

    torch.manual_seed(seed)
    answers: list[str] = []
    for start in range(0, len(requests), _BATCH):
        texts = [
            tokenizer.apply_chat_template(
                [{"role": "user", "content": request}], add_generation_prompt=True, tokenize=False
            )
            for request in requests[start : start + _BATCH]
        ]
        asked = tokenizer(texts, return_tensors="pt", padding=True, padding_side="left").to(model.device)
        with torch.inference_mode():
            drawn = model.generate(
                **asked, max_new_tokens=MOST_NEW_TOKENS, do_sample=True, temperature=temperature, top_k=0, top_p=1.0
            )
        new = drawn[:, asked["input_ids"].shape[1] :]
        answers += tokenizer.batch_decode(new, skip_special_tokens=True)
    return answers
