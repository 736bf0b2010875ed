"""What is there after many runs that was not there before: a sandbox that leaves something behind fills the machine.

The runs are of a program that tries: it starts a process out of its own sight, and leaves files behind.

Covered: descriptors, processes and zombies of this process, orphans among them; mounts in sight; control groups whose owner is
gone; files in the folders for temporary files that are named like the sandbox's or the program's, or belong to a run's user.
Not covered: temporary files of other names that belong to the caller: other programs make such all the time.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.cell import linux
from afterburner.sandbox.cell.compartment import RUN_UID
from afterburner.sandbox.cell.process_tree import descendants
from afterburner.sandbox.monolith import Monolith

_OWNER = re.compile(r"afterburner-(\d+)-")
"""What the sandbox calls its control groups: after the process that removes them."""

_GROUPS = Path("/sys/fs/cgroup")
_GROUP_DEPTH = 6
"""The sandbox makes its groups below the one that its owner is in; containers are nested this deep at most."""


_LEFT = "left-by-a-run"
_UNTIDY = f"""
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import time
        time.sleep(60)
    os._exit(0)
for path in ("/tmp/{_LEFT}", "/dev/shm/{_LEFT}"):
    with open(path, "wb") as file:
        file.write(bytes(10_000))
os.wait()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """What many runs left behind."""

    executions: int
    more: Mapping[str, int]
    """What is there more than before, by kind: counts, and bytes where the name says so."""


def after(executions: int) -> LeftOver:
    """Run an untidy program ``executions`` times in one cell, close it, and look.

    Raises:
        SandboxError: the program failed, so that there is nothing to be learnt.

    """
    program = Program(source=_UNTIDY.encode())
    with _adopting_orphans():
        before = _inventory()
        with Monolith() as sandbox:
            for _ in range(executions):
                seen = sandbox.execute(program, b"", limits=Limits())
                if seen.status is not Status.OK:
                    said = seen.stderr.decode(errors="replace")[-200:]
                    raise SandboxError(f"the untidy program ended with {seen.status.value}: {said}")
        return LeftOver(executions=executions, more=_more(before, _inventory()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inventory:
    """What is there now."""

    counts: Mapping[str, int]
    groups: frozenset[str]
    """Paths of control groups without an owner."""
    temporary: frozenset[str]
    """Paths of the entries of the folders for temporary files."""


@contextlib.contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Become the parent of whatever loses its own among what is started here, so that no orphan is overlooked."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 0)


def _inventory() -> _Inventory:
    """Count."""
    states = [_state(pid) for pid in descendants(os.getpid())[1:]]
    counts = {
        "descriptors": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "processes": sum(state not in {"Z", ""} for state in states),
        "zombies": states.count("Z"),
        "mounts": len(Path("/proc/self/mountinfo").read_text("utf-8").splitlines()),
    }
    groups = frozenset(_ownerless_groups(_GROUPS, _GROUP_DEPTH))
    return _Inventory(counts=counts, groups=groups, temporary=frozenset(_temporary()))


def _more(before: _Inventory, now: _Inventory) -> dict[str, int]:
    """Return what is there more, by kind, and the bytes in new temporary files."""
    more = {name: now.counts[name] - before.counts[name] for name in now.counts}
    new = sorted(now.temporary - before.temporary)
    # Not the difference in number: groups that others left before may be swept meanwhile.
    more["control groups"] = len(now.groups - before.groups)
    return {**more, "bytes in temporary files": sum(map(_bytes_in, new))}


def _state(pid: int) -> str:
    """Return the kernel's letter for the state of a process; empty where it ended meanwhile."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[0]


def _ownerless_groups(folder: Path, depth: int) -> Iterator[str]:
    try:
        inner = [entry for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for entry in inner:
        owner = _OWNER.match(entry.name)
        if owner and not Path(f"/proc/{owner.group(1)}").exists():
            yield entry.path
        if depth > 1:
            yield from _ownerless_groups(Path(entry.path), depth - 1)


def _temporary() -> Iterator[str]:
    for folder in {tempfile.gettempdir(), "/dev/shm"}:  # noqa: S108 - counted, not used
        try:
            yield from (entry.path for entry in os.scandir(folder) if _is_ours(entry))
        except OSError:
            continue


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name.startswith(("afterburner", _LEFT)) or entry.stat(follow_symlinks=False).st_uid >= RUN_UID
    except OSError:  # it is gone
        return False


def _bytes_in(path: str) -> int:
    found = 0
    for folder, _folders, files in os.walk(path):
        found += sum(_size(os.path.join(folder, name)) for name in files)  # noqa: PTH118 - strings throughout
    return found + (0 if os.path.isdir(path) else _size(path))  # noqa: PTH112 - as above


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
