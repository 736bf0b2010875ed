"""Process numbers: every run has those that the first one had, so that none can tell what others started.

Theory of operation. The kernel gives out the next free number after the last one, and has a switch that sets the last one.
The zygote and its templates, which do the forking, set it just before they fork; where they are not root they keep the one
capability that this takes (``CAP_CHECKPOINT_RESTORE``), and a run gives it up before anything else.

A number is free as soon as its process is reaped, so that the waiting fork for the next run may have that of a run whose end
the warden has not yet heard of: whoever ends processes of a run does it by handles (pidfd), never by a number alone.
"""

import os

PROCESS_NUMBERS = "process-numbers"
"""What is refused where they can't be set back."""

_SWITCH = "/proc/sys/kernel/ns_last_pid"
_FIRST = b"1"
_LAST_OF_THE_CELL = b"99"
"""Templates have the numbers up to here, each the lowest that is free; runs have those above."""


def opened_switch() -> int:
    """Open the kernel's switch, for the zygote to inherit.

    Raises:
        OSError: this kernel has none, or nothing to end a process by but its number.

    """
    os.close(os.pidfd_open(os.getpid()))
    switch = os.open(_SWITCH, os.O_WRONLY)
    os.set_inheritable(switch, True)  # noqa: FBT003 - the signature of os
    return switch


class Numbering:
    """Sets the process numbers of this PID namespace back."""

    def __init__(self, switch: int) -> None:
        """Use the open ``switch``.

        Raises:
            OSError: the kernel does not let this process use it.

        """
        self._switch = switch
        self.before_a_template()

    def before_a_template(self) -> None:
        """Have the next process get the lowest number that is free."""
        os.pwrite(self._switch, _FIRST, 0)

    def before_a_run(self) -> None:
        """Have the next process get the lowest number that is free above those of the cell's own."""
        os.pwrite(self._switch, _LAST_OF_THE_CELL, 0)
