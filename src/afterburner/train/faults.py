"""Which of the machine's faults an exception of PyTorch and its companions is: they have few types, and say it in words.

is_full_disk(error), is_out_of_memory(error)
"""

import errno
from collections.abc import Iterator

from afterburner.core.errors import AfterburnerError, SandboxError, UsageError

_FULL = ("no space left on device", "disk is full", "disk quota exceeded")
_TORCH = ("pytorchstreamwriter failed writing file", "iostream error", "inline_container")
"""What PyTorch says of any file that it can't write: its type and words don't tell why, and a full disk is the usual reason."""


def is_full_disk(error: BaseException) -> bool:
    """Tell whether ``error`` comes of a disk that has no more space, or of a quota that is used up."""
    return any(_is_full(one) for one in _causes(error))


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether ``error`` comes of memory that is short, a GPU's or the machine's."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in said or "can't allocate memory" in said


def readable(error: Exception, *, place: str) -> AfterburnerError | None:
    """Return what to tell of ``error``, which ended a training in the folder ``place``; None: it is none of these faults."""
    if isinstance(error, AfterburnerError):
        return None
    if is_full_disk(error):
        return SandboxError(
            f"{place} can't be written to: the disk is full", hint="free some space and start it again: it goes on"
        )
    if is_out_of_memory(error):
        first = str(error).strip().partition("\n")[0]
        return UsageError(
            f"the model and a batch do not fit into memory: {first}",
            hint="lower training.batch and raise training.accumulation by as much, lower completion_tokens, or train with "
            "[lora]",
        )
    return None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    said = str(error).lower()
    return any(words in said for words in (*_FULL, *_TORCH))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
