"""Examples in the columns that trainers read: TRL's conversations, LLaMA-Factory's entries, verl's Parquet.

Each format is a function from an example to a row of plain values. Sources: TRL's dataset formats (conversational prompt and
completion, preference), LLaMA-Factory's ``data/README`` (alpaca columns, ``ranking``), verl's "Prepare data for post-training"
(``data_source``, ``prompt``, ``ability``, ``reward_model``, ``extra_info``).
"""

import json
from collections.abc import Callable
from enum import StrEnum

from afterburner.core.problem import Problem
from afterburner.train.examples import Example, Kind, ground_truth

Row = dict[str, object]


class Format(StrEnum):
    """Whose columns."""

    TRL = "trl"
    LLAMA_FACTORY = "llama-factory"
    VERL = "verl"


def row_of(form: Format, kind: Kind, problem: Problem, example: Example, *, index: int) -> Row:
    """Return ``example`` as a row of ``form``; ``index`` is its place in the file."""
    makers: dict[Format, Callable[[Kind, Problem, Example, int], Row]] = {
        Format.TRL: _trl,
        Format.LLAMA_FACTORY: _llama_factory,
        Format.VERL: _verl,
    }
    return makers[form](kind, problem, example, index)


def _said(role: str, text: str | None) -> list[dict[str, object]]:
    return [{"role": role, "content": text or ""}]


def _about(example: Example) -> Row:
    return {
        "id": example.id,
        "problem": example.problem,
        "language": example.language,
        "objective": example.objective.value,
    }


def _trl(kind: Kind, problem: Problem, example: Example, _index: int) -> Row:
    row = {"prompt": _said("user", example.prompt), **_about(example)}
    if kind is Kind.GRPO:
        return {**row, "ground_truth": json.dumps(ground_truth(problem, example))}
    if kind is Kind.DPO:
        answers = {"chosen": _said("assistant", example.chosen), "rejected": _said("assistant", example.rejected)}
        return {**row, **answers, "margin": example.margin}
    return {**row, "completion": _said("assistant", example.chosen)}


def _llama_factory(kind: Kind, problem: Problem, example: Example, _index: int) -> Row:
    row: Row = {"instruction": example.prompt, "input": "", **_about(example)}
    if kind is Kind.GRPO:
        return {**row, "output": "", "ground_truth": json.dumps(ground_truth(problem, example))}
    if kind is Kind.DPO:
        return {**row, "chosen": example.chosen, "rejected": example.rejected, "margin": example.margin}
    return {**row, "output": example.chosen}


def _verl(kind: Kind, problem: Problem, example: Example, index: int) -> Row:
    return {
        "data_source": "afterburner",
        "prompt": _said("user", example.prompt),
        "ability": "code",
        "reward_model": {"style": "rule", "ground_truth": json.dumps(ground_truth(problem, example))},
        "extra_info": {**_about(example), "index": index, "kind": kind.value, "answer": example.chosen or ""},
    }


def dataset_info(kinds: list[Kind], file_name: Callable[[Kind], str]) -> dict[str, object]:
    """Return LLaMA-Factory's ``dataset_info.json``: which columns of which file are what."""
    return {f"afterburner_{kind.value.replace('-', '_')}": _entry(kind, file_name(kind)) for kind in kinds}


def _entry(kind: Kind, file_name: str) -> dict[str, object]:
    columns = {"prompt": "instruction", "query": "input"}
    if kind is Kind.DPO:
        ranked = {**columns, "chosen": "chosen", "rejected": "rejected"}
        return {"file_name": file_name, "ranking": True, "columns": ranked}
    return {"file_name": file_name, "columns": {**columns, "response": "output"}}
