"""The walls of a cell: namespaces, a root with nothing but the toolchain, and a private scratch.

Every wall is tried by itself; those that the kernel refuses are missing from the list of layers that is reported.

Covered: other processes, the network, the host's files, IPC objects and host name are out of sight; the root is
read-only; ``/tmp`` and ``/dev/shm`` are bounded and private.
Not covered: no control group bounds memory, so that limits rest on the warden's sampling; files in memory are not counted.
"""

import _socket
import contextlib
import errno
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from afterburner.sandbox.cell import linux

RUN_UID = 60_000_000
"""Runs belong to this user number plus the cell's own number: no account has it, so no file of the host is theirs."""

CODE = "/.code"
"""Where the sandbox's own modules are while the zygote starts; afterwards, an empty folder."""

SCRATCH_FOLDER = "/scratch"
"""What holds the mounts that a run may write to: Landlock's rules are about a folder above a mount, not about the mount."""

SCRATCH = {"/tmp": f"{SCRATCH_FOLDER}/tmp", "/dev/shm": f"{SCRATCH_FOLDER}/shm"}  # noqa: S108 - the cell's own, not the host's
"""The names that programs know, and the mounts that they lead to."""

_NAMESPACES = {
    "mount-namespace": linux.CLONE_NEWNS,
    "pid-namespace": linux.CLONE_NEWPID,
    "network-namespace": linux.CLONE_NEWNET,
    "ipc-namespace": linux.CLONE_NEWIPC,
    "uts-namespace": linux.CLONE_NEWUTS,
}
DEVICES = ("null", "zero", "full", "random", "urandom")
SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin")
_ETC = ("ld.so.cache", "localtime", "alternatives")


@dataclass(slots=True)
class Compartment:
    """What was walled off, and by which user the runs are made."""

    layers: list[str] = field(default_factory=list)
    uid: int | None = None
    """The user of the runs; None: the caller's own, because there was no right to change it."""
    private_root: bool = False
    folders: list[str] = field(default_factory=list)
    """Folders of the host, beside the system's own, that are to be seen."""
    refused: dict[str, str] = field(default_factory=dict)
    """Layers that the kernel did not grant, with its reason."""


def enter_namespaces(compartment: Compartment) -> None:
    """Leave every namespace of the host that the kernel lets go of; the next child is process 1 of the new one."""
    if os.geteuid() != 0:
        _try(compartment, "user-namespace", _enter_user_namespace)
    for name, flag in _NAMESPACES.items():
        _try(compartment, name, partial(linux.unshare, flag))


def _enter_user_namespace() -> None:
    uid, gid = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER)
    _write("/proc/self/setgroups", "deny")
    # Not as user 0: what the warden executes then keeps none of the rights that it has in here.
    _write("/proc/self/uid_map", f"1000 {uid} 1")
    _write("/proc/self/gid_map", f"1000 {gid} 1")
    with contextlib.suppress(OSError):
        _write("/proc/sys/user/max_user_namespaces", "0")


def _try(compartment: Compartment, layer: str, action: Callable[[], None]) -> bool:
    try:
        action()
    except OSError as error:
        compartment.refused[layer] = str(error)
        return False
    compartment.layers.append(layer)
    return True


def build(compartment: Compartment, *, scratch_bytes: int, folders: list[str], number: int, code: str) -> None:
    """Build the root, the scratch and the loopback of a cell; runs in the first process of the new namespaces.

    ``folders`` can be read by the programs; ``code``, with the sandbox's own modules, is at ``CODE`` until it is unmounted.
    """
    has = compartment.layers.__contains__
    compartment.folders = folders
    if os.geteuid() == 0 and not has("user-namespace"):
        compartment.uid = RUN_UID + number
        compartment.layers.append("unprivileged-user")
    if has("uts-namespace"):
        with contextlib.suppress(OSError):
            _sethostname("cell")
    if has("network-namespace"):
        with contextlib.suppress(OSError):
            _raise_loopback()
        with contextlib.suppress(OSError):
            _write("/proc/sys/net/ipv4/tcp_max_tw_buckets", "0")  # a closed connection would be seen by the next run
    if has("ipc-namespace"):
        _forbid_ipc_objects()
    if has("mount-namespace"):
        compartment.private_root = _try(
            compartment,
            "private-root",
            lambda: _build_root(scratch_bytes, folders, code, own_proc=has("pid-namespace")),
        )


def _build_root(scratch_bytes: int, folders: list[str], code: str, *, own_proc: bool) -> None:
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    root = _mount_point_beside([*folders, code])
    linux.mount("tmpfs", root, "tmpfs", linux.MS_NOSUID | linux.MS_NOATIME, "mode=755,size=16m")
    for path in [*SYSTEM_FOLDERS, *folders]:
        _bring(root, path, to=shown_at(path))
    for path in _site_packages():
        _hide(root + shown_at(path))
    os.makedirs(f"{root}/etc", exist_ok=True)
    for name in _ETC:
        _bring(root, f"/etc/{name}")
    _write(f"{root}/etc/passwd", "cell:x:60000000:60000000::/tmp:/bin/false\n")
    _bring(root, code, to=CODE)
    _bring_devices(root)
    _mount_proc(root, own_proc=own_proc)
    for name, path in SCRATCH.items():
        os.symlink(path, root + name)
        os.makedirs(root + path)
        mount_scratch(root + path, scratch_bytes)
    os.makedirs(f"{root}/.old", exist_ok=True)
    linux.pivot_root(root, f"{root}/.old")
    os.chdir("/")
    linux.unmount("/.old")
    os.rmdir("/.old")
    linux.mount("none", "/", None, linux.MS_REMOUNT | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_BIND)


def shown_at(path: str) -> str:
    """Return where a folder of the host is in the private root: where it was, unless a scratch hides that."""
    return f"/host{path}" if f"{path}/".startswith(tuple(f"{name}/" for name in SCRATCH)) else path


def _mount_point_beside(folders: list[str]) -> str:
    """Return a folder to build the root on: any serves that hides none of ``folders``."""
    for path in ("/mnt", "/media", "/srv", "/opt", "/home", "/tmp"):  # noqa: S108 - nothing is written there
        if os.path.isdir(path) and not any(f"{folder}/".startswith(f"{path}/") for folder in folders):
            return path
    raise OSError(errno.ENOENT, "there is no folder to build a root on")


def mount_scratch(path: str, size_bytes: int) -> None:
    """Mount an empty scratch at ``path``: bounded in bytes and in files, and with nothing in it to execute as another user."""
    data = f"mode=1777,size={size_bytes},nr_inodes=65536"
    linux.mount("tmpfs", path, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOATIME, data)


def _bring(root: str, path: str, *, to: str | None = None) -> None:
    target = root + (to or path)
    if os.path.islink(path):
        with contextlib.suppress(FileExistsError):
            os.symlink(os.readlink(path), target)
        return
    if not os.path.exists(path) or os.path.ismount(target):
        return
    _mount_point(target, folder=os.path.isdir(path))
    linux.mount(path, target, None, linux.MS_BIND)
    flags = linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("none", target, None, flags)


def _site_packages() -> list[str]:
    """Return where packages beside the standard library may be: programs have none, and what is there may be ours."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    libraries = [f"{sys.base_prefix}/lib", "/usr/lib", "/usr/local/lib"]
    return [
        f"{library}/{inner}/{packages}"
        for library in libraries
        for inner in (version, "python3")
        for packages in ("site-packages", "dist-packages")
    ]


def _hide(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        linux.mount("tmpfs", path, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_RDONLY, "mode=755,size=4k")


def _mount_point(path: str, *, folder: bool) -> None:
    os.makedirs(path if folder else os.path.dirname(path), exist_ok=True)
    if not folder and not os.path.exists(path):
        _write(path, "")


def _bring_devices(root: str) -> None:
    os.makedirs(f"{root}/dev", exist_ok=True)
    for name in DEVICES:
        _write(f"{root}/dev/{name}", "")
        linux.mount(f"/dev/{name}", f"{root}/dev/{name}", None, linux.MS_BIND)
        # Devices can be written to all the same; their times, which the host keeps, can not be set.
        linux.mount(
            "none", f"{root}/dev/{name}", None, linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | linux.MS_NOSUID
        )
    for name, target in {"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"}.items():
        os.symlink(f"/proc/self/fd{target}", f"{root}/dev/{name}")


def _mount_proc(root: str, *, own_proc: bool) -> None:
    os.makedirs(f"{root}/proc", exist_ok=True)
    if own_proc:
        linux.mount("proc", f"{root}/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    else:
        linux.mount("/proc", f"{root}/proc", None, linux.MS_BIND | linux.MS_REC)


def _forbid_ipc_objects() -> None:
    # IPC objects outlive their maker: with a limit of none there is nothing to carry over from run to run.
    for name, value in {"shmmni": "0", "msgmni": "0", "sem": "250 32000 32 0"}.items():
        with contextlib.suppress(OSError):
            _write(f"/proc/sys/kernel/{name}", value)


def _raise_loopback() -> None:
    import fcntl  # noqa: PLC0415 - needed once, here

    siocsifflags, iff_up = 0x8914, 1
    with contextlib.closing(_socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)) as sock:
        fcntl.ioctl(sock.fileno(), siocsifflags, struct.pack("16sh22x", b"lo", iff_up))


def _sethostname(name: str) -> None:
    import socket  # noqa: PLC0415 - needed once, here

    socket.sethostname(name)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def is_readable_by_others(path: str) -> bool:
    """Tell whether any user can get into the folder ``path``: it and all above it are open to everybody."""
    while path != "/":
        if not os.stat(path).st_mode & 0o001:
            return False
        path = os.path.dirname(path)
    return True


def toolchain_folders() -> list[str]:
    """Return the folders that this interpreter needs to import its standard library, outside the system's own."""
    found = {sys.base_prefix, sys.base_exec_prefix, os.path.dirname(os.path.realpath(sys.executable))}
    return sorted(path for path in found if not path.startswith(SYSTEM_FOLDERS))
