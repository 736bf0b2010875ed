"""Records out of files of every kind that datasets are published as, and out of the hub."""

import builtins
import gzip
import json

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.dataset.sources.hub import hub_records
from afterburner.dataset.sources.reading import read_records
from tests.dataset.sources.records import file_of

RECORDS = [{"id": "a", "tests": [{"input": "1"}]}, {"id": "b", "tests": []}]


def read(path):
    faults = []
    return [line.value for line in read_records(path, faults.append)], faults


def test_jsonl_json_and_parquet_say_the_same(tmp_path):
    table = pytest.importorskip("pyarrow").Table.from_pylist(RECORDS)
    pytest.importorskip("pyarrow.parquet").write_table(table, tmp_path / "records.parquet")
    file_of(tmp_path / "records.jsonl", *RECORDS)
    (tmp_path / "records.json").write_text(json.dumps(RECORDS))
    (tmp_path / "records.json.gz").write_bytes(gzip.compress(json.dumps(RECORDS).encode()))
    for suffix in ("jsonl", "json", "json.gz", "parquet"):
        assert read(tmp_path / f"records.{suffix}") == (RECORDS, [])


def test_csv_has_texts_as_long_as_they_come(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text(f'id,code\na,"{"x" * 200_000}\ny"\nb,c,too many\n')
    records, faults = read(path)
    assert records == [{"id": "a", "code": "x" * 200_000 + "\ny"}]
    assert len(faults) == 1


def test_a_folder_is_all_of_its_files_in_the_order_of_their_names(tmp_path):
    file_of(tmp_path / "b.jsonl", RECORDS[1])
    (tmp_path / "part").mkdir()
    file_of(tmp_path / "a.jsonl", RECORDS[0])
    (tmp_path / "README.md").write_text("no data")
    assert read(tmp_path)[0] == RECORDS


def test_items_that_are_no_records_are_faults(tmp_path):
    path = tmp_path / "records.json"
    path.write_text(json.dumps([1, RECORDS[0]]))
    records, faults = read(path)
    assert (records, len(faults)) == ([RECORDS[0]], 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("records.json", b"{"),
        ("records.json", b"[" * 100_000),
        ("records.json.gz", b"not compressed"),
        ("records.csv", b"id\n\xff\n"),
        ("records.parquet", b"PAR1 not a table PAR1"),
        ("records.jsonl.gz", b"not compressed"),
    ],
)
def test_files_that_are_not_what_their_names_say_are_bad_input(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=name):
        read(path)


def test_a_parquet_file_that_breaks_in_the_middle_is_bad_input(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pytest.importorskip("pyarrow").Table.from_pylist([{"id": f"{n:050}"} for n in range(5000)])
    path = tmp_path / "records.parquet"
    parquet.write_table(table, path, row_group_size=1000, compression="zstd")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2000] = b"\x00" * 2000
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"records\.parquet"):
        read(path)


def test_an_empty_folder_has_nothing_to_read(tmp_path):
    with pytest.raises(DataError, match="nothing to read"):
        read(tmp_path)


@pytest.fixture
def _without_the_extra(monkeypatch):
    original = builtins.__import__

    def refuse(name, *arguments, **options):
        if name.partition(".")[0] in {"pyarrow", "datasets"}:
            raise ImportError(name)
        return original(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)


@pytest.mark.usefixtures("_without_the_extra")
def test_without_the_extra_the_message_says_how_to_get_it(tmp_path):
    with pytest.raises(UsageError) as parquet:
        read(tmp_path / "records.parquet")
    with pytest.raises(UsageError) as hub:
        next(hub_records("hf:nobody/nothing", split="test"))
    assert parquet.value.hint == hub.value.hint == "pip install 'afterburner[data]'"
