"""The rows that a trainer learns from, out of a file of ``afterburner train data``: read, checked, and those too long left out.

    read = rows_of(Path("training/sft.jsonl"), Stage.SFT)
    kept = fitting(read, Stage.SFT, tokenizer, limits)
    kept.rows, kept.notes

Rows are plain values in TRL's columns; ``prompt`` is a conversation or, in files of others, a text.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from afterburner.core.errors import DataError, UsageError
from afterburner.train.config import Stage

Row = dict[str, Any]

COLUMNS = {
    Stage.SFT: ("prompt", "completion"),
    Stage.DPO: ("prompt", "chosen", "rejected"),
    Stage.GRPO: ("prompt", "ground_truth"),
}
_ANSWERS = {Stage.SFT: ("completion",), Stage.DPO: ("chosen", "rejected"), Stage.GRPO: ()}
_MARKS = {
    "reward_model": "it is in verl's format",
    "instruction": "it is in LLaMA-Factory's format",
    "rejected": "it looks like data for dpo",
    "ground_truth": "it looks like data for grpo",
    "completion": "it looks like data for sft",
}
"""What a column that another kind of file has says of it; the first one counts."""
_BATCH = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long rows may be, in tokens."""

    prompt: int
    answer: int
    context: int | None
    """Prompt and answer: what the model can read; None: no limit is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rows that are trained on."""

    rows: Sequence[Row]
    notes: tuple[str, ...]
    """What was left out, in words."""


def rows_of(path: Path, stage: Stage, *, most: int | None = None) -> list[Row]:
    """Return the first ``most`` rows of a JSONL or Parquet file, with the columns that ``stage`` needs and no others.

    Raises:
        DataError: it can't be read, is empty, or has not these columns; the message says which line.

    """
    if not path.is_file():
        raise DataError(f"there is no file {path}", hint=_how_to_make(stage))
    lines = _parquet(path) if path.suffix == ".parquet" else _jsonl(path)
    rows = [_checked(path, number, row, stage) for number, row in islice(lines, most)]
    if not rows:
        raise DataError(f"{path} is empty: there is nothing to learn from", hint=_how_to_make(stage))
    return rows


def fitting(rows: Sequence[Row], stage: Stage, tokenizer: Any, limits: Limits, *, source: str) -> Kept:  # noqa: ANN401 - no types without the package
    """Return the rows that are within ``limits``; ``source`` names them in messages.

    For GRPO, whose answers are not there yet, ``limits.answer`` is what the context must leave room for.

    Raises:
        UsageError: the model has no chat template, its context leaves no room for a prompt, or no row is short enough.

    """
    _check_template(rows, tokenizer)
    if stage is Stage.GRPO and limits.context is not None and limits.answer >= limits.context:
        raise UsageError(
            f"answers of {limits.answer} tokens leave no room for a prompt in the model's context of {limits.context}",
            hint=f"set training.completion_tokens to less, for instance {limits.context // 2}",
        )
    kept, longest = [], 0
    for row, prompt, answer in _lengths(rows, stage, tokenizer):
        longest = max(longest, prompt)
        whole = prompt + (limits.answer if stage is Stage.GRPO else answer)
        if prompt <= limits.prompt and answer <= limits.answer and (limits.context is None or whole <= limits.context):
            kept.append(row)
    if not kept:
        raise UsageError(
            f"{source}: none of {len(rows)} examples is short enough; the longest prompt takes {longest} tokens of "
            f"{_allowed(limits)}",
            hint="raise training.prompt_tokens and completion_tokens, or take a model with a larger context",
        )
    left_out = len(rows) - len(kept)
    note = f"{source}: {left_out} of {len(rows)} examples are left out: they are longer than {_allowed(limits)}"
    return Kept(rows=kept, notes=(note,) if left_out else ())


def _allowed(limits: Limits) -> str:
    context = "" if limits.context is None else f", {limits.context} in all (the model's context)"
    return f"{limits.prompt} tokens for the prompt, {limits.answer} for the answer{context}"


def _check_template(rows: Sequence[Row], tokenizer: Any) -> None:  # noqa: ANN401 - as above
    if isinstance(rows[0]["prompt"], str) or getattr(tokenizer, "chat_template", None):
        return
    raise UsageError(
        "the model's tokenizer has no chat template, and the prompts are messages",
        hint="begin with an instruction-tuned model (its name often ends in -Instruct), or put a chat_template.jinja into "
        "the model's folder",
    )


def _lengths(rows: Sequence[Row], stage: Stage, tokenizer: Any) -> Iterator[tuple[Row, int, int]]:  # noqa: ANN401 - as above
    """Yield each row with the tokens of its prompt, and of its longest answer."""
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        prompts = _counts([_said(row["prompt"], None, tokenizer) for row in batch], tokenizer)
        answers = [0] * len(batch)
        for column in _ANSWERS[stage]:
            whole = _counts([_said(row["prompt"], row[column], tokenizer) for row in batch], tokenizer)
            answers = [max(old, both - prompt) for old, both, prompt in zip(answers, whole, prompts, strict=True)]
        yield from zip(batch, prompts, answers, strict=True)


def _said(prompt: Any, answer: Any, tokenizer: Any) -> str:  # noqa: ANN401 - messages or a text
    if isinstance(prompt, str):
        return prompt + (answer or "")
    if answer is None:
        return str(tokenizer.apply_chat_template(prompt, tokenize=False, add_generation_prompt=True))
    return str(tokenizer.apply_chat_template([*prompt, *answer], tokenize=False))


def _counts(texts: Sequence[str], tokenizer: Any) -> list[int]:  # noqa: ANN401 - as above
    # The template writes the special tokens itself.
    return [len(ids) for ids in tokenizer(list(texts), add_special_tokens=False)["input_ids"]]


def _checked(path: Path, number: int, row: object, stage: Stage) -> Row:
    place = f"{path}, line {number}"
    if not isinstance(row, Mapping):
        raise DataError(f"{place} is no object with columns", hint=_how_to_make(stage))
    missing = [column for column in COLUMNS[stage] if column not in row]
    if missing:
        looks = next((said for column, said in _MARKS.items() if column in row), "its columns are others")
        raise DataError(
            f"{place} has no column {' and no '.join(missing)}: {looks} ({', '.join(map(str, row))})",
            hint=_how_to_make(stage),
        )
    for column in COLUMNS[stage]:
        if column != "ground_truth" and not _is_said(row[column]):
            raise DataError(f"{place}: {column} is neither a text nor a list of messages", hint=_how_to_make(stage))
    return {column: row[column] for column in COLUMNS[stage]}


def _is_said(value: object) -> bool:
    if isinstance(value, str):
        return True
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and isinstance(one.get("content"), str) and "role" in one for one in value)
    )


def _how_to_make(stage: Stage) -> str:
    return f"make it with: afterburner train data DIR --kind {stage.value} --format trl"


def _jsonl(path: Path) -> Iterator[tuple[int, object]]:
    with path.open(encoding="utf-8") as file:
        number = 0
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, json.loads(line)
        except ValueError as error:
            raise DataError(f"{path}, line {number or 1} is no JSON: {error}", hint="is the file whole?") from error


def _parquet(path: Path) -> Iterator[tuple[int, object]]:
    from pyarrow import ArrowException, parquet  # noqa: PLC0415 - heavy, and an extra

    try:
        yield from enumerate(parquet.read_table(path).to_pylist(), start=1)
    except (ArrowException, OSError) as error:
        raise DataError(f"{path} is no Parquet file: {error}", hint="is the file whole?") from error
