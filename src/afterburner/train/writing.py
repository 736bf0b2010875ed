"""A folder of training data: a file a kind, and a record of how it was made. Files appear whole, or not at all."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.dataset.files import replace_text
from afterburner.train.candidates import Group
from afterburner.train.examples import Kind, Recipe, examples
from afterburner.train.formats import Format, Row, dataset_info, row_of

_BATCH = 500


class FileType(StrEnum):
    """How rows are stored."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def write_training_data(
    folder: Path,
    groups: Sequence[Group],
    recipe: Recipe,
    *,
    kinds: Sequence[Kind],
    form: Format,
    file_type: FileType,
    made_from: dict[str, object],
) -> Counter[Kind]:
    """Write the examples of each kind to ``folder``; return how many there are.

    ``made_from`` goes into ``recipe.json`` beside them, with the recipe and the counts.

    Raises:
        UsageError: Parquet is wanted and pyarrow is not installed, or the format has no such file.
        OSError: the disk is full.

    """
    if form is Format.VERL and file_type is not FileType.PARQUET:
        raise UsageError("verl reads Parquet alone", hint="say --file parquet")
    folder.mkdir(parents=True, exist_ok=True)
    problems = {group.problem.id: group.problem for group in groups}
    counts: Counter[Kind] = Counter()
    for kind in kinds:
        made = enumerate(examples(kind, groups, recipe))
        rows = (row_of(form, kind, problems[one.problem], one, index=index) for index, one in made)
        counts[kind] = _write(folder / f"{kind.value}.{file_type}", rows, file_type)
    if form is Format.LLAMA_FACTORY:
        _write_json(folder / "dataset_info.json", dataset_info(list(kinds), lambda kind: f"{kind.value}.{file_type}"))
    said = {"objectives": [o.value for o in recipe.objectives], "best": recipe.best, "seeds": recipe.seeds}
    chosen = {**said, "pairs": recipe.pairs, "seed": recipe.seed, "format": form.value}
    counted = {kind.value: counts[kind] for kind in kinds}
    _write_json(folder / "recipe.json", {"schema_version": 1, **made_from, "recipe": chosen, "examples": counted})
    return counts


def _write(path: Path, rows: Iterable[Row], file_type: FileType) -> int:
    with _replacing(path) as partial:
        if file_type is FileType.JSONL:
            return _write_jsonl(partial, rows)
        return _write_parquet(partial, rows)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _write_jsonl(path: Path, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _write_parquet(path: Path, rows: Iterable[Row]) -> int:
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow", hint="pip install 'afterburner[data]', or --file jsonl") from error
    count, writer, left = 0, None, iter(rows)
    try:
        while batch := list(islice(left, _BATCH)):
            table = pa.Table.from_pylist(batch, schema=None if writer is None else writer.schema)
            writer = writer or parquet.ParquetWriter(path, table.schema)
            writer.write_table(table)
            count += len(batch)
        if writer is None:  # no rows: a file without columns
            parquet.write_table(pa.table({}), path)
    finally:
        if writer is not None:
            writer.close()
    return count


def _write_json(path: Path, document: dict[str, Any]) -> None:
    replace_text(path, json.dumps(document, indent=2) + "\n")
