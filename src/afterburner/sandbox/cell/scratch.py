"""Where a run may write, and how it is made empty again before the next one."""

import os
import tempfile

from afterburner.sandbox.cell import compartment, linux


class MountedScratch:
    """File systems of the cell's own: bounded, and replaced by new ones as soon as anything was done to them.

    That they were replaced is not to be told from their times, which are set anew after every run, nor from their order among
    the mounts: all are if one is. The filter denies the calls that tell when they were made.

    Not covered: the numbers that the kernel gives file systems and mounts; it draws them by chance or for the whole machine.
    """

    home = "/tmp"  # noqa: S108 - the cell's own mount
    mounts = tuple(compartment.SCRATCH.values())

    def __init__(self) -> None:
        self._size_bytes = 0
        self._marks: dict[str, tuple[int, ...]] = {}
        self._set_times()

    def wipe(self, size_bytes: int) -> None:
        """Leave nothing of the last run, and room for ``size_bytes``."""
        if size_bytes != self._size_bytes or any(mark != _mark(path) for path, mark in self._marks.items()):
            for path in self.mounts:
                linux.unmount(path)
                compartment.mount_scratch(path, size_bytes)
            self._size_bytes = size_bytes
        self._set_times()

    def close(self) -> None:
        """Nothing is left to do: the mounts end with the cell."""

    def _set_times(self) -> None:
        """Have the folders' times tell of this moment alone: of a run that left nothing as of one that did."""
        for path in self.mounts:
            os.utime(path, (0, 0))
            self._marks[path] = _mark(path)


class FolderScratch:
    """An ordinary folder, where no file system can be mounted: bounded by the limit on single files alone."""

    mounts: tuple[str, ...] = ()
    """Nothing here is held in memory."""

    def __init__(self, uid: int | None) -> None:
        self.home = tempfile.mkdtemp(prefix="afterburner-")
        if uid is not None:
            os.chown(self.home, uid, uid)

    def wipe(self, _size_bytes: int) -> None:
        """Leave nothing of the last run."""
        _empty(self.home)

    def close(self) -> None:
        """Remove the folder."""
        _empty(self.home)
        os.rmdir(self.home)


def _empty(home: str) -> None:
    """Remove all that is in ``home``, however it is nested and whatever its modes are.

    Folders are moved up to ``home`` instead of being followed down: how deep they go was the program's choice, and neither
    a path nor a recursion goes as deep.
    """
    waiting = [home]
    while waiting:
        folder = waiting.pop()
        os.chmod(folder, 0o700)
        for entry in list(os.scandir(folder)):
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)  # moving a folder changes it
            moved = os.path.join(home, os.urandom(16).hex())
            os.rename(entry.path, moved)
            waiting.append(moved)
        if folder != home:
            os.rmdir(folder)


def _mark(path: str) -> tuple[int, ...]:
    """Return what changes when anything is done to a scratch folder, be it undone again."""
    state, room = os.stat(path), os.statvfs(path)
    return state.st_mtime_ns, state.st_ctime_ns, state.st_nlink, state.st_ino, room.f_ffree, room.f_bfree
