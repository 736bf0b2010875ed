"""How many runs are handed to a far worker at one time: few at first, more the longer all goes well.

    pace = Pace()
    pace.begin({program})
    size = pace.next()          1, then 2, 4, 8 ...
    pace.saw(size, took_s=0.01)

A message there and back costs about a millisecond, a run of a small test two to five. Whoever judges stops at the first failure,
and most wrong programs fail early: a batch that was under way then is time wasted. So a program that nothing is known of begins
with a single run, and no other is under way meanwhile; one that has come through some gets batches that take about ``BATCH_S``.
"""

from collections.abc import Set as AbstractSet

from afterburner.core.execution import Program

BATCH_S = 0.03
"""Seconds of work in one batch: a message is then about 3 % of it, and what is wasted on a program that fails is at most two."""

MOST_CALLS = 64

AHEAD = 2
"""Batches that are under way at one time: the worker begins the next one while the results of the last one travel."""


class Pace:
    """The sizes of the batches of one borrower."""

    def __init__(self) -> None:
        self._programs: AbstractSet[Program] = frozenset()
        self._size = 1
        self._most = MOST_CALLS
        self._passed = False
        """Whether a run came back."""

    def begin(self, programs: AbstractSet[Program]) -> None:
        """Begin with runs of ``programs``; of those that were run last, what was seen is still true."""
        if programs != self._programs:
            self._programs, self._size, self._most, self._passed = programs, 1, MOST_CALLS, False

    @property
    def ahead(self) -> int:
        """How many batches may be under way at one time."""
        return AHEAD if self._passed else 1

    def next(self) -> int:
        """Return the size of the next batch."""
        size = min(self._size, self._most)
        self._size = min(2 * size, MOST_CALLS)
        return size

    def saw(self, calls: int, *, took_s: float) -> None:
        """Learn from a batch of ``calls`` that took ``took_s``."""
        self._passed = True
        if calls and took_s > 0:
            self._most = max(1, min(MOST_CALLS, round(BATCH_S * calls / took_s)))
