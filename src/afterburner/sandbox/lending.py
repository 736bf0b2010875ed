"""Lending: things of which each is one borrower's at a time, in the order of asking.

    lender = Lender(workers)
    worker = lender.take(prefer=lambda worker: program in worker.recent)
    lender.give_back(worker)

What is lent may break: ``withdraw`` takes it out, ``add`` puts another in.
"""

import queue
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from afterburner.core.errors import SandboxError

Lent = TypeVar("Lent")
Used = TypeVar("Used")

_AGAIN_S = 0.05
"""Seconds after which borrowers are told again to come to an end: between two runs there is nothing to end."""


class Lender(Generic[Lent]):
    """Lends things; every method is safe in every thread."""

    def __init__(self, things: Iterable[Lent]) -> None:
        self._all = list(things)
        self._free = list(self._all)
        self._waiting: deque[queue.SimpleQueue[Lent | None]] = deque()
        """Where those who wait are handed something; None: there is nothing more to come."""
        self._changed = threading.Condition()
        self._closed = False
        self._why = "the pool of sandboxes is closed"

    @property
    def things(self) -> tuple[Lent, ...]:
        """Everything that is there, lent or not."""
        return tuple(self._all)

    @property
    def free(self) -> tuple[Lent, ...]:
        """What is not lent."""
        return tuple(self._free)

    @property
    def waiting(self) -> int:
        """How many borrowers wait."""
        return len(self._waiting)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is lent any more."""
        return self._closed

    def take(self, prefer: Callable[[Lent], bool] = lambda _thing: False, *, first: bool = False) -> Lent:
        """Return one that is free, or wait; of the free ones one that is preferred. ``first``: before all who wait.

        Raises:
            SandboxError: nothing is lent any more.

        """
        with self._changed:
            if self._closed:
                raise SandboxError(self._why)
            if self._free:
                thing = next(filter(prefer, self._free), self._free[0])
                self._free.remove(thing)
                return thing
            waiting: queue.SimpleQueue[Lent | None] = queue.SimpleQueue()
            self._waiting.insert(0 if first else len(self._waiting), waiting)
        try:
            taken = waiting.get()
        except BaseException:
            self._leave(waiting)
            raise
        if taken is None:
            raise SandboxError(self._why)
        return taken

    def give_back(self, thing: Lent) -> None:
        """Lend it to the next one who waits."""
        with self._changed:
            if thing not in self._all:
                return
            if self._waiting:
                self._waiting.popleft().put(thing)
            else:
                self._free.append(thing)
                self._changed.notify_all()

    def withdraw(self, thing: Lent) -> None:
        """Take out one that is lent: it is not there any more."""
        with self._changed:
            self._all.remove(thing)
            self._changed.notify_all()

    def add(self, thing: Lent) -> bool:
        """Put one in, and lend it at once where somebody waits; False where nothing is lent any more."""
        with self._changed:
            if self._closed:
                return False
            self._all.append(thing)
        self.give_back(thing)
        return True

    def close(
        self,
        *,
        cancel: Callable[[Lent], None] = lambda _thing: None,
        patience_s: float = 0.0,
        why: str = "the pool of sandboxes is closed",
    ) -> None:
        """Lend nothing any more: those who wait are told ``why``, what is lent is cancelled until it is back."""
        with self._changed:
            self._why = self._why if self._closed else why
            self._closed = True
            for waiting in self._waiting:
                waiting.put(None)
            self._waiting.clear()
            for _ in range(round(patience_s / _AGAIN_S)):
                lent = [thing for thing in self._all if thing not in self._free]
                for thing in lent:
                    cancel(thing)
                if not lent:
                    break
                self._changed.wait(_AGAIN_S)

    def _leave(self, waiting: "queue.SimpleQueue[Lent | None]") -> None:
        """Stop waiting: an interrupted thread must not keep what it is handed at this moment."""
        with self._changed:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
                return
        thing = waiting.get()
        if thing is not None:
            self.give_back(thing)


class Recent(Generic[Used]):
    """What was used lately, up to ``most`` things: tells which of the free ones is to be preferred."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._used: OrderedDict[Used, None] = OrderedDict()

    def __contains__(self, thing: object) -> bool:
        return thing in self._used

    def note(self, thing: Used) -> None:
        """Remember that ``thing`` was used now."""
        self._used[thing] = None
        self._used.move_to_end(thing)
        if len(self._used) > self._most:
            self._used.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._used.clear()
