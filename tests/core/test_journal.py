"""The journal: every whole line is kept, half a line is cut off, and two processes never write to one."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError
from afterburner.core.journal import Journal

RECORDS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers()), max_size=5)


def values(journal):
    return [entry.value for entry in journal.entries()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records=RECORDS, cut=st.integers(0, 200))
def test_wherever_a_crash_cuts_the_file_whole_lines_are_kept(tmp_path, records, cut):
    path = tmp_path / "j.jsonl"
    path.unlink(missing_ok=True)
    with Journal(path) as journal:
        for record in records:
            journal.append(record)
    data = path.read_bytes()[:cut]
    path.write_bytes(data)
    with Journal(path) as journal:
        kept = values(journal)
        assert kept == records[: data.count(b"\n")]
        journal.append({"more": 1})
        assert values(journal) == [*kept, {"more": 1}]


def test_half_a_line_longer_than_a_block_is_cut_off(tmp_path):
    path = tmp_path / "j.jsonl"
    path.write_bytes(b'{"a": 1}\n' + b"x" * 200_000)
    with Journal(path) as journal:
        assert values(journal) == [{"a": 1}]
    assert path.read_bytes() == b'{"a": 1}\n'


def test_a_second_process_is_told_to_wait(tmp_path):
    with Journal(tmp_path / "j.jsonl"), pytest.raises(DataError, match="in use") as caught:
        Journal(tmp_path / "j.jsonl")
    assert caught.value.hint


@pytest.mark.parametrize("line", ["[]", "{", "[" * 100_000, "1"])
def test_a_whole_line_that_is_no_object_is_named(tmp_path, line):
    path = tmp_path / "j.jsonl"
    path.write_text(json.dumps({"a": 1}) + "\n" + line + "\n", "utf-8")
    with Journal(path) as journal, pytest.raises(DataError, match="line 2"):
        list(journal.entries())


def test_a_place_that_can_t_be_opened_is_a_data_error(tmp_path):
    with pytest.raises(DataError, match=r"missing/b.jsonl can't be opened"):
        Journal(tmp_path / "missing" / "b.jsonl")
