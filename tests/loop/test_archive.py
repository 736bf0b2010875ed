"""The archive: what was said to be kept is there after any crash, and what is broken is named."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError
from afterburner.core.problem import Solution
from afterburner.loop.archive import Archive
from tests.strategies import attempt_of, attempts, compared

quick = settings(max_examples=30, deadline=None)


def filled(path):
    """A file with two attempts, a duel and a round."""
    archive = Archive(path)
    archive.append(attempt_of(0))
    archive.append(attempt_of(1, parent="0"))
    archive.settle("1", compared(2.0), improved=True)
    archive.end_round()
    archive.close()
    return path


@quick
@given(attempts(), st.integers(min_value=0, max_value=3))
def test_a_replayed_archive_holds_what_was_appended(tmp_path_factory, made, rounds):
    path = tmp_path_factory.mktemp("run") / "attempts.jsonl"
    archive = Archive(path)
    for attempt in made:
        assert archive.next_id() == attempt.id
        assert archive.append(attempt) == attempt
    for _ in range(rounds):
        archive.end_round()
    archive.close()
    replayed = Archive(path)
    assert list(replayed.attempts()) == made
    assert (replayed.rounds, replayed.next_id()) == (rounds, str(len(made)))
    replayed.close()


def test_a_duel_is_known_to_the_archive_that_recorded_it_and_to_the_next(tmp_path):
    path = filled(tmp_path / "attempts.jsonl")
    settled = Archive(path).attempts()[1]
    assert settled.improved
    assert settled.versus_parent == compared(2.0)


def test_an_archive_in_memory_behaves_the_same():
    archive = Archive()
    archive.append(attempt_of(0))
    archive.append(attempt_of(1))
    assert archive.settle("1", compared(0.5), improved=False) == archive.attempts()[1]
    archive.end_round()
    assert (archive.rounds, archive.next_id()) == (1, "2")


def test_appending_goes_on_where_the_last_run_ended(tmp_path):
    path = filled(tmp_path / "attempts.jsonl")
    before = path.read_bytes()
    archive = Archive(path)
    archive.append(attempt_of(2))
    archive.end_round()
    archive.close()
    assert path.read_bytes().startswith(before)
    again = Archive(path)
    assert (len(again.attempts()), again.rounds) == (3, 2)


def test_half_a_line_at_the_end_is_cut_off_at_every_length(tmp_path):
    whole = filled(tmp_path / "whole.jsonl").read_bytes()
    starts = [0] + [i + 1 for i, byte in enumerate(whole) if byte == 10]
    path = tmp_path / "attempts.jsonl"
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        archive = Archive(path)
        archive.end_round()
        archive.close()
        kept = max(start for start in starts if start <= length)
        assert path.read_bytes()[:kept] == whole[:kept]
        assert path.read_bytes()[kept:].count(b"\n") == 1
        Archive(path).close()


GOOD_LINE = b'{"schema_version": 1, "kind": "round", "number": 1}\n'


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"schema_version": 1}',
        b'{"schema_version": 2, "kind": "round", "number": 1}',
        b'{"schema_version": 1, "kind": "lunch"}',
        b'{"schema_version": 1, "kind": "round"}',
        b'{"schema_version": 1, "kind": "round", "number": "many"}',
        b'{"schema_version": 1, "kind": "attempt"}',
        b'{"schema_version": 1, "kind": "attempt", "attempt": {"id": "0"}}',
        b'{"schema_version": 1, "kind": "duel", "id": "7", "improved": true}',
        b"[" * 100_000,
    ],
    ids=lambda line: repr(line)[:50],
)
def test_a_broken_line_in_the_middle_is_named_with_file_and_number(tmp_path, line):
    path = tmp_path / "attempts.jsonl"
    path.write_bytes(GOOD_LINE + line + b"\n" + GOOD_LINE)
    with pytest.raises(DataError) as caught:
        Archive(path)
    assert f"{path}, line 2" in caught.value.message
    assert path.read_bytes() == GOOD_LINE + line + b"\n" + GOOD_LINE


def test_a_duel_of_an_unknown_attempt_is_a_broken_line(tmp_path):
    path = filled(tmp_path / "attempts.jsonl")
    duel = next(line for line in path.read_bytes().splitlines(keepends=True) if b'"duel"' in line)
    path.write_bytes(duel)
    with pytest.raises(DataError, match="line 1"):
        Archive(path)


@pytest.mark.parametrize("place", ["missing/attempts.jsonl", ".", "file/attempts.jsonl"])
def test_an_archive_that_cannot_be_opened_is_a_data_error(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="can't be opened"):
        Archive(tmp_path / place)


def test_code_that_is_no_utf8_comes_back_byte_for_byte(tmp_path):
    code = b"# \xff\xfe\r\n\x00".decode(errors="surrogateescape")
    archive = Archive(tmp_path / "a.jsonl")
    archive.append(attempt_of(0, code=code))
    archive.close()
    (again,) = Archive(tmp_path / "a.jsonl").attempts()
    assert again.solution == Solution(code=code)


APPENDS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.strategies import attempt_of, compared
from afterburner.loop.archive import Archive
archive = Archive(Path({path!r}))
{setup}
for number in range({first}, 10**9):
    archive.append(attempt_of(number, code="x" * (number % 5000)))
    if number:
        archive.settle(str(number), compared(2.0), improved=True)
    print(number, flush=True)
"""
ROOT = str(Path(__file__).parents[2])


def appender(path, *, first=0, setup=""):
    source = APPENDS.format(root=ROOT, path=str(path), first=first, setup=setup)
    return subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_kill_9_loses_nothing_that_was_said_to_be_kept(tmp_path):
    path = tmp_path / "attempts.jsonl"
    said, first = set(), 0
    for _ in range(3):
        child = appender(path, first=first)
        said.update(int(child.stdout.readline()) for _ in range(20))
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        said.update(int(line) for line in rest.splitlines(keepends=True) if line.endswith(b"\n"))
        archive = Archive(path)
        kept = {int(attempt.id): attempt for attempt in archive.attempts()}
        archive.close()
        assert list(kept) == list(range(len(kept)))
        assert said <= kept.keys()
        assert all(kept[number].improved for number in said - {0})
        first = len(kept)


def test_on_a_full_disk_it_stops_and_what_is_there_can_be_read(tmp_path):
    path = tmp_path / "attempts.jsonl"
    setup = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    child = appender(path, setup=setup)
    out, err = child.communicate(timeout=60)
    assert child.returncode != 0
    assert b"OSError" in err
    said = int(out.split()[-1])
    assert len(Archive(path).attempts()) in {said + 1, said + 2}


def test_every_record_says_its_schema_version(tmp_path):
    lines = filled(tmp_path / "attempts.jsonl").read_text().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["attempt", "attempt", "duel", "round"]
    assert {json.loads(line)["schema_version"] for line in lines} == {1}


def test_opening_a_long_archive_is_quick(tmp_path):
    path = filled(tmp_path / "attempts.jsonl")
    path.write_bytes(path.read_bytes() * 2000)
    started = time.process_time()
    assert len(Archive(path).attempts()) == 2
    assert time.process_time() - started < 10


def test_a_run_that_goes_on_can_be_read_and_no_second_run_can_join_it(tmp_path):
    path = filled(tmp_path / "attempts.jsonl")
    archive = Archive(path)
    with path.open("ab") as file:
        file.write(b'{"half')
    assert len(Archive(path, read_only=True).attempts()) == len(archive.attempts())
    with pytest.raises(DataError, match="in use"):
        Archive(path)
    assert path.read_bytes().endswith(b'{"half')
    archive.close()
