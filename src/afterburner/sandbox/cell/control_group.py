"""The control group of a cell's runs: the kernel's own books of their memory, CPU time and processes, and its own limits.

Theory of operation. A cell has one group, below the group that its owner is in (so that the owner's limits hold). The first
process of each run is moved into it before the program is let go, and whatever it starts is born there; nothing else is
ever where memory, CPU time and processes are counted. Figures are differences between the start of a run and its end.
Descriptors of the group's files are opened before the cell loses sight of the host's file systems, and serve from then on;
the process that stays outside removes it. Where the kernel can't set back the group's peak, it is made anew after each run.

Version 1 of the kernel's interface has a tree per controller, version 2 one for all; a machine may have both, each with some
of the controllers. Which file holds what is in the tables below.

Not covered: memory that the kernel charged to somebody else who touched it first, such as pages shared with the interpreter
that stands ready, or a library's; ``memory`` adds those.
"""

import contextlib
import errno
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass

from afterburner.sandbox.cell.group_home import Home, hand_on_controllers, homes

SPARE_BYTES = 48 << 20
"""Between the limit that is sampled and the one that the kernel enforces: room for what is not counted as the program's."""

_KILL_S = 2.0

_MOST_PROCESSES = 1 << 22
"""The kernel has no more numbers, and takes no greater bound."""

_FILES_1 = {
    "usage": ("memory", "memory.usage_in_bytes"),
    "peak": ("memory", "memory.max_usage_in_bytes"),
    "stat": ("memory", "memory.stat"),
    "kernel": ("memory", "memory.kmem.usage_in_bytes"),
    "oom": ("memory", "memory.oom_control"),
    "most_memory": ("memory", "memory.limit_in_bytes"),
    "cpu": ("cpuacct", "cpuacct.usage"),
    "most_processes": ("pids", "pids.max"),
    "refusals": ("pids", "pids.events"),
    "freezer": ("freezer", "freezer.state"),
}
_FILES_2 = {
    "usage": ("memory", "memory.current"),
    "peak": ("memory", "memory.peak"),
    "stat": ("memory", "memory.stat"),
    "oom": ("memory", "memory.events.local"),
    "most_memory": ("memory", "memory.max"),
    "cpu": ("", "cpu.stat"),
    "most_processes": ("pids", "pids.max"),
    "refusals": ("pids", "pids.events"),
    "kill": ("", "cgroup.kill"),
    "freeze": ("", "cgroup.freeze"),
    "events": ("", "cgroup.events"),
}
_STANDING = frozenset({"cpuset", "freezer"})
"""They bind and freeze, and count nothing."""
_NEEDED = ("stat", "most_memory", "most_processes", "cpu")


@dataclass(frozen=True, slots=True)
class Held:
    """Memory charged to a group, in bytes."""

    private: int
    """Of processes."""
    files: int
    """Files in memory: memfd, /dev/shm, /tmp."""
    kernel: int
    """The kernel's own, on the group's behalf: page tables, pipes, sockets."""
    disk: int
    """Files of the disk that were read into memory: the kernel's to drop, and not the program's doing."""
    usage: int
    """All of it."""


class ControlGroup:
    """One group, made of one folder a home; readings are None where no controller tells."""

    def __init__(self, name: str, *, cpu: int, places: list[Home] | None = None) -> None:
        """Make the group ``name``, its processes bound to processor ``cpu``.

        Raises:
            OSError: it can't be made; nothing is left of it.

        """
        self._name = name
        self._cpu = cpu
        self._settled: list[Home] = []
        self._parents: list[int] = []
        self._files: dict[str, int] = {}
        self._doors: list[int] = []
        """Where the first process of a run is moved in: one file a folder."""
        self._standing_doors: list[int] = []
        """The same where it makes no difference if those that stand ready are in, too: moving each run would cost for nothing."""
        self._units_a_second = 1e9
        self._most: dict[str, int] = {}
        self._tells_peak = True
        self._refusal = ""
        try:
            for home in sorted(homes() if places is None else places, key=lambda home: home.version):
                # Version 2 beside a version 1 that has all that is needed would only cost each run one more move.
                if home.version == 1 or self._missing():
                    try:
                        self._settle(home)
                    except OSError as error:
                        self._refusal = f" ({error.strerror})"
            self._check()
        except OSError:
            self.remove()
            raise

    def _check(self) -> None:
        if missing := self._missing():
            raise OSError(errno.EPERM, f"no controller to be had for: {', '.join(missing)}{self._refusal}")

    def _missing(self) -> list[str]:
        return [what for what in _NEEDED if what not in self._files]

    def _settle(self, home: Home) -> None:
        """Make the folder in ``home`` and open its files."""
        _sweep_stale(home.path)
        if home.version == 2:  # noqa: PLR2004 - as the kernel numbers them
            hand_on_controllers(home.path)
        self._parents.append(os.open(home.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        self._settled.append(home)
        self._make(home, self._parents[-1])

    def _make(self, home: Home, parent: int) -> None:
        # By way of the descriptor: it serves where the host's file systems are out of sight, too.
        above = f"/proc/self/fd/{parent}"
        path = f"{above}/{self._name}"
        os.mkdir(path)
        if os.path.exists(f"{path}/cpuset.cpus"):
            _bind_to(self._cpu, path, above)
        doors = self._standing_doors if set(home.controllers) <= _STANDING else self._doors
        doors.append(os.open(f"{path}/cgroup.procs", os.O_RDWR | os.O_CLOEXEC))
        files = _FILES_1 if home.version == 1 else _FILES_2
        for what, (controller, file) in files.items():
            if what not in self._files and (not controller or home.version == 2 or controller in home.controllers):  # noqa: PLR2004
                with contextlib.suppress(FileNotFoundError):
                    self._files[what] = _opened(f"{path}/{file}")
                    if what == "cpu":
                        self._units_a_second = 1e9 if home.version == 1 else 1e6
        # What is swapped out is in nobody's resident memory, and below no limit of version 2.
        for file in ("memory.swappiness", "memory.swap.max"):
            with contextlib.suppress(OSError):
                _write_path(f"{path}/{file}", "0")

    def admit(self, pid: int) -> None:
        """Move process ``pid`` in.

        Raises:
            OSError: the group vanished, or the process did.

        """
        for door in self._doors:
            os.write(door, str(pid).encode())

    def station(self, pid: int) -> None:
        """Move in process ``pid``, which runs nobody's code, where its children are to be born into."""
        for door in self._standing_doors:
            os.write(door, str(pid).encode())

    def bound(self, *, memory_bytes: int, processes: int) -> None:
        """Set the limits of the next run."""
        wanted = {"most_memory": memory_bytes + SPARE_BYTES, "most_processes": min(processes, _MOST_PROCESSES)}
        for what, value in wanted.items():
            if self._most.get(what) != value:
                os.write(self._files[what], str(value).encode())
                self._most[what] = value

    def forget_peak(self) -> None:
        """Let the high-water mark start anew, between runs.

        Raises:
            OSError: the group had to be made anew for it, and can't be.

        """
        try:
            os.write(self._files["peak"], b"0")
        except KeyError:
            return
        except OSError:
            self._tells_peak = self._is_made_anew()

    def _is_made_anew(self) -> bool:
        """Make the group anew, by the same name: version 2 sets back no marks before Linux 6.12. Not while somebody is in it."""
        if [home.version for home in self._settled] != [2] or not _removed(self._name, self._parents[0]):
            return False
        self._close()
        self._most = {}
        self._make(self._settled[0], self._parents[0])
        return True

    def usage_bytes(self) -> int:
        """Return all memory charged to the group, the kernel's own on its behalf included."""
        return int(self._read("usage"))

    def peak_bytes(self) -> int | None:
        """Return the high-water mark of ``usage_bytes`` since it was forgotten; None where it can't be."""
        # Version 2 has no such mark before Linux 5.19.
        return int(self._read("peak")) if self._tells_peak and "peak" in self._files else None

    def held(self) -> "Held":
        """Return what is charged to the group now, by kind; each page once, however many processes share it."""
        usage, text = self.usage_bytes(), self._read("stat")
        # The kinds come from books that lag behind ``usage``: never to be subtracted from it.
        private, cached = (b"anon", b"file") if "kernel" not in self._files else (b"rss", b"cache")
        kernel = int(self._read("kernel")) if "kernel" in self._files else _kernel_bytes(text)
        files = _field(text, b"shmem")
        return Held(_field(text, private), files, kernel, max(0, _field(text, cached) - files), usage)

    def cpu_s(self) -> float:
        """Return the CPU seconds of all that ever was in the group."""
        text = self._read("cpu")
        return (_field(text, b"usage_usec") if b" " in text else int(text)) / self._units_a_second

    def oom_kills(self) -> int:
        """Return how many processes the kernel ended for their memory, so far."""
        return _field(self._read("oom"), b"oom_kill") if "oom" in self._files else 0

    def refusals(self) -> int:
        """Return how often a new process was refused, so far."""
        return _field(self._read("refusals"), b"max") if "refusals" in self._files else 0

    def members(self) -> list[int]:
        """Return the processes that are in the group."""
        # Opened anew each time: version 1 shows the same list through the same descriptor for good.
        with open(f"/proc/self/fd/{self._doors[0]}", "rb") as file:
            return [int(word) for word in file.read().split()]

    def kill(self) -> None:
        """End all members at once: none can fork its way out from under it."""
        if "kill" in self._files:
            os.write(self._files["kill"], b"1")
            return
        with self._frozen():
            for pid in self.members():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    @contextlib.contextmanager
    def _frozen(self) -> Iterator[None]:
        if not {"freezer", "freeze"} & set(self._files):
            yield
            return
        self._freeze(wanted=True)
        give_up_s = time.monotonic() + _KILL_S
        while not self._is_frozen() and time.monotonic() < give_up_s:
            time.sleep(0.0002)
        try:
            yield
        finally:
            self._freeze(wanted=False)

    def _freeze(self, *, wanted: bool) -> None:
        if "freezer" in self._files:
            os.write(self._files["freezer"], b"FROZEN" if wanted else b"THAWED")
        else:
            os.write(self._files["freeze"], b"1" if wanted else b"0")

    def _is_frozen(self) -> bool:
        if "freezer" in self._files:
            return self._read("freezer").strip() == b"FROZEN"
        return _field(self._read("events"), b"frozen") == 1

    def remove(self) -> None:
        """Remove the group, once its processes are gone."""
        self._close()
        give_up_s = time.monotonic() + _KILL_S
        for parent in self._parents:
            while not _removed(self._name, parent) and time.monotonic() < give_up_s:
                time.sleep(0.002)
            os.close(parent)
        self._parents = []

    def _close(self) -> None:
        for fd in [*self._files.values(), *self._doors, *self._standing_doors]:
            os.close(fd)
        self._files, self._doors, self._standing_doors = {}, [], []

    def _read(self, what: str) -> bytes:
        return os.pread(self._files[what], 4096, 0)


def _opened(path: str) -> int:
    # Some can only be read and some only be written to, by all but root.
    for way in (os.O_RDWR, os.O_RDONLY):
        with contextlib.suppress(PermissionError):
            return os.open(path, way | os.O_CLOEXEC)
    return os.open(path, os.O_WRONLY | os.O_CLOEXEC)


def _removed(name: str, parent: int) -> bool:
    try:
        os.rmdir(name, dir_fd=parent)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _field(text: bytes, name: bytes) -> int:
    """Return the number after ``name`` in lines of names and numbers, 0 where it is not there."""
    lines = b"\n" + text
    at = lines.find(b"\n" + name + b" ")
    return int(lines[at + len(name) + 2 :].split(None, 1)[0]) if at >= 0 else 0


def _kernel_bytes(stat: bytes) -> int:
    """Return the kernel's own memory on behalf of a group of version 2."""
    # Buffers of sockets are booked apart. There is no sum before Linux 5.18.
    parts = (
        (b"kernel", b"sock") if b"\nkernel " in stat else (b"kernel_stack", b"pagetables", b"percpu", b"slab", b"sock")
    )
    return sum(_field(stat, part) for part in parts)


def _bind_to(cpu: int, path: str, parent: str) -> None:
    with contextlib.suppress(OSError):
        with open(f"{parent}/cpuset.mems", encoding="ascii") as file:
            nodes = file.read().strip()
        if nodes:
            _write_path(f"{path}/cpuset.mems", nodes)
        _write_path(f"{path}/cpuset.cpus", str(cpu))


def _write_path(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)


_PREFIX = "afterburner-"


def name_for(number: int) -> str:
    """Return the name of the group of the cell ``number`` of this process."""
    return f"{_PREFIX}{os.getpid()}-{number}"


def _sweep_stale(home: str) -> None:
    """Remove groups whose owner was killed before it could."""
    for name in os.listdir(home):
        if name.startswith(_PREFIX) and not os.path.exists(f"/proc/{name.split('-')[1]}"):
            with contextlib.suppress(OSError):
                os.rmdir(os.path.join(home, name))
