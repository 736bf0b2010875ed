"""The compile cache under concurrent writers, damage, strangers' files, full disks and killed writers."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.languages import Stage, language_named
from afterburner.sandbox.monolith import Monolith

FILES = {"program": b"\x7fELF" + bytes(1000), "classes/Main.class": b"\xca\xfe", "empty": b""}


@pytest.fixture
def cache(tmp_path) -> CompileCache:
    return CompileCache(tmp_path)


@pytest.fixture
def key(cache) -> str:
    return cache.key(b"c", b"source")


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_the_key_tells_all_lists_of_parts_apart(one, other):
    assert (CompileCache.key(*one) == CompileCache.key(*other)) == (one == other)


def test_what_was_put_is_got(cache, key):
    assert cache.get(key) is None
    assert not cache.has(key)
    cache.put(key, FILES)
    assert cache.has(key)
    assert cache.get(key) == FILES


@settings(max_examples=30)
@given(content=st.dictionaries(st.text("abcdef", min_size=1, max_size=5), st.binary(max_size=100), max_size=5))
def test_any_files_are_kept(tmp_path_factory, content):
    cache = CompileCache(tmp_path_factory.mktemp("cache"))
    cache.put("abcd", content)
    assert cache.get("abcd") == content


def test_entries_can_only_be_read(cache, key):
    cache.put(key, FILES)
    entry = cache.folder_of(key)
    writable = [path for path in [entry, *entry.rglob("*")] if path.stat().st_mode & 0o222]
    assert not writable


# Concurrent writers


def _write(folder: str, key: str, mark: int, barrier) -> None:
    cache = CompileCache(Path(folder))
    barrier.wait(timeout=60)
    for _ in range(20):
        cache.put(key, {"program": bytes([mark]) * 100_000, "other": bytes([mark])})
        seen = cache.get(key)
        assert seen is not None
        assert set(seen["program"]) == set(seen["other"])


def test_eight_writers_leave_one_whole_entry(cache, key, tmp_path):
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(8)
    writers = [context.Process(target=_write, args=(str(tmp_path), key, mark, barrier)) for mark in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0] * 8
    seen = cache.get(key)
    assert seen is not None
    assert len(set(seen["program"])) == 1
    assert [path.name for path in tmp_path.iterdir()] == [key[:2]]


# Damage


def _truncate(entry: Path) -> None:
    (entry / "program").chmod(0o644)
    os.truncate(entry / "program", 10)


def _corrupt(entry: Path) -> None:
    (entry / "program").chmod(0o644)
    (entry / "program").write_bytes(b"\x7fELE" + bytes(1000))


def _lose(entry: Path) -> None:
    entry.chmod(0o755)
    (entry / "program").unlink()


def _lose_record(entry: Path) -> None:
    entry.chmod(0o755)
    for name in (".digests.json", ".sizes.json"):
        (entry / name).unlink()


def _record(text: bytes):
    def damage(entry: Path) -> None:
        for name in (".digests.json", ".sizes.json"):
            (entry / name).chmod(0o644)
            (entry / name).write_bytes(text)

    return damage


DAMAGES = {
    "truncated": _truncate,
    "corrupted": _corrupt,
    "lost": _lose,
    "record lost": _lose_record,
    "empty record": _record(b""),
    "half a record": _record(b'{"program": "00'),
    "list": _record(b'["program"]'),
    "number": _record(b"3"),
    "wrong types": _record(b'{"program": null}'),
    "not utf8": _record(b"\xff\xfe\xfd"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_absent_and_can_be_made_again(cache, key, damage):
    cache.put(key, FILES)
    damage(cache.folder_of(key))
    assert cache.get(key) is None
    cache.put(key, FILES)
    assert cache.get(key) == FILES


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "corrupted"])
def test_what_is_missing_or_cut_is_noticed_without_reading_it(cache, key, name):
    cache.put(key, FILES)
    DAMAGES[name](cache.folder_of(key))
    assert not cache.has(key)
    cache.put(key, FILES)
    assert cache.has(key)


def test_a_strangers_file_in_an_entry_is_ignored(cache, key):
    cache.put(key, FILES)
    entry = cache.folder_of(key)
    entry.chmod(0o755)
    (entry / "planted").write_bytes(b"evil")
    (entry / "classes").chmod(0o755)
    (entry / "classes" / "Evil.class").write_bytes(b"evil")
    assert cache.get(key) == FILES


def test_a_strangers_file_in_the_place_of_an_entry_is_replaced(cache, key):
    place = cache.folder_of(key)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"I was here")
    assert cache.get(key) is None
    cache.put(key, FILES)
    assert cache.get(key) == FILES


def test_a_truncated_program_is_compiled_again(tmp_path):
    program = Program(source=b"int main(void) { return 0; }", language="c")
    for _ in range(2):
        with Monolith(cache=CompileCache(tmp_path)) as sandbox:
            assert sandbox.execute(program, b"", limits=Limits()).status is Status.OK
        (made,) = tmp_path.glob("??/*/program")
        made.chmod(0o644)
        os.truncate(made, 1000)


def test_a_preparation_that_was_pruned_is_made_again(tmp_path):
    """Another process may prune what this one still uses."""
    c = language_named("c")
    prepare = Stage(command=("/bin/sh", "-c", "echo '#define A 42' > h/a.h"), folders=("h",), artefacts=("h",))
    stage = c.compile.model_copy(update={"command": (*c.compile.command, "-I{prepared}/h")})
    known = {"c": c.model_copy(update={"prepare": prepare, "compile": stage})}
    with Monolith(cache=CompileCache(tmp_path), known=known) as sandbox:
        for number in range(3):
            program = Program(source=b'#include "a.h"\nint main(void) { return A + %d; }' % number, language="c")
            assert sandbox.execute(program, b"", limits=Limits()).exit_code == 42 + number
            CompileCache(tmp_path, most_bytes=1).put("abcd", {"large": bytes(100)})


# Room


def test_the_longest_unused_entries_are_pruned(tmp_path):
    cache = CompileCache(tmp_path, most_bytes=10_000)
    keys = [cache.key(bytes([number])) for number in range(64)]
    for number, key in enumerate(keys):
        cache.put(key, {"program": bytes(1000)})
        os.utime(cache.folder_of(key), (number, number))
    used = keys[3]
    assert cache.get(used) is not None
    cache.put(cache.key(b"one more"), {"program": bytes(1000)})
    kept = [key for key in keys if cache.has(key)]
    assert used in kept
    assert 5 <= len(kept) <= 10
    assert set(kept) - {used} == set(keys[-len(kept) + 1 :])


def test_what_killed_writers_left_is_swept(cache, key, tmp_path):
    old, young = tmp_path / ".new-old", tmp_path / ".new-young"
    for folder in (old, young):
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "file").write_bytes(b"half")
    (old / "inner").chmod(0o555)
    os.utime(old, (time.time() - 7200,) * 2)
    cache.put(key, FILES)
    assert not old.exists()
    assert young.exists()


def test_a_full_disk_is_the_machines_fault(tmp_path):
    """A limit on the size of files fails writes as a full disk does."""
    code = """
        import resource, sys
        from pathlib import Path
        from afterburner.core.errors import SandboxError
        from afterburner.sandbox.compile_cache import CompileCache
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        cache = CompileCache(Path(sys.argv[1]))
        try:
            cache.put("abcd", {"program": bytes(5000)})
        except SandboxError as error:
            print(error.hint)
        print(cache.get("abcd"), [path.name for path in Path(sys.argv[1]).iterdir()])
        """
    command = [sys.executable, "-c", dedent(code), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "free some room, or point XDG_CACHE_HOME to where there is more",
        "None ['ab']",
    ]


def test_a_folder_that_can_not_be_made_is_the_machines_fault(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SandboxError, match="can't be kept"):
        CompileCache(tmp_path / "file" / "cache").put("abcd", FILES)


def test_a_killed_writer_leaves_nothing_half(cache, tmp_path):
    code = """
        import sys
        from pathlib import Path
        from afterburner.sandbox.compile_cache import CompileCache
        cache = CompileCache(Path(sys.argv[1]))
        print("ready", flush=True)
        for number in range(10_000):
            cache.put(cache.key(bytes([number % 256])), {f"{i}": bytes([number % 256]) * 50_000 for i in range(40)})
        """
    command = [sys.executable, "-c", dedent(code), str(tmp_path)]
    for delay_s in (0.02, 0.05, 0.11):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(delay_s)
            writer.send_signal(signal.SIGKILL)
    for number in range(256):
        seen = cache.get(cache.key(bytes([number])))
        assert seen is None or seen == {f"{i}": bytes([number]) * 50_000 for i in range(40)}
