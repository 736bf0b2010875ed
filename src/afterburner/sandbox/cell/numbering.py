"""Process numbers: every run has those that the first one had, so that none can tell what others started.

The kernel gives out the next free number after the last one. What came last is set back, through the kernel's own switch for
that, when nothing of a run is left and before the process of the next one is made: the number of no process that anybody
still waits for, or may kill, is given out again.
"""

import os

_SWITCH = "/proc/sys/kernel/ns_last_pid"
_LAST_OF_THE_CELL = 99
"""Templates have the numbers up to here, each the lowest that is free; runs have those above."""
_FIRST = 1


class Numbering:
    """Sets the process numbers of this PID namespace back."""

    def __init__(self) -> None:
        """Take hold of the switch.

        Raises:
            OSError: this kernel has none, or does not let this process use it.

        """
        self._switch = os.open(_SWITCH, os.O_WRONLY | os.O_CLOEXEC)
        try:
            self.before_a_template()
        except OSError:
            os.close(self._switch)
            raise

    def before_a_template(self) -> None:
        """Have the next process get the lowest number that is free."""
        self._set_last(_FIRST)

    def before_a_run(self) -> None:
        """Have the next process get the lowest number that is free above those of the cell's own."""
        self._set_last(_LAST_OF_THE_CELL)

    def _set_last(self, number: int) -> None:
        os.pwrite(self._switch, b"%d" % number, 0)
