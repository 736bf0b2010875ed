"""The caller's end of a cell: start it, load programs into it, make runs in it, end it."""

import contextlib
import fcntl
import itertools
import os
import socket
import subprocess
import sys
import threading
from array import array
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Limits
from afterburner.sandbox.cell import artefacts, wire
from afterburner.sandbox.startable import Job
from afterburner.sandbox.system_calls import compiled_filter, compiled_listening

MOST_TEMPLATES = 6
"""Programs kept ready at one time: a comparison needs two, a race a few; each costs the memory of a small process."""

_ROOT = str(Path(__file__).resolve().parents[2])
_numbers = itertools.count(os.getpid() % 50_000 * 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came back from one run, unnamed: see ``monolith`` for what it is called."""

    header: dict[str, object]
    samples: "array[float]"
    """Triples: wall seconds, CPU seconds, resident bytes."""
    stdout: bytes
    stderr: bytes
    result: bytes


class Cell:
    """One warm cell, pinned to processor ``cpu``."""

    def __init__(
        self,
        *,
        cpu: int,
        namespaces: bool = True,
        folders: tuple[str, ...] = (),
        compiles: bool = False,
        layout: int = 0,
    ) -> None:
        """Start the cell, with namespaces where the kernel grants them.

        ``folders``, of toolchains, can be read in it. In a cell that ``compiles``, files can be locked. ``layout``: the seed of
        the hashes of strings; with 0, addresses are the same in every cell, too.

        Raises:
            SandboxError: it could not be started.

        """
        self._process, self._socket = _started_warden()
        self._ready: OrderedDict[Job, str] = OrderedDict()
        self._binaries: dict[Job, int] = {}
        self._keys = itertools.count()
        self._sending = threading.Lock()
        self.folders = folders
        self.is_usable = True
        """Whether further runs can be made in it."""
        wishes: dict[str, object] = {
            "cpu": cpu,
            "number": next(_numbers),
            "namespaces": namespaces,
            "layout": layout,
            "folders": folders,
        }
        filters = [compiled_filter(locks=compiles, memory_files=counted) for counted in (False, True)]
        filters.append(compiled_listening())
        wishes["filter_bytes"] = [len(program) for program in filters]
        self._send(wire.Frame(wishes, b"".join(filters)))
        hello = self._receive()
        if "error" in hello.header:
            self.close()
            hint = "use a Python that every user can read, as an ordinary user or where mount namespaces are to be had"
            raise SandboxError(f"the sandbox can't be built here: {hello.header['error']}", hint=hint)
        self.layers: tuple[str, ...] = tuple(hello.header["layers"])  # type: ignore[arg-type]
        self.refused: dict[str, str] = dict(hello.header["refused"])  # type: ignore[call-overload]

    def load(self, job: Job) -> dict[str, object] | None:
        """Make ``job`` ready to run; return None, or what the Python compiler said if it does not compile.

        Raises:
            SandboxError: the cell is broken.

        """
        if job in self._ready:
            self._ready.move_to_end(job)
            return None
        if len(self._ready) >= MOST_TEMPLATES:
            self.forget(next(iter(self._ready)))
        key = str(next(self._keys))
        if job.startable.binary is not None:
            self._binaries[job] = _sealed_file(job.startable.binary)
        self._send(_load_frame(key, job, [self._binaries[job]] if job in self._binaries else []))
        answer = self._receive().header
        if "compiled" not in answer:
            return answer
        self._ready[job] = key
        return None

    def holds(self, job: Job) -> bool:
        """Tell whether ``job`` stands ready."""
        return job in self._ready

    def forget(self, job: Job) -> None:
        """End what stands ready for ``job``."""
        if job in self._binaries:
            os.close(self._binaries.pop(job))
        self._send(wire.Frame({"do": "drop", "key": self._ready.pop(job)}))

    def run(self, job: Job, stdin: bytes, *, sample_hz: float) -> Run:
        """Run the loaded ``job`` once.

        Raises:
            SandboxError: the cell is broken.

        """
        header = {
            "do": "run",
            "key": self._ready[job],
            "sample_hz": sample_hz,
            "start": job.startable.start,
            "fetch": job.startable.fetch,
            **_limits_header(job.limits),
        }
        with contextlib.ExitStack() as stack:
            fds = [_anonymous_file(stack, name) for name in ("stdin", "stdout", "stderr", "result")]
            _fill(fds[0], stdin)
            ends = [_one_way(stack, fd, os.O_WRONLY if at else os.O_RDONLY) for at, fd in enumerate(fds)]
            if job in self._binaries:
                _make_plain(self._binaries[job])
            self._send(wire.Frame(header, fds=ends))
            answer = self._receive()
            self.is_usable = self.is_usable and not answer.header.get("spent")
            samples = array("d", answer.payload)
            most = job.limits.output_bytes
            stdout, stderr = (_contents(fd, most) for fd in fds[1:3])
            result = _contents(fds[3], artefacts.MOST_BYTES * 2 if job.startable.fetch else most)
        return Run(header=answer.header, samples=samples, stdout=stdout, stderr=stderr, result=result)

    def cancel(self) -> None:
        """End the run that is under way in another thread, if one is."""
        # A line that is broken is the other thread's to notice: two that put the cell away would be in each other's way.
        with contextlib.suppress(wire.Closed), self._sending:
            wire.send(self._socket, wire.Frame({"do": "cancel"}))

    def close(self) -> None:
        """End the cell and everything in it."""
        self.is_usable = False
        self._socket.close()
        while self._binaries:
            os.close(self._binaries.popitem()[1])
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _send(self, frame: wire.Frame) -> None:
        try:
            with self._sending:
                wire.send(self._socket, frame)
        except wire.Closed as error:
            raise self._broken(error) from error

    def _receive(self) -> wire.Frame:
        try:
            return wire.receive(self._socket)
        except wire.Closed as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> SandboxError:
        self.is_usable = False
        self._socket.close()
        self._process.kill()
        self._process.wait()
        said = self._process.stderr.read().decode(errors="replace")[-2000:] if self._process.stderr else ""
        return SandboxError(f"the sandbox's cell ended: {error}\n{said}".rstrip(), hint="run `afterburner doctor`")


def _started_warden() -> tuple["subprocess.Popen[bytes]", socket.socket]:
    """Start the first process of a cell; return it, and the line to it."""
    ours, theirs = socket.socketpair()
    code = f"import sys; sys.path.insert(0, {_ROOT!r}); from afterburner.sandbox.cell.entrance import main; "
    code += f"main({theirs.fileno()}, {_ROOT!r})"
    process = subprocess.Popen(  # noqa: S603 - our own code
        [interpreter(), "-S", "-s", "-P", "-B", "-c", code],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ.get("PATH", os.defpath)},
        start_new_session=True,
    )
    theirs.close()
    return process, ours


def _load_frame(key: str, job: Job, fds: list[int]) -> wire.Frame:
    startable = job.startable
    header = {
        "do": "load",
        "key": key,
        "entry_point": startable.entry_point,
        "command": startable.command,
        "environment": dict(startable.environment),
        "announces": startable.announces,
        "folders": startable.folders,
        "files": [(name, len(data)) for name, data in startable.files],
        **_limits_header(job.limits),
    }
    return wire.Frame(header, startable.source or b"".join(data for _name, data in startable.files), fds)


def _limits_header(limits: Limits) -> dict[str, object]:
    return {
        "cpu_s": limits.cpu_s,
        "wall_s": limits.wall_s,
        "memory_bytes": limits.memory_bytes,
        "output_bytes": limits.output_bytes,
        # The kernel knows one limit for every file, standard output among them: a byte more, to tell "full" from "over".
        "file_bytes": max(limits.output_bytes + (1 << 20), limits.scratch_bytes),
        "scratch_bytes": limits.scratch_bytes,
        "processes": limits.processes,
    }


def interpreter() -> str:
    """Return the real interpreter behind this one: neither a virtual environment's link nor a version manager's shim."""
    return str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())


def _anonymous_file(stack: contextlib.ExitStack, name: str) -> int:
    fd = os.memfd_create(name, os.MFD_CLOEXEC)
    stack.callback(os.close, fd)
    return fd


def _one_way(stack: contextlib.ExitStack, fd: int, way: int) -> int:
    """Return a descriptor for the program: it may read its input and write its output, and use neither as memory."""
    os.fchmod(fd, 0o444 if way == os.O_RDONLY else 0o222)  # it can open the file by its descriptor once more
    end = os.open(f"/proc/self/fd/{fd}", way | os.O_CLOEXEC)
    stack.callback(os.close, end)
    return end


def _sealed_file(data: bytes) -> int:
    """Return a file in memory that nobody can change any more, whoever he is: programs run as it stands."""
    fd = os.memfd_create("program", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    _fill(fd, data)
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE)
    return fd


def _make_plain(fd: int) -> None:
    """Take back what a run may have done to its own file: where it runs as the same user, mode and times are its to change."""
    os.fchmod(fd, 0o755)  # only who may write may take an attribute away
    for name in os.listxattr(fd):
        os.removexattr(fd, name)
    os.utime(fd, (0, 0))
    os.fchmod(fd, 0o555)


def _fill(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)


def _contents(fd: int, most: int) -> bytes:
    size = min(os.fstat(fd).st_size, most)
    return os.pread(fd, size, 0) if size else b""
