"""Records out of the files that datasets are published as: JSONL, JSON, CSV and Parquet, or a folder of them, one at a time.

for line in read_records(Path("train-00000-of-00001.parquet"), faults.append): ...

A JSON file is one value, and read whole; all others pass through a small memory. Parquet needs the extra ``data``.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from afterburner.core.errors import DataError
from afterburner.dataset.files import Fault, Line, Report, read_lines
from afterburner.dataset.tables import read_table

_MOST_FIELD_CHARS = 1 << 30
"""The longest field of a CSV file; the default of 131,072 is less than a program can be."""

Reader = Callable[[Path, Report], Iterator[Line]]


def read_records(path: Path, report: Report) -> Iterator[Line]:
    """Yield the records of a file, by its suffix, or of all files that can be read in a folder, in the order of their names.

    Raises:
        DataError: the file can't be read, or the folder has none that can.
        UsageError: it is Parquet, and the extra ``data`` is not installed.

    """
    if not path.is_dir():
        yield from _reader(path)(path, report)
        return
    found = sorted(file for file in path.rglob("*") if _suffix(file) in _READERS)
    if not found:
        raise DataError(f"there is nothing to read in {path}", hint=f"its files end in none of {', '.join(_READERS)}")
    for file in found:
        yield from _reader(file)(file, report)


def _suffix(path: Path) -> str:
    return path.name.removesuffix(".gz").rpartition(".")[2]


def _reader(path: Path) -> Reader:
    return _READERS.get(_suffix(path), _read_jsonl)


def _read_jsonl(path: Path, report: Report) -> Iterator[Line]:
    return read_lines(path, report=report)


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _read_json(path: Path, report: Report) -> Iterator[Line]:
    try:
        with _opened(path) as file:
            value = json.load(file)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise DataError(
            f"{path} can't be read: {error}", hint="give a JSON file, or one compressed with gzip"
        ) from error
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        if isinstance(item, dict):
            yield Line(file=str(path), number=number, value=item)
        else:
            message = f"a {type(item).__name__}, where an object is expected"
            report(Fault(file=str(path), line=number, message=message))


def _read_csv(path: Path, report: Report) -> Iterator[Line]:
    number = 0
    csv.field_size_limit(_MOST_FIELD_CHARS)
    try:
        with _opened(path) as file:
            for number, row in enumerate(csv.DictReader(file), start=1):
                if None in row:
                    report(Fault(file=str(path), line=number, message="more fields than the first line names"))
                    continue
                yield Line(file=str(path), number=number, value=dict(row))
    except (OSError, EOFError, zlib.error, ValueError, csv.Error) as error:
        raise DataError(
            f"{path}, after row {number}, can't be read: {error}", hint="give a CSV file in UTF-8"
        ) from error


def _read_parquet(path: Path, report: Report) -> Iterator[Line]:
    del report  # a row of a table always is a record
    return read_table(path)


_READERS: dict[str, Reader] = {
    "jsonl": _read_jsonl,
    "json": _read_json,
    "csv": _read_csv,
    "parquet": _read_parquet,
}
