"""Taking home what a compiler made: the only files of a run that ever leave a cell.

The folder they lie in was a program's to write into, so nothing about it is trusted: links are not followed, and what is not
a plain file of one name is refused. Nothing runs in the cell while this looks.
"""

import io
import os
import stat
from collections.abc import Iterator

MOST_FILES = 2000
MOST_BYTES = 256 << 20
_LONGEST_NAME = 1000
"""Characters of a name with its folders."""


class RefusedError(Exception):
    """What was made can't be taken; says why."""


def collect(home: str, names: list[str], out: int) -> None:
    """Write the files and folders ``names`` of the folder ``home`` to the descriptor ``out``, as a tar archive.

    Raises:
        RefusedError: something is missing, too large, too many, or not a plain file.

    """
    import tarfile  # noqa: PLC0415 - every cell would pay for it, and only compilations need it

    left = MOST_BYTES
    with os.fdopen(os.dup(out), "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        for count, (name, data) in enumerate(_found(home, names)):
            left -= len(data)
            if count >= MOST_FILES or left < 0:
                raise RefusedError("too_large")
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


def _found(home: str, names: list[str]) -> Iterator[tuple[str, bytes]]:
    waiting = list(reversed(names))
    while waiting:
        name = waiting.pop()
        if len(name) > _LONGEST_NAME:
            raise RefusedError("name_too_long")
        path = os.path.join(home, name)
        try:
            is_folder = stat.S_ISDIR(os.lstat(path).st_mode)
        except OSError as error:
            raise RefusedError("missing") from error
        if is_folder:
            waiting.extend(os.path.join(name, entry) for entry in sorted(os.listdir(path), reverse=True))
        else:
            yield name, _content(path)


def _content(path: str) -> bytes:
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise RefusedError("not_a_file") from error
    with os.fdopen(fd, "rb") as file:
        state = os.fstat(fd)
        if not stat.S_ISREG(state.st_mode) or state.st_nlink != 1:
            raise RefusedError("not_a_file")
        if state.st_size > MOST_BYTES:
            raise RefusedError("too_large")
        return file.read(MOST_BYTES)
