"""A run's attempts as a table: JSON lines, or Parquet; one row an attempt.

export(attempts, Path("attempts.parquet"))

The columns are flat, for whoever reads them with anything; ``record`` holds the whole attempt as JSON. A file of JSON lines can
be replayed: ``--policy scripted:FILE``.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from afterburner.core.attempt import Attempt
from afterburner.core.errors import UsageError
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity

_ATTEMPT = TypeAdapter(Attempt)
SUFFIXES = (".jsonl", ".parquet")
_CHUNK = 5000
"""Rows that are in memory at a time: a group of rows in the Parquet file."""


class Kind(StrEnum):
    """What a column of a Parquet file holds; every column may have gaps."""

    TEXT = "text"
    WHOLE = "whole"
    REAL = "real"
    TRUTH = "truth"


COLUMNS: Mapping[str, Kind] = {
    "id": Kind.TEXT,
    "problem": Kind.TEXT,
    "objective": Kind.TEXT,
    "round": Kind.WHOLE,
    "parent": Kind.TEXT,
    "origin": Kind.TEXT,
    "note": Kind.TEXT,
    "verdict": Kind.TEXT,
    "reason": Kind.TEXT,
    "passed": Kind.WHOLE,
    "total": Kind.WHOLE,
    **dict.fromkeys((quantity.value for quantity in Quantity), Kind.REAL),
    "twin": Kind.TEXT,
    "rival": Kind.TEXT,
    "improved": Kind.TRUTH,
    "ratio": Kind.REAL,
    "ratio_low": Kind.REAL,
    "ratio_high": Kind.REAL,
    "prompt_tokens": Kind.WHOLE,
    "completion_tokens": Kind.WHOLE,
    "cost_usd": Kind.REAL,
    "language": Kind.TEXT,
    "code": Kind.TEXT,
    "reply": Kind.TEXT,
    "record": Kind.TEXT,
}
"""The columns of a run's attempts."""


def export(attempts: Sequence[Attempt], path: Path) -> None:
    """Write ``attempts`` to ``path``: JSON lines or Parquet, as its suffix says.

    Raises:
        UsageError: the suffix is another one, the file can't be written, or pyarrow is missing.

    """
    write_rows((row(attempt) for attempt in attempts), path, COLUMNS)


def write_rows(rows: Iterable[Mapping[str, object]], path: Path, columns: Mapping[str, Kind]) -> None:
    """Write ``rows``, each with the keys of ``columns``, to ``path``: JSON lines or Parquet, as its suffix says.

    Raises:
        UsageError: the suffix is another one, the file can't be written, or pyarrow is missing.

    """
    if path.suffix not in SUFFIXES:
        raise UsageError(f"--export is {path}", hint=f"give a file that ends in {' or '.join(SUFFIXES)}")
    # Written beside and renamed: what can't be read to its end leaves no half of a table.
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if path.suffix == ".jsonl":
            with partial.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(one) + "\n" for one in rows)
        else:
            _write_parquet(rows, partial, columns)
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error}", hint="name another place with --export") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()


def row(attempt: Attempt) -> dict[str, object]:
    """Return one row."""
    judgement, usage = attempt.judgement, attempt.usage
    quantities = judgement.measurement.quantities if judgement.measurement else {}
    ratio = attempt.duel.ratios.get(attempt.objective.quantity(attempt.duel.b.clock)) if attempt.duel else None
    reply = attempt.extra.get("reply")
    return {
        "id": attempt.id,
        "problem": attempt.problem_id,
        "objective": attempt.objective.value,
        "round": attempt.round,
        "parent": attempt.parent,
        "origin": attempt.origin,
        "note": attempt.note,
        "verdict": judgement.verdict.value,
        "reason": judgement.failure.reason if judgement.failure else None,
        "passed": judgement.passed,
        "total": judgement.total,
        **{quantity.value: _estimate(quantities.get(quantity)) for quantity in Quantity},
        "twin": attempt.twin,
        "rival": attempt.rival,
        "improved": attempt.improved,
        "ratio": _estimate(ratio),
        "ratio_low": ratio.low if ratio else None,
        "ratio_high": ratio.high if ratio else None,
        "prompt_tokens": usage.prompt_tokens if usage else None,
        "completion_tokens": usage.completion_tokens if usage else None,
        "cost_usd": usage.cost_usd if usage else None,
        "language": attempt.solution.language,
        "code": attempt.solution.code,
        "reply": reply if isinstance(reply, str) else None,
        "record": json.dumps(_ATTEMPT.dump_python(attempt, mode="json")),
    }


def _estimate(value: Estimate | None) -> float | None:
    return None if value is None else value.estimate


def _write_parquet(rows: Iterable[Mapping[str, object]], path: Path, columns: Mapping[str, Kind]) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise UsageError("the package pyarrow is missing", hint="pip install 'afterburner[data]'") from error
    kinds = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.REAL: pa.float64(), Kind.TRUTH: pa.bool_()}
    # A file in which nothing was measured has the columns of every other one.
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    plain = ({key: _text(value) for key, value in one.items()} for one in rows)
    with parquet.ParquetWriter(path, schema) as writer:
        while chunk := list(islice(plain, _CHUNK)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))


def _text(value: object) -> object:
    """Return a value with characters that are none replaced: Parquet's texts are UTF-8."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
