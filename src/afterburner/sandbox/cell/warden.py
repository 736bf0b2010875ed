"""The warden: the first process of a cell. It owns the clocks and the limits, and outlives no caller.

One request at a time: ``load`` compiles a program into a template, ``drop`` ends a template, ``run`` makes one run and
answers with what was seen. If the caller goes away, in the middle of a run too, everything in the cell dies.
"""

import _socket
import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from afterburner.sandbox.cell import artefacts, compartment, wire
from afterburner.sandbox.cell.compartment import Compartment
from afterburner.sandbox.cell.control_group import ControlGroup
from afterburner.sandbox.cell.memory import MemoryMeter
from afterburner.sandbox.cell.network import Network
from afterburner.sandbox.cell.process_tree import ProcessTree, children, cpu_clock, descendants, strangers
from afterburner.sandbox.cell.scratch import FolderScratch, MountedScratch
from afterburner.sandbox.cell.watch import Ended, Watch

COMPILE_S = 20.0
"""Seconds after which a compilation is given up."""

PATIENCE_S = 5.0
"""Seconds after which a template, of the same user as its run, is taken to have been stopped by it."""

SWEEP_S = 10.0
"""Seconds after which a process that survives SIGKILL (waiting on a device, say) makes the cell unusable."""


class MachineFaultError(Exception):
    """The machine could not do what a run needs; ends the cell, and the caller tries again in a new one."""


@dataclass(slots=True)
class Template:
    """One program, ready to be run: its process, and the fork of it that waits for the next run."""

    pid: int
    line: _socket.socket
    next_pid: int | None = None

    def make_another(self) -> None:
        """Replace the fork that waits by a new one: it was made while something of the last run still held its number.

        Raises:
            MachineFaultError: it can't be made.
            Closed: the template is gone.

        """
        wire.send_fds(self.line, [])
        wire.receive(self.line)  # that it has ended
        self.next_pid = None
        self.await_next()

    def await_next(self) -> None:
        """Wait until the fork for the next run stands ready.

        Raises:
            MachineFaultError: it can't be made.
            Closed: the template is gone.

        """
        if self.next_pid is None:
            header = wire.receive(self.line).header
            if "fault" in header:
                raise MachineFaultError(str(header["fault"]))
            self.next_pid = int(str(header["pid"]))

    def take_next(self) -> int:
        """Return the process of the run to come; from now on it is not the cell's own any more."""
        pid, self.next_pid = self.next_pid, None
        assert pid is not None
        return pid


class Account:
    """What the control group's books say of one run."""

    def __init__(self, group: ControlGroup, pid: int) -> None:
        """Open it when the run's first process, ``pid``, is in the group and nothing else is."""
        self._group = group
        self._cpu_s = group.cpu_s() - time.clock_gettime(cpu_clock(pid))
        self._refusals = group.refusals()
        self._oom_kills = group.oom_kills()

    def close(self, ended: Ended) -> None:
        """Put the final figures into ``ended``: nothing of the run is alive."""
        ended.cpu_s = self._group.cpu_s() - self._cpu_s
        if self._group.refusals() > self._refusals:
            ended.flags.append("processes")
        if self._group.oom_kills() > self._oom_kills:
            ended.flags.append("oom")
            ended.exceeded = ended.exceeded or "memory"


class Warden:
    """State of one cell: its walls, its control group, its zygote and its templates by key."""

    def __init__(
        self,
        caller: _socket.socket,
        walls: Compartment,
        group: ControlGroup | None,
        scratch: MountedScratch | FolderScratch,
        network: Network | None,
        zygote: _socket.socket,
        zygote_pid: int,
    ) -> None:
        self._caller = caller
        self._walls = walls
        self._group = group
        self._zygote = zygote
        self._zygote_pid = zygote_pid
        self._templates: dict[str, Template] = {}
        self._scratch = scratch
        self._network = network
        self._tells_children = zygote_pid in children(os.getpid())
        """Whether this kernel lists children; not every one is built so."""

    def serve(self) -> None:
        """Answer requests until the caller closes the line."""
        while True:
            frame = wire.receive(self._caller)
            action = str(frame.header["do"])
            if action == "load":
                self._load(frame)
            elif action == "drop":
                self._drop(str(frame.header["key"]))
            elif action == "run":
                self._run(frame)
            # What is left is "cancel", of a run that has ended meanwhile.

    def _load(self, frame: wire.Frame) -> None:
        ours, theirs = socket_pair()
        header = {
            **frame.header,
            "command": [self._shown(str(word)) for word in frame.header["command"]],  # type: ignore[attr-defined]
            "environment": {
                name: self._shown(str(value))
                for name, value in frame.header["environment"].items()  # type: ignore[attr-defined]
            },
            "chains": self._chains(frame.header),
            "uid": self._walls.uid,
            "home": self._scratch.home,
        }
        wire.send(self._zygote, wire.Frame(header, frame.payload, [theirs.fileno(), *frame.fds]))
        theirs.close()
        for fd in frame.fds:
            os.close(fd)
        template = Template(pid=int(str(wire.receive(self._zygote).header["pid"])), line=ours)
        answer = self._compiled(template)
        wire.send(self._caller, wire.Frame(answer))
        if "compiled" in answer:
            self._templates[str(frame.header["key"])] = template
            template.await_next()
        else:
            self._bury(template)

    def _shown(self, word: str) -> str:
        """Return a word of a command with the folders of the host where they are in here."""
        for folder in self._walls.folders if self._walls.private_root else ():
            word = word.replace(folder, compartment.shown_at(folder))
        return word

    def _compiled(self, template: "Template") -> dict[str, object]:
        if not select.select([template.line], [], [], COMPILE_S)[0]:
            os.kill(template.pid, signal.SIGKILL)
            return {"error": f"compiling took more than {COMPILE_S:.0f} s", "reason": "compile_time_limit"}
        try:
            return wire.receive(template.line).header
        except wire.Closed:
            return {"error": "the compiler crashed on this source", "reason": "compiler_crashed"}

    def _drop(self, key: str) -> None:
        self._bury(self._templates.pop(key))

    def _bury(self, template: "Template") -> None:
        """End a template and have it reaped, so that it is not taken for something that a run left behind."""
        template.line.close()
        wire.send(self._zygote, wire.Frame({"reap": template.pid}))
        wire.receive(self._zygote)

    def _run(self, frame: wire.Frame) -> None:
        template = self._templates[str(frame.header["key"])]
        report_out, report_in = (line.detach() for line in socket_pair())
        pid = template.take_next()
        account = self._opened_account(pid, frame.header)
        meter = MemoryMeter(pid, group=self._group, scratch=self._scratch.mounts, outputs=frame.fds[1:])
        tree = ProcessTree(pid, members=self._members_of(pid))
        try:
            wire.send_fds(template.line, [*frame.fds, report_in])
            os.close(report_in)
            patience_s = PATIENCE_S if self._walls.uid is None else None
            everybody = self._group.members if self._group else None
            watch = Watch(
                pid,
                frame.header,
                tree=tree,
                meter=meter,
                everybody=everybody,
                network=self._network,
                patience_s=patience_s,
            )
            ended = watch.until_the_end(template.line, report_out, caller=self._caller, outputs=frame.fds[1:])
        except wire.Closed:
            # The template is gone: the program ended it, which only happens where there is no other user to run as.
            wire.send(self._caller, wire.Frame(Ended.lost().answer()[0]))
            raise
        finally:
            os.close(report_out)
            for fd in frame.fds[:-1]:
                os.close(fd)
        if not self._is_clean():
            self._sweep(template, ended)
        if account is not None:
            account.close(ended)
        answer, payload = ended.answer()
        answer["spent"] = self._network is not None and self._network.has_trace()
        if frame.header["fetch"] and ended.status == 0 and ended.exceeded is None:
            answer["refused"] = self._fetched(frame)
        os.close(frame.fds[-1])
        self._scratch.wipe(int(str(frame.header["scratch_bytes"])))
        wire.send(self._caller, wire.Frame(answer, payload))
        if self._group is not None:
            self._group.forget_peak()
        template.await_next()

    def _opened_account(self, pid: int, header: dict[str, object]) -> "Account | None":
        """Move the run's first process into the group, under its limits, before the program is let go."""
        group = self._group
        if group is None:
            return None
        try:
            # Output is kept in memory, and is charged to the group; the program is not to be ended for it.
            room_bytes = int(str(header["memory_bytes"])) + 3 * int(str(header["output_bytes"]))
            group.bound(memory_bytes=room_bytes, processes=int(str(header["processes"])))
            group.admit(pid)
            return Account(group, pid)
        except OSError as error:
            raise MachineFaultError(f"the control group fails: {error}") from error

    def _members_of(self, pid: int) -> Callable[[], list[int]]:
        """Return what finds all processes of the run whose first process is ``pid``."""
        if "pid-namespace" in self._walls.layers:
            return partial(strangers, self._known())
        return partial(descendants, pid) if self._group is None else self._group.members

    def _fetched(self, frame: wire.Frame) -> str | None:
        """Write what the run made to its last descriptor; return why it can't be taken, or None."""
        try:
            artefacts.collect(self._scratch.home, [str(name) for name in frame.header["fetch"]], frame.fds[-1])  # type: ignore[attr-defined]
        except artefacts.RefusedError as error:
            return str(error)
        return None

    def _known(self) -> frozenset[int]:
        """Return the cell's own processes."""
        own = [number for template in self._templates.values() for number in (template.pid, template.next_pid)]
        return frozenset({os.getpid(), self._zygote_pid, *(number for number in own if number is not None)})

    def _chains(self, header: dict[str, object]) -> dict[str, object]:
        shared_user = self._walls.uid is None
        slack = _processes_of_this_user() + 8 if shared_user else 0
        if self._group is not None:
            slack += 8  # the group's own bound comes first: it counts how often it refused
        # None on CPU time: any at all makes the kernel answer a process's CPU clock from a counter of whole ticks.
        return {
            "fsize": header["file_bytes"],
            "nproc": int(str(header["processes"])) + slack,
            # A backstop for what allocates faster than it is sampled; the limit itself is on resident memory.
            "as": int(str(header["memory_bytes"])) + (8 << 30 if self._group is None else 64 << 30),
        }

    def _is_clean(self) -> bool:
        """Tell whether the run left no process: what it leaves is handed to us, beside the one child that is our own."""
        return self._tells_children and children(os.getpid()) == [self._zygote_pid]

    def _sweep(self, template: "Template", ended: Ended) -> None:
        """Kill and reap all that the run left, and charge it to the run."""
        template.await_next()  # lest the fork for the next run is taken for a leftover
        if left := self._leftovers():
            self._end(left, ended)
            template.make_another()

    def _end(self, left: list[int], ended: Ended) -> None:
        give_up_s = time.monotonic() + SWEEP_S
        while left:
            if time.monotonic() > give_up_s:
                raise MachineFaultError(f"processes of a run can't be ended: {left}")
            self._kill(left)
            for _ in left:
                with contextlib.suppress(ChildProcessError):
                    pid, _status, usage = os.wait4(-1, os.WNOHANG)
                    if pid == 0:
                        break
                    ended.cpu_s += usage.ru_utime + usage.ru_stime
                    ended.peak_bytes = max(ended.peak_bytes, usage.ru_maxrss * 1024)
            time.sleep(0.0002)
            left = self._leftovers()

    def _leftovers(self) -> list[int]:
        known = self._known()
        if "pid-namespace" in self._walls.layers:
            return strangers(known)
        return [pid for pid in descendants(os.getpid()) if pid not in known]

    def _kill(self, left: list[int]) -> None:
        if self._group is not None:
            self._group.kill()
            return
        if self._walls.uid is None or "pid-namespace" not in self._walls.layers:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return
        # As the runs' user, one call reaches all of them at once: nothing can fork its way out from under it. In a process
        # of its own, since whoever has that user's rights can also be reached by it.
        pid = os.fork()
        if pid == 0:
            os.setresuid(self._walls.uid, self._walls.uid, self._walls.uid)
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
            os._exit(0)
        os.waitpid(pid, 0)


def _processes_of_this_user() -> int:
    uid, count = os.getuid(), 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == uid:
                    count += len(os.listdir(f"/proc/{name}/task"))
    return count


def socket_pair() -> tuple[_socket.socket, _socket.socket]:
    """Return a line between two processes of a cell."""
    ours, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_STREAM)
    return ours, theirs
