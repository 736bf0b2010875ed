"""The archive of rollouts: each once, what was said to be kept is there after any crash, and what is broken is named."""

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError, SandboxError
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective
from afterburner.core.rollout import Flag, RewardParts, Rollout, Signal
from afterburner.core.status import Verdict
from afterburner.loop.archive import Archive
from afterburner.loop.rollouts import FILE_NAME, SCHEMA_VERSION, RolloutArchive
from tests.strategies import any_text, positive

estimates = st.builds(Estimate, estimate=positive, low=positive, high=positive)
parts = st.builds(
    RewardParts,
    **dict.fromkeys(("total", "form", "correctness", "efficiency"), st.floats(-1, 1)),
    note=st.none() | any_text,
)
rollouts = st.builds(
    Rollout,
    step=st.integers(0, 2**31),
    group=any_text,
    sample=st.integers(0, 99),
    problem=any_text,
    language=any_text,
    objective=st.sampled_from(Objective),
    prompt=any_text,
    completion=any_text,
    code=st.none() | any_text,
    verdict=st.none() | st.sampled_from(Verdict),
    reason=st.none() | any_text,
    cost=st.none() | positive,
    gain=st.none() | estimates,
    parts=st.none() | parts,
    masked=st.none() | any_text,
    signal=st.sampled_from(Signal),
    flags=st.lists(st.builds(Flag, kind=any_text, detail=any_text), max_size=2).map(tuple),
    judging_s=positive,
)


def one(sample=0, *, group="0/0", **changes):
    made = Rollout(
        step=0,
        group=group,
        sample=sample,
        problem="sums",
        language="python",
        objective=Objective.TIME,
        prompt="Add up.",
        completion="print(sum(data))",
        code="print(sum(data))",
        verdict=Verdict.ACCEPTED,
        parts=RewardParts(total=0.5, form=0.2, correctness=0.25, efficiency=0.05),
    )
    return replace(made, **changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / FILE_NAME


def changed(path, statement, *values):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


def kept(path):
    with closing(RolloutArchive(path, read_only=True)) as archive:
        return list(archive.rollouts())


@settings(max_examples=40, deadline=None)
@given(st.lists(rollouts, max_size=6, unique_by=lambda rollout: (rollout.group, rollout.sample)))
def test_what_was_appended_comes_back_whatever_its_texts(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("run") / FILE_NAME
    with closing(RolloutArchive(path)) as archive:
        archive.append(made)
        assert list(archive.rollouts()) == made
        entries = list(archive.entries())
    assert kept(path) == made
    assert [(e.group, e.sample, e.problem, e.reason, e.masked) for e in entries] == [
        (r.group, r.sample, r.problem, r.reason, r.masked) for r in made
    ]
    assert [e.total for e in entries] == [r.parts.total if r.parts else None for r in made]
    assert [(e.verdict, e.signal, e.flags) for e in entries] == [
        (r.verdict, r.signal, tuple(flag.kind for flag in r.flags)) for r in made
    ]


def test_a_repeated_one_is_ignored_and_counted(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one(0), one(1)])
        archive.append([one(1, completion="another"), one(2), one(2)])
        assert (len(archive), archive.repeated) == (3, 2)
    assert [rollout.sample for rollout in kept(path)] == [0, 1, 2]
    assert kept(path)[1].completion == "print(sum(data))"


def test_a_prompt_is_kept_once(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one(n, prompt="long " * 20_000) for n in range(50)])
    assert path.stat().st_size < 300_000
    assert all(rollout.prompt == "long " * 20_000 for rollout in kept(path))


def test_one_is_found_by_its_number(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one(n) for n in range(3)])
        assert [archive.at(entry.number) for entry in archive.entries()] == list(archive.rollouts())
        with pytest.raises(DataError, match="no rollout 4"):
            archive.at(4)


def test_the_same_program_has_the_same_digest_and_none_has_none(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one(0), one(1), one(2, code="other"), one(3, code=None)])
        a, b, c, d = (entry.program for entry in archive.entries())
    assert a == b != c
    assert d is None


@pytest.mark.parametrize("statement", ["UPDATE rollouts SET total = 9", "DELETE FROM rollouts", "DELETE FROM prompts"])
def test_nothing_that_is_written_can_be_changed(path, statement):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one()])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        changed(path, statement)


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"step": "x"}', "7"])
def test_a_broken_record_is_named_with_file_and_number(path, body):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one()])
    changed(path, "DROP TRIGGER rollouts_no_UPDATE")
    changed(path, "UPDATE rollouts SET body = ?", body)
    with pytest.raises(DataError) as caught:
        kept(path)
    assert f"{path}, rollout 1: not a rollout" in caught.value.message
    assert caught.value.hint


def test_broken_numbers_are_named_too(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one()])
    changed(path, "DROP TRIGGER rollouts_no_UPDATE")
    changed(path, "UPDATE rollouts SET verdict = 'lunch'")
    with closing(RolloutArchive(path)) as archive, pytest.raises(DataError, match="rollout 1: not a rollout"):
        list(archive.entries())


@pytest.mark.parametrize("place", ["missing/rollouts.sqlite", ".", "file/rollouts.sqlite"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_cannot_be_opened_is_a_data_error(tmp_path, place, read_only):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=r"can't be opened|is not there"):
        RolloutArchive(tmp_path / place, read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_database_is_a_data_error_and_is_left_as_it_is(path, read_only):
    path.write_bytes(b"not a database, and long enough to be taken for one" * 100)
    before = path.read_bytes()
    with pytest.raises(DataError, match="can't be opened"):
        RolloutArchive(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_another_kind_or_version_of_archive_is_refused(path, read_only):
    Archive(path).close()
    with pytest.raises(DataError, match=f"schema version 2, this version reads {SCHEMA_VERSION}"):
        RolloutArchive(path, read_only=read_only)


def test_half_a_file_is_a_data_error(path):
    with closing(RolloutArchive(path)) as archive:
        archive.append([one(n, completion=str(n) * 5000) for n in range(100)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DataError, match=str(path)):
        kept(path)


def test_reading_what_is_not_there_makes_nothing(tmp_path, path):
    with pytest.raises(DataError, match="is not there"):
        RolloutArchive(path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_batch_that_fails_leaves_nothing(path):
    with closing(RolloutArchive(path)) as archive:
        full = "WHEN new.sample = 1 BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        changed(path, f"CREATE TRIGGER full BEFORE INSERT ON rollouts {full}")
        with pytest.raises(SandboxError, match="can't be written: disk is full"):
            archive.append([one(0), one(1)])
        assert len(archive) == 0
        archive.append([one(0)])
    assert len(kept(path)) == 1


def test_threads_may_share_one(path):
    with closing(RolloutArchive(path)) as archive:

        def work(name):
            for group in range(10):
                archive.append([one(n, group=f"{name}/{group}") for n in range(4)])

        threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(archive) == 120


APPENDS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.loop.test_rollouts import one
from afterburner.loop.rollouts import RolloutArchive
{setup}
archive = RolloutArchive(Path({path!r}))
for number in range({most}):
    archive.append([one(sample, group=f"{name}{{number}}", completion="x" * (number % 5000)) for sample in range(4)])
    print(number, flush=True)
print("repeated", archive.repeated)
"""
ROOT = str(Path(__file__).parents[2])


def appender(path, *, name="", setup="", most=10**9):
    source = APPENDS.format(root=ROOT, path=str(path), name=name, setup=setup, most=most)
    return subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_kill_9_loses_nothing_that_was_said_to_be_kept_and_leaves_no_half_batch(path):
    draw = random.Random(7)
    for round_number in range(4):
        child = appender(path, name=f"{round_number}/")
        said = {int(child.stdout.readline())}
        time.sleep(draw.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        said |= {int(line) for line in rest.splitlines(keepends=True) if line.endswith(b"\n")}
        groups = [r.group for r in kept(path) if r.group.startswith(f"{round_number}/")]
        assert {f"{round_number}/{number}" for number in said} <= set(groups)
        assert all(groups.count(group) == 4 for group in set(groups))


def test_of_two_processes_that_append_the_same_each_rollout_is_kept_once(path):
    children = [appender(path, most=30) for _ in "ab"]
    said = [child.communicate(timeout=60)[0].split() for child in children]
    made = kept(path)
    assert len(made) == 120
    assert len({(rollout.group, rollout.sample) for rollout in made}) == 120
    assert sum(int(words[-1]) for words in said) == 120


def test_what_another_process_appends_is_read_while_it_appends(path):
    child = appender(path)
    child.stdout.readline()
    with closing(RolloutArchive(path, read_only=True)) as reading:
        first = len(reading)
        while len(reading) < first + 20:
            pass
        seen = sum(1 for _ in zip(reading.entries(), range(50), strict=False))
    child.kill()
    child.communicate()
    assert seen >= 20


def test_on_a_full_disk_it_stops_and_what_is_there_can_be_read(path):
    setup = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))"
    child = appender(path, setup=setup)
    out, err = child.communicate(timeout=60)
    assert child.returncode != 0
    assert SandboxError.__name__.encode() in err
    assert len(kept(path)) >= 4 * (int(out.split()[-1]) + 1)


def test_a_batch_of_a_thousand_takes_well_under_a_second(path):
    made = [one(n % 32, group=f"0/{n // 32}", prompt="p" * 8000, completion="c" * 12_000) for n in range(1024)]
    with closing(RolloutArchive(path)) as archive:
        started = time.process_time()
        archive.append(made)
        assert time.process_time() - started < 1
