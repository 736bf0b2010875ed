"""Problems as tables: Parquet with the same columns in every file, for readers that know nothing of Afterburner.

Bytes that are not UTF-8 are Base64, and ``encoding`` says so; otherwise the fields are those of ``dataset.records``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem
from afterburner.dataset.files import Line
from afterburner.dataset.records import Base64, ProblemRecord, to_record

_BATCH = 64
"""Problems in memory at one time: their tests may be megabytes each."""
_HINT = "pip install 'afterburner[data]'"


def write_tables(placed: Iterable[tuple[Path, Problem]]) -> Counter[Path]:
    """Write each problem to the Parquet file that it is placed in; return how many there are in each.

    The files appear once all problems are written; where writing fails, what was there before stays.

    Raises:
        UsageError: pyarrow is not installed.
        OSError: the disk is full.

    """
    tables: dict[Path, _Table] = {}
    try:
        for path, problem in placed:
            if path not in tables:
                tables[path] = _Table(path)
            tables[path].add(problem)
        for table in tables.values():
            table.finish()
    finally:
        for table in tables.values():
            table.close()
    return Counter({path: table.count for path, table in tables.items()})


class _Table:
    """One Parquet file that is being written beside its place."""

    def __init__(self, path: Path) -> None:
        pa, parquet = _pyarrow()
        self.count = 0
        self._path, self._partial = path, path.with_name(f".{path.name}.partial")
        self._pa, self._schema = pa, _schema(pa)
        self._writer = parquet.ParquetWriter(self._partial, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def add(self, problem: Problem) -> None:
        self._waiting.append(_row(to_record(problem)))
        self.count += 1
        if len(self._waiting) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._writer.close()
        self._partial.replace(self._path)

    def close(self) -> None:
        self._writer.close()
        self._partial.unlink(missing_ok=True)

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._pa.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting = []


def read_table(path: Path) -> Iterator[Line]:
    """Yield the rows of a Parquet file as lines, as if they had been read from JSONL; a row of ours becomes a record of ours.

    Raises:
        UsageError: pyarrow is not installed.
        DataError: it is no Parquet file.

    """
    pa, parquet = _pyarrow()
    try:
        file = parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise DataError(f"{path} can't be read: {error}", hint="give a Parquet file") from error
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            yield Line(file=str(path), number=number, value=_record(row) if "schema_version" in row else row)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow", hint=_HINT) from error
    return pa, parquet


def _schema(pa: Any) -> Any:  # noqa: ANN401 - the module of a package without types
    text, number = pa.string(), pa.int64()
    limits = pa.struct(
        [("cpu_s", pa.float64()), ("wall_s", pa.float64())]
        + [(name, number) for name in ("memory_bytes", "output_bytes", "processes", "scratch_bytes")]
    )
    test = [(name, text) for name in ("name", "input", "expected", "encoding", "purpose", "visibility")]
    reference = [(name, text) for name in ("name", "idea", "language", "code")]
    driver = [(name, text) for name in ("language", "template", "starter")]
    checker = pa.struct([("code", text), ("language", text), ("name", text), ("limits", limits)])
    plain = [
        (n, text)
        for n in ("id", "title", "statement", "difficulty", "entry_point", "signature", "starter", "generator")
    ]
    return pa.schema(
        [
            ("schema_version", number),
            *plain,
            ("oracle", text),
            ("checker", text),
            ("tolerance", pa.float64()),
            ("checker_program", checker),
            ("limits", limits),
            ("tags", pa.list_(text)),
            ("performance_sizes", pa.list_(number)),
            ("drivers", pa.list_(pa.struct(driver))),
            ("references", pa.list_(pa.struct(reference))),
            ("tests", pa.list_(pa.struct(test))),
        ]
    )


def _row(record: ProblemRecord) -> dict[str, Any]:
    row = record.model_dump(mode="json")
    for test in row["tests"]:
        is_coded = isinstance(test["input"], dict) or isinstance(test["expected"], dict)
        test["encoding"] = "base64" if is_coded else "utf-8"
        for name in ("input", "expected") if is_coded else ():
            test[name] = _coded(test[name])
    return row


def _coded(value: str | dict[str, str]) -> str:
    import base64  # noqa: PLC0415 - rarely needed

    return base64.b64encode(value.encode()).decode() if isinstance(value, str) else value["base64"]


def _record(row: dict[str, Any]) -> dict[str, object]:
    for test in row.get("tests") or []:
        if test.pop("encoding", "utf-8") == "base64":
            for name in ("input", "expected"):
                test[name] = Base64(base64=test[name]).model_dump()
    return row
