"""The port: what every sandbox offers to the floors above."""

from typing import Protocol

from afterburner.core.execution import Execution, Limits, Program


class Sandbox(Protocol):
    """Runs one program on one input, in a fresh process that leaves nothing behind.

    Every implementation passes the conformance suite in ``tests/sandbox/test_conformance.py``.
    """

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on ``stdin`` under ``limits``.

        A program that does not compile gives an execution with the status ``compile_error``. ``sample_hz`` is the wished
        rate of memory samples, 1 to 10,000 a second; the execution says how many there were. ``layout``, 0 or more, is how
        an interpreter lays out its memory: the same number, the same hashes of strings; another one, others. 0 is the usual
        one. What has no such thing takes no notice.

        Raises:
            SandboxError: the machine failed; the program is not to blame.
            UsageError: the language is not known here, or a limit makes no sense.

        """
        ...

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on."""
        ...

    def close(self) -> None:
        """End everything that the sandbox started; it can't be used afterwards."""
        ...
