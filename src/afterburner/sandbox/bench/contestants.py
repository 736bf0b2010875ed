"""The contestants of this machine: our own cells, plain processes, and bubblewrap."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from afterburner.core.execution import Limits, Program
from afterburner.sandbox.bench import small_test
from afterburner.sandbox.bench.contest import Block, NotInstalled, timed_block
from afterburner.sandbox.cell_client import interpreter
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.system_calls import compiled_filter

_SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib64", "/sbin")


class Cells:
    """Our own sandbox: as many cells as workers, each asked by a thread of its own."""

    def __init__(self, name: str, program: Program, *, workers: int) -> None:
        """Start the cells.

        Raises:
            UsageError: the language's toolchain is not installed.
            SandboxError: a cell does not start.

        """
        self.name = name
        self._program = program
        self._cells = [Monolith() for _ in range(workers)]
        try:
            for cell in self._cells:
                self._run(cell)
            self.walls = f"{len(self._cells[0].layers())} layers"
        except BaseException:
            self.close()
            raise

    def block(self, runs: int, most_s: float) -> Block:
        """See ``Contestant``; the runs are shared out among the workers."""
        if len(self._cells) == 1:
            return timed_block(lambda: self._run(self._cells[0]), runs, most_s)
        return _at_once([lambda cell=cell: self._run(cell) for cell in self._cells], runs, most_s)  # type: ignore[misc]

    def close(self) -> None:
        """End the cells."""
        for cell in self._cells:
            cell.close()

    def _run(self, cell: Monolith) -> None:
        seen = cell.execute(self._program, small_test.STDIN, limits=Limits())
        small_test.check(self.name, seen.stdout or seen.stderr)


def _at_once(calls: Sequence[Callable[[], None]], runs: int, most_s: float) -> Block:
    """Make ``runs`` calls, shared out evenly; each of ``calls`` has a thread of its own."""
    blocks: list[Block] = []
    failures: list[BaseException] = []

    def work(call: Callable[[], None], share: int) -> None:
        try:
            blocks.append(timed_block(call, share, most_s))
        except BaseException as failure:  # noqa: BLE001 - raised again below, in the thread that asked
            failures.append(failure)

    shares = [len(range(number, max(runs, len(calls)), len(calls))) for number in range(len(calls))]
    threads = [threading.Thread(target=work, args=pair) for pair in zip(calls, shares, strict=True)]
    whole = timed_block(lambda: _joined(threads), 1, most_s)
    if failures:
        raise failures[0]
    return Block(runs_s=tuple(run for block in blocks for run in block.runs_s), wall_s=whole.wall_s)


def _joined(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Command:
    """A process per test, started by ``subprocess.run``."""

    def __init__(self, name: str, walls: str, command: Sequence[str]) -> None:
        self.name = name
        self.walls = walls
        self._command = list(command)

    def block(self, runs: int, most_s: float) -> Block:
        """See ``Contestant``."""
        return timed_block(self._run, runs, most_s)

    def close(self) -> None:
        """There is nothing to end."""

    def _run(self) -> None:
        done = subprocess.run(self._command, input=small_test.STDIN, capture_output=True, check=False)  # noqa: S603 - ours
        small_test.check(self.name, done.stdout or done.stderr)


def plain_python(folder: Path) -> Command:
    """Return an interpreter per test, as lean as it starts: what most harnesses do, less isolation and measurement."""
    command = [interpreter(), "-I", "-S", str(_script(folder))]
    return Command("subprocess of python -I -S", "none", command)


def plain_binary(folder: Path) -> Command:
    """Return a process per test of the compiled program.

    Raises:
        NotInstalled: there is no compiler, or no static C library.

    """
    gcc, source, program = shutil.which("gcc"), folder / "test.c", folder / "test"
    source.write_bytes(small_test.C)
    command = [gcc or "", "-O2", "-static", "-o", str(program), str(source)]
    if gcc is None or subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:  # noqa: S603 - ours
        raise NotInstalled("no C compiler that links statically", hint="Debian: apt-get install gcc libc6-dev")
    return Command("subprocess of the binary", "none", [str(program)])


class Bubblewrap:
    """``bwrap`` with walls like ours: all namespaces, a root of its own, no capabilities, our own seccomp filter.

    It has no limits, no control group and no Landlock, and it measures nothing.
    """

    name = "bubblewrap"
    walls = "namespaces, private root, seccomp"

    def __init__(self, folder: Path) -> None:
        """Look for it.

        Raises:
            NotInstalled: it is not there, or may not make namespaces here.

        """
        bwrap = shutil.which("bwrap")
        if bwrap is None:
            raise NotInstalled("bwrap is not on PATH", hint="Debian: apt-get install bubblewrap")
        self._filter = compiled_filter(locks=False, memory_files=False)
        script = _script(folder)
        program = [interpreter(), "-I", "-S", "/tmp/test.py"]  # noqa: S108 - the sandbox's own
        self._command = [bwrap, *_bubblewrap_walls(), "--ro-bind", str(script), "/tmp/test.py"]  # noqa: S108 - as above
        self._program = program
        failure = self._failure()
        if failure:
            raise NotInstalled(f"bwrap does not run here: {failure}", hint="it needs user namespaces, or root")

    def block(self, runs: int, most_s: float) -> Block:
        """See ``Contestant``."""
        return timed_block(self._run, runs, most_s)

    def close(self) -> None:
        """There is nothing to end."""

    def _failure(self) -> str:
        done = self._done()
        return "" if done.returncode == 0 else done.stderr.decode(errors="replace")[-200:].strip()

    def _run(self) -> None:
        done = self._done()
        small_test.check(self.name, done.stdout or done.stderr)

    def _done(self) -> subprocess.CompletedProcess[bytes]:
        with contextlib.ExitStack() as stack:
            seccomp = _filter_file(stack, self._filter)
            command = [*self._command, *seccomp, *self._program]
            passed = [int(seccomp[1])] if seccomp else []
            return subprocess.run(  # noqa: S603 - our own command
                command, input=small_test.STDIN, capture_output=True, check=False, pass_fds=passed
            )


def _bubblewrap_walls() -> list[str]:
    walls = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    for path in map(Path, _SYSTEM_FOLDERS):
        if path.is_symlink():
            walls += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            walls += ["--ro-bind", str(path), str(path)]
    if not sys.base_prefix.startswith("/usr"):
        walls += ["--ro-bind", sys.base_prefix, sys.base_prefix]
    walls += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp"]  # noqa: S108 - the sandbox's own
    return walls


def _filter_file(stack: contextlib.ExitStack, program: bytes) -> list[str]:
    """Return the options that hand over the filter, from a file of its own: it is read to its end."""
    if not program:
        return []
    fd = os.memfd_create("filter")
    stack.callback(os.close, fd)
    os.write(fd, program)
    os.lseek(fd, 0, os.SEEK_SET)
    return ["--seccomp", str(fd)]


def _script(folder: Path) -> Path:
    path = folder / "test.py"
    path.write_bytes(small_test.PYTHON)
    return path
