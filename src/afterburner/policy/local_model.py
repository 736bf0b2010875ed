"""What language models that run on this machine share: their files, the tokens of a prompt, seeds, and answers.

``hugging_face_model`` and ``vllm_model`` are built on it; it needs neither of their packages.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from afterburner.core.attempt import Usage
from afterburner.core.errors import UsageError
from afterburner.policy.model import MOST_REPLY_CHARACTERS, Answer, Call, Completion, Finish, Sampling
from afterburner.policy.port import Lost

_MODEL_FILES = frozenset({".json", ".safetensors", ".bin", ".model", ".txt", ".jinja"})
"""Endings of what is read to load a model: configuration, weights, tokenizer, chat template."""

_MOST_READ_BYTES = 16 * 2**20
"""Larger files are weights, too large to be read for a name; tokenizers are up to 12 MB large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A call as the model reads it."""

    call: Call
    ids: Sequence[int]
    """Token ids of the prompt, its chat template around it."""
    most_tokens: int
    """That the reply may take: ``Sampling.most_tokens``, or what is left of the model's context; 0 or less: nothing is."""
    seed: int
    """0 to 2**63 - 1, from the seed, the prompt and the sample alone."""


def asked(call: Call, *, tokenizer: Any, sampling: Sampling, context: int | None) -> Asked:  # noqa: ANN401 - no types without the package
    """Return ``call`` in tokens; ``context`` is the model's, in tokens, None: no limit is known."""
    ids = prompt_ids(tokenizer, call.prompt)
    most = sampling.most_tokens if context is None else min(sampling.most_tokens, context - len(ids))
    return Asked(call=call, ids=ids, most_tokens=most, seed=seed_of(sampling, call))


def prompt_ids(tokenizer: Any, prompt: str) -> list[int]:  # noqa: ANN401 - as above
    """Return the token ids of the prompt: as the user's message in the chat template, or plain where there is none."""
    text = prompt.encode(errors="replace").decode()  # what is no Unicode has no tokens
    if not getattr(tokenizer, "chat_template", None):
        return list(tokenizer.encode(text))
    message = {"role": "user", "content": text}
    chat = tokenizer.apply_chat_template([message], tokenize=False, add_generation_prompt=True)
    # The template writes the special tokens itself.
    return list(tokenizer.encode(chat, add_special_tokens=False))


def seed_of(sampling: Sampling, call: Call) -> int:
    """Return what seeds the draws of one reply, 0 to 2**63 - 1: another prompt or sample, another seed."""
    text = f"{sampling.seed}\0{call.sample}\0{call.prompt}"
    return int.from_bytes(hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:8]) >> 1


def answer(asked: Asked, text: str, *, tokens: int, is_whole: bool, generation_s: float) -> Answer:
    """Return the answer that ``text`` is; ``tokens`` counts the mark of its end too, ``is_whole``: that mark came."""
    is_long = len(text) > MOST_REPLY_CHARACTERS
    completion = Completion(
        text=text[:MOST_REPLY_CHARACTERS],
        finish=Finish.STOP if is_whole and not is_long else Finish.LENGTH,
        usage=Usage(prompt_tokens=len(asked.ids), completion_tokens=tokens, generation_s=generation_s),
    )
    return Answer(call=asked.call, outcome=completion)


def too_long(asked: Asked, context: int | None) -> Answer:
    """Return the answer to a prompt that leaves no room in the context for a reply."""
    detail = f"the prompt takes {len(asked.ids)} tokens, and the model's context is {context}"
    return Answer(call=asked.call, outcome=Lost(reason="context_length", detail=detail))


def folder_of(model: str | Path) -> Path | None:
    """Return the folder that ``model`` names; None: it is the name of a model elsewhere.

    Raises:
        UsageError: it can be nothing but a folder, and there is none.

    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if str(model).startswith(("/", ".", "~")) or isinstance(model, Path):
        raise UsageError(
            f"there is no folder {model}", hint="name the folder that holds config.json or adapter_config.json"
        )
    return None


def fingerprint(folder: Path) -> str:
    """Return 16 hexadecimal digits for the files of a model: names, sizes, and what they hold.

    Of files over 16 MiB the time of the last change stands for what they hold: a copy of the folder is another model,
    unless the copy kept the times.

    Raises:
        UsageError: a file can't be read.

    """
    digest = hashlib.sha256()
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix in _MODEL_FILES and path.is_file():
                digest.update(_content(path))
    except OSError as error:
        raise UsageError(f"the model's files can't be read: {error}", hint="check who may read them") from error
    return digest.hexdigest()[:16]


def _content(path: Path) -> bytes:
    about = path.stat()
    is_large = about.st_size > _MOST_READ_BYTES
    held = str(about.st_mtime_ns) if is_large else hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{path.name}\0{about.st_size}\0{held}\n".encode(errors="surrogateescape")
