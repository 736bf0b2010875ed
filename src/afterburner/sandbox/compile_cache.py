"""What compilers made, kept by content: an entry's name is the hash of everything that shaped it.

    cache = CompileCache(folder)
    key = cache.key("cpp", version, command, source)
    cache.put(key, {"program": data})
    cache.get(key)                                 {"program": data}, or None

Entries are never changed: a writer fills a folder of its own and renames it into place, so that a reader sees a whole entry
or none, and of two writers the first one's stays. What an entry holds is checked against its own record when it is
read; one that was tampered with, or half lost with a disk, counts as absent and is made again.

Covered: programs never see this folder, nor can they choose a key without being that very source.
Not covered: whoever has this user's rights outside the sandbox can write what he likes, record included.
"""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_cache_path

from afterburner.core.errors import SandboxError

FORMAT = "2"
"""Part of every key: raised when an entry's meaning changes. 2: the sizes are recorded too."""

MOST_BYTES = 4 << 30
"""When the entries grow beyond, the longest unused ones go, down to nine tenths."""

_PRUNE_EVERY = 64
"""Entries between two looks at how much there is: a look visits all of them."""

_ABANDONED_S = 3600.0
"""A folder that a writer has not finished after so long is what a killed one left."""

_DIGESTS, _SIZES = ".digests.json", ".sizes.json"


class CompileCache:
    """A folder of compiled programs, safe under concurrent readers and writers."""

    def __init__(self, folder: Path | None = None, *, most_bytes: int = MOST_BYTES) -> None:
        """Use ``folder`` (default: the user's cache folder), made when it is first needed."""
        self._folder = folder or user_cache_path("afterburner") / "compiled"
        self._most_bytes = most_bytes
        self._puts = 0

    @staticmethod
    def key(*parts: bytes) -> str:
        """Return the name of the entry that ``parts``, all of them, determine."""
        digest = hashlib.sha256(FORMAT.encode())
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def folder_of(self, key: str) -> Path:
        """Return where the files of the entry are, for those who need them as files."""
        return self._folder / key[:2] / key

    def get(self, key: str) -> dict[str, bytes] | None:
        """Return the files of the entry by name, or None where there is none, or none that is whole."""
        place = self.folder_of(key)
        record = self._record(place, _DIGESTS)
        if record is None:
            return None
        try:
            files = {name: _checked((place / name).read_bytes(), digest) for name, digest in record.items()}
        except (OSError, ValueError):
            self._remove(place)
            return None
        _mark_as_used(place)
        return files

    def has(self, key: str) -> bool:
        """Tell whether the entry is there and nothing of it is missing or cut, without reading all of it."""
        place = self.folder_of(key)
        record = self._record(place, _SIZES)
        if record is None:
            return False
        try:
            is_whole = all((place / name).stat().st_size == size for name, size in record.items())
        except OSError:
            is_whole = False
        if is_whole:
            _mark_as_used(place)
        else:
            self._remove(place)
        return is_whole

    def put(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep ``files`` (names relative, of plain parts) as the entry ``key``.

        Raises:
            SandboxError: the disk is full, or the folder can't be written.

        """
        place = self.folder_of(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = Path(tempfile.mkdtemp(prefix=".new-", dir=self._folder))
            try:
                _fill(made, files)
                if not _moved(made, place) and not self.has(key):
                    self._remove(place)
                    _moved(made, place)
            finally:
                self._remove(made)
            self._puts += 1
            if self._puts % _PRUNE_EVERY == 1:
                self._prune()
        except OSError as error:
            hint = "free some room, or point XDG_CACHE_HOME to where there is more"
            raise SandboxError(
                f"compiled programs can't be kept in {self._folder}: {error.strerror}", hint=hint
            ) from error

    def _record(self, place: Path, name: str) -> dict[str, object] | None:
        try:
            record = json.loads((place / name).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            record = None
        if not isinstance(record, dict):
            self._remove(place)
            return None
        return record

    def _prune(self) -> None:
        for left in self._folder.glob(".new-*"):
            if time.time() - _used_ns(left) / 1e9 > _ABANDONED_S:
                self._remove(left)
        entries = sorted(self._folder.glob("??/*"), key=_used_ns)
        sizes = [_size(entry) for entry in entries]
        excess = sum(sizes) - self._most_bytes
        if excess <= 0:
            return
        excess += self._most_bytes // 10
        for entry, size in zip(entries, sizes, strict=True):
            if excess <= 0:
                return
            self._remove(entry)
            excess -= size

    @staticmethod
    def _remove(folder: Path) -> None:
        for at, _folders, _files in os.walk(folder):
            with contextlib.suppress(OSError):
                Path(at).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.unlink()  # where something else than a folder has its name


def _checked(data: bytes, digest: object) -> bytes:
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("a file is not what was written")
    return data


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o444)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    sizes = {name: len(data) for name, data in files.items()}
    for name, record in ((_SIZES, sizes), (_DIGESTS, digests)):
        (folder / name).write_text(json.dumps(record))
        (folder / name).chmod(0o444)
    for at, _folders, _files in os.walk(folder):
        # The folder itself stays writable until it is in its place: moving it changes it.
        Path(at).chmod(0o755 if Path(at) == folder else 0o555)


def _moved(made: Path, place: Path) -> bool:
    """Move ``made`` to ``place``; return False where another writer was first: by its name, its content is the same."""
    try:
        made.rename(place)
        place.chmod(0o555)
    except OSError as error:
        if error.errno not in {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}:
            raise
        return False
    return True


def _mark_as_used(place: Path) -> None:
    with contextlib.suppress(OSError):  # a cache that is only to be read serves all the same
        os.utime(place)


def _used_ns(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _size(entry: Path) -> int:
    total = 0
    for path in entry.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total
