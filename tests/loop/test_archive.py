"""The archive: what was said to be kept is there after any crash, several may write, and what is broken is named."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError, SandboxError
from afterburner.core.problem import Solution
from afterburner.loop.archive import SCHEMA_VERSION, Archive
from afterburner.policy.port import Lost
from tests.strategies import attempt_of, attempts, compared

quick = settings(max_examples=30, deadline=None)


def filled(path):
    """A file with two attempts, a duel and a round."""
    with closing(Archive(path)) as archive:
        archive.append(attempt_of(0))
        archive.append(attempt_of(1, parent="0"))
        archive.settle("1", compared(2.0), rival="0", improved=True)
        archive.end_round()
    return path


def changed(path, statement, *values):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


@quick
@given(attempts(), st.integers(min_value=0, max_value=3))
def test_a_replayed_archive_holds_what_was_appended(tmp_path_factory, made, rounds):
    path = tmp_path_factory.mktemp("run") / "archive.sqlite"
    with closing(Archive(path)) as archive:
        for attempt in made:
            assert archive.append(attempt) == attempt
        for _ in range(rounds):
            archive.end_round()
    with closing(Archive(path)) as replayed:
        assert list(replayed.attempts()) == made
        assert replayed.rounds == rounds


def test_a_duel_is_known_to_the_archive_that_recorded_it_and_to_the_next(tmp_path):
    with closing(Archive(filled(tmp_path / "archive.sqlite"))) as archive:
        settled = archive.attempts()[1]
    assert settled.improved
    assert (settled.duel, settled.rival) == (compared(2.0), "0")


def test_a_duel_against_one_that_is_not_the_best_any_more_is_not_recorded(tmp_path):
    with closing(Archive(filled(tmp_path / "archive.sqlite"))) as archive:
        late = archive.append(attempt_of(2))
        assert archive.settle(late.id, compared(3.0), rival="0", improved=True) is None
        assert archive.attempts()[2].duel is None
        assert archive.settle(late.id, compared(1.5), rival="1", improved=True) is not None


def test_an_archive_in_memory_behaves_the_same():
    with closing(Archive()) as archive:
        archive.append(attempt_of(0))
        archive.append(attempt_of(1))
        assert archive.settle("1", compared(0.5), rival="0", improved=False) == archive.attempts()[1]
        archive.end_round()
        assert (archive.rounds, len(archive.attempts())) == (1, 2)


def test_losses_are_kept(tmp_path):
    lost = Lost(reason="timeout", detail="no reply", origin="openai:m")
    with closing(Archive(filled(tmp_path / "archive.sqlite"))) as archive:
        archive.lose(lost)
    with closing(Archive(tmp_path / "archive.sqlite")) as again:
        assert list(again.losses) == [lost]


@pytest.mark.parametrize("statement", ["UPDATE records SET body = '{}'", "DELETE FROM records"])
def test_nothing_that_is_written_can_be_changed(tmp_path, statement):
    path = filled(tmp_path / "archive.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        changed(path, statement)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("attempt", ""),
        ("attempt", "{"),
        ("attempt", "[]"),
        ("attempt", "{}"),
        ("attempt", '{"id": "0"}'),
        ("duel", '{"rival": "0", "improved": true}'),
        ("duel", "{}"),
        ("round", "{}"),
        ("round", '{"number": "many"}'),
        ("loss", "{}"),
        ("lunch", "{}"),
    ],
)
def test_a_broken_record_is_named_with_file_and_number(tmp_path, kind, body):
    path = filled(tmp_path / "archive.sqlite")
    changed(path, "INSERT INTO records (kind, attempt, written_s, body) VALUES (?, 7, 0, ?)", kind, body)
    with pytest.raises(DataError) as caught:
        Archive(path)
    assert f"{path}, record 5" in caught.value.message


@pytest.mark.parametrize("place", ["missing/archive.sqlite", ".", "file/archive.sqlite"])
def test_an_archive_that_cannot_be_opened_is_a_data_error(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="can't be opened"):
        Archive(tmp_path / place)


def test_what_is_no_archive_is_a_data_error_and_is_left_as_it_is(tmp_path):
    path = tmp_path / "archive.sqlite"
    path.write_bytes(b"not a database, and long enough to be taken for one" * 100)
    before = path.read_bytes()
    with pytest.raises(DataError):
        Archive(path)
    assert path.read_bytes() == before


def test_another_version_is_refused(tmp_path):
    path = filled(tmp_path / "archive.sqlite")
    changed(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DataError, match="schema version"):
        Archive(path)


def test_reading_what_is_not_there_makes_nothing(tmp_path):
    with pytest.raises(DataError):
        Archive(tmp_path / "archive.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_code_that_is_no_utf8_comes_back_byte_for_byte(tmp_path):
    code = b"# \xff\xfe\r\n\x00".decode(errors="surrogateescape")
    with closing(Archive(tmp_path / "archive.sqlite")) as archive:
        archive.append(attempt_of(0, code=code))
    with closing(Archive(tmp_path / "archive.sqlite")) as archive:
        assert archive.attempts()[0].solution == Solution(code=code)


APPENDS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.strategies import attempt_of, compared
from afterburner.loop import select
from afterburner.loop.archive import Archive
{setup}
archive = Archive(Path({path!r}))
for number in range({most}):
    attempt = archive.append(attempt_of(number, code={name!r} + "x" * (number % 5000)))
    best = select.best(archive.attempts())
    if best.id != attempt.id:
        archive.settle(attempt.id, compared(2.0), rival=best.id, improved=True)
    print(attempt.id, flush=True)
"""
ROOT = str(Path(__file__).parents[2])


def appender(path, *, name="", setup="", most=10**9):
    source = APPENDS.format(root=ROOT, path=str(path), name=name, setup=setup, most=most)
    return subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def killed(child, after_s):
    """Kill a writer, and return the ids of the attempts that it said were kept."""
    said = {int(child.stdout.readline())}
    time.sleep(after_s)
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    return said | {int(line) for line in rest.splitlines(keepends=True) if line.endswith(b"\n")}


def check_kills(path, count):
    draw, said = random.Random(7), set()
    for _ in range(count):
        said |= killed(appender(path), draw.uniform(0, 0.15))
        with closing(Archive(path)) as archive:
            kept = [int(attempt.id) for attempt in archive.attempts()]
        assert kept == list(range(len(kept)))
        assert said <= set(kept)


def test_kill_9_loses_nothing_that_was_said_to_be_kept(tmp_path):
    check_kills(tmp_path / "archive.sqlite", 4)


@pytest.mark.slow
def test_fifty_kills_at_random_moments_lose_nothing(tmp_path):
    check_kills(tmp_path / "archive.sqlite", 50)


def test_two_processes_write_and_no_attempt_is_lost_or_has_the_id_of_another(tmp_path):
    path = tmp_path / "archive.sqlite"
    children = [appender(path, name=name, most=40) for name in ("a", "b")]
    said = [int(line) for child in children for line in child.communicate(timeout=60)[0].split()]
    assert sorted(said) == list(range(80))
    with closing(Archive(path)) as archive:
        made = archive.attempts()
    assert sum(attempt.solution.code.startswith("a") for attempt in made) == 40
    rivals = [attempt.rival for attempt in made if attempt.improved]
    assert len(set(rivals)) == len(rivals)  # one chain: nobody was beaten twice


def test_what_another_process_writes_is_read_while_it_writes(tmp_path):
    path = tmp_path / "archive.sqlite"
    child = appender(path)
    first = int(child.stdout.readline())
    with closing(Archive(path, read_only=True)) as reading:
        assert len(reading.attempts()) > first
        while len(reading.attempts()) < 20:
            reading.refresh()
    killed(child, 0)


def test_on_a_full_disk_it_stops_and_what_is_there_can_be_read(tmp_path):
    path = tmp_path / "archive.sqlite"
    setup = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))"
    child = appender(path, setup=setup)
    out, err = child.communicate(timeout=60)
    assert child.returncode != 0
    assert SandboxError.__name__.encode() in err
    with closing(Archive(path)) as archive:
        assert len(archive.attempts()) >= int(out.split()[-1]) + 1


def test_opening_a_long_archive_is_quick(tmp_path):
    path = filled(tmp_path / "archive.sqlite")
    changed(path, "INSERT INTO records (kind, attempt, written_s, body) SELECT 'round', NULL, 0, '{\"number\": 1}' FROM "
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000) SELECT i FROM n)")  # fmt: skip
    started = time.process_time()
    with closing(Archive(path)) as archive:
        assert len(archive.attempts()) == 2
    assert time.process_time() - started < 5
