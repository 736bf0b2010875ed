"""Where a cell's control group can be made: below the group that its owner is in, so that the owner's limits hold.

Theory of operation. In version 1 that is all. In version 2 a group other than the root of the tree either holds processes, or
hands controllers on to the groups below it, never both. So the processes that are in the owner's group have to leave it before
anything below it is controlled: they go to a group beside the cell's, ``OWNERS``, once, and stay there, still below all limits
of the group that they were in. That is done only in a group that was handed over for such things: one that belongs to this
user, one that the service manager marked as delegated, or the topmost one of a container. Elsewhere there is no control group,
and the refusal says so.

Not covered: who enters the owner's group later finds it closed, as in every group of version 2 that hands on controllers;
container engines then enter the group of the container's first process instead. ``OWNERS`` is not removed: its processes live on.
"""

import contextlib
import errno
import os
from dataclasses import dataclass

OWNERS = "afterburner.owners"
"""Where those go who were in a group that is to hand controllers on; not named as a cell's group is, which would be swept."""

CONTROLLERS_1 = ("memory", "pids", "cpuacct", "cpuset", "freezer")
CONTROLLERS_2 = ("memory", "pids", "cpuset")
"""Memory first: a group with processes in it may hand on the others, but is one for threads from then on, and refuses memory."""
_NEEDED_2 = frozenset({"memory", "pids"})

_TRIES = 20
"""How often those that were started while others were moved out are looked for."""

_MARKS = ("trusted.delegate", "user.delegate")
"""What systemd sets on a group that it hands over; the first can be read by root only."""


@dataclass(frozen=True, slots=True)
class Home:
    """A folder below which groups can be made, for some controllers."""

    path: str
    version: int
    controllers: tuple[str, ...]


def homes() -> list[Home]:
    """Return the folders of the groups that this process is in: one a controller in version 1, one for all in version 2."""
    own = _own_paths()
    found = []
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        for line in file:
            before, _, after = line.partition(" - ")
            root, mount_point = before.split()[3:5]
            kind, _source, options = after.split()[:3]
            names = tuple(name for name in CONTROLLERS_1 if name in options.split(","))
            if kind == "cgroup2":
                found.append(Home(without_owners(_inside(mount_point, root, own.get("", "/"))), 2, CONTROLLERS_2))
            elif kind == "cgroup" and names:
                found.append(Home(_inside(mount_point, root, own.get(names[0], "/")), 1, names))
    return found


def _own_paths() -> dict[str, str]:
    paths = {}
    with open("/proc/self/cgroup", encoding="utf-8") as file:
        for line in file:
            _number, names, path = line.rstrip("\n").split(":", 2)
            paths.update(dict.fromkeys(names.split(","), path))
    return paths


def _inside(mount_point: str, root: str, path: str) -> str:
    inner = os.path.relpath(path, root)
    return mount_point if inner.startswith("..") else os.path.normpath(os.path.join(mount_point, inner))


def without_owners(path: str) -> str:
    """Return the group that this process was in before it was moved out of it."""
    return os.path.dirname(path) if os.path.basename(path) == OWNERS else path


def hand_on_controllers(path: str) -> None:
    """Have the groups below ``path``, of version 2, controlled; if need be, move the processes out of it.

    Raises:
        OSError: there is no right to, or there are processes in it and it is not delegated.

    """
    refusal = _refusal(path)
    if refusal is not None and refusal.errno == errno.EBUSY:
        if not is_delegated(path):
            raise OSError(errno.EBUSY, f"{path} holds processes, and is not delegated")
        for _ in range(_TRIES):
            _move_out(path)
            refusal = _refusal(path)
            if refusal is None:
                return
    if refusal is not None:
        raise OSError(refusal.errno, f"{path} hands on no controllers: {refusal.strerror}")


def _refusal(path: str) -> OSError | None:
    """Hand on those controllers that are there; return why one that is needed can't be."""
    file = f"{path}/cgroup.subtree_control"
    try:
        there, handed_on = _words(f"{path}/cgroup.controllers"), _words(file)
    except OSError as error:
        return error
    for controller in CONTROLLERS_2:
        if controller in there and controller not in handed_on:
            try:
                _write(file, f"+{controller}")
            except OSError as error:
                if controller in _NEEDED_2:
                    return error
    return None


def is_delegated(path: str) -> bool:
    """Tell whether what becomes of the group ``path``, of version 2, was handed over to this user.

    Its files are an ordinary user's to write to only if somebody saw to that. Root may write to all of them.
    """
    if os.geteuid() != 0:
        return os.access(f"{path}/cgroup.procs", os.W_OK) and os.access(f"{path}/cgroup.subtree_control", os.W_OK)
    # What is mounted is the root of the whole tree, which nobody has to leave, or the topmost group of a container.
    return os.path.ismount(path) or any(_mark(path, name) == b"1" for name in _MARKS)


def _mark(path: str, name: str) -> bytes | None:
    try:
        return os.getxattr(path, name)
    except OSError:
        return None


def _move_out(path: str) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(f"{path}/{OWNERS}")
    for pid in _words(f"{path}/cgroup.procs"):
        # It ended meanwhile; or is out of reach, and then the group stays as closed as it was.
        with contextlib.suppress(OSError):
            _write(f"{path}/{OWNERS}/cgroup.procs", pid)


def _words(path: str) -> list[str]:
    with open(path, encoding="ascii") as file:
        return file.read().split()


def _write(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)
