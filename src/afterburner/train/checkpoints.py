"""Checkpoints of a training: which of them are whole, and which to keep.

    seal(folder / "checkpoint-50")        all of it is written: from here on it counts
    last_whole(folder)                    where training goes on

Theory of operation. The trainer writes a checkpoint file by file, and may be killed, or the disk may be full, at any moment.
When the last file is on the disk, ``whole.json`` is put beside them, with the name and the size of each, by a rename: a
checkpoint without it, or with a file of another size, is a rest and is never gone on from. Older ones are removed after that.
"""

import json
import os
import re
import shutil
from pathlib import Path

from afterburner.dataset.files import replace_text

_SEAL = "whole.json"
_NAME = re.compile(r"checkpoint-(\d+)")


def step_of(checkpoint: Path) -> int:
    """Return the step after which a checkpoint was written.

    Raises:
        ValueError: it is none, by its name.

    """
    found = _NAME.fullmatch(checkpoint.name)
    if found is None:
        raise ValueError(f"{checkpoint} is no checkpoint-STEP")
    return int(found[1])


def seal(checkpoint: Path) -> None:
    """Say that all files of a checkpoint are written.

    Raises:
        OSError: the disk is full.

    """
    sizes = {}
    for path in _files(checkpoint):
        _flush(path)
        sizes[str(path.relative_to(checkpoint))] = path.stat().st_size
    replace_text(checkpoint / _SEAL, json.dumps({"schema_version": 1, "files": sizes}) + "\n")


def is_whole(checkpoint: Path) -> bool:
    """Tell whether all files of a checkpoint are there, and as long as they were."""
    try:
        sealed = json.loads((checkpoint / _SEAL).read_text("utf-8"))
        return all((checkpoint / name).stat().st_size == size for name, size in sealed["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def last_whole(folder: Path) -> Path | None:
    """Return the latest checkpoint in ``folder`` that is whole; None: there is none."""
    return next((one for one in reversed(_checkpoints(folder)) if is_whole(one)), None)


def prune(folder: Path, *, keep: int) -> None:
    """Remove all checkpoints but the latest ``keep`` that are whole, and the rests of others."""
    kept = [one for one in _checkpoints(folder) if is_whole(one)][-keep:]
    for checkpoint in _checkpoints(folder):
        if checkpoint not in kept:
            shutil.rmtree(checkpoint, ignore_errors=True)


def _checkpoints(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted((one for one in folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)), key=step_of)


def _files(checkpoint: Path) -> list[Path]:
    return sorted(path for path in checkpoint.rglob("*") if path.is_file() and path.name != _SEAL)


def _flush(path: Path) -> None:
    """Wait until a file is on the disk: what a machine that loses its power has written may be empty otherwise."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
