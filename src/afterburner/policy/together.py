"""Several iterators at one time, each in a thread of its own, taken from as items come.

for number, item in together([first.propose(request), second.propose(request)]): ...
"""

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Came:
    """An item, the end, or an error of one of the iterators."""

    number: int
    item: object = None
    is_end: bool = False
    error: BaseException | None = None


def together(sources: Sequence[Iterator[Item]]) -> Generator[tuple[int, Item], None, None]:
    """Yield the items of all ``sources`` as they come, each with the number of its source.

    A single source is taken from as it is, lazily and in this thread. Closing this iterator closes the sources: at once
    those that wait for their turn, the others when their present item is there.

    Raises:
        Whatever a source raises: the others are closed then.

    """
    if len(sources) == 1:
        yield from ((0, item) for item in sources[0])
        return
    came: queue.SimpleQueue[_Came] = queue.SimpleQueue()
    ended = threading.Event()
    for number, source in enumerate(sources):
        threading.Thread(target=_take, args=(number, source, came, ended), daemon=True).start()
    try:
        running = len(sources)
        while running:
            one = came.get()
            if one.error is not None:
                raise one.error
            if one.is_end:
                running -= 1
            else:
                yield one.number, one.item  # type: ignore[misc]  # what `_take` took from a source
    finally:
        ended.set()


def _take(number: int, source: Iterator[object], came: "queue.SimpleQueue[_Came]", ended: threading.Event) -> None:
    try:
        for item in source:
            came.put(_Came(number, item))
            if ended.is_set():
                break
        came.put(_Came(number, is_end=True))
    except BaseException as error:  # noqa: BLE001 - it is raised again where items are taken
        came.put(_Came(number, error=error))
    finally:
        with suppress(AttributeError):
            source.close()  # type: ignore[attr-defined]  # iterators that are generators have it
