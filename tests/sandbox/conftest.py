"""How the tests of the sandbox run a program: ``run(source, stdin, language="c", **limits)``."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.port import Sandbox

Run = Callable[..., Execution]


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    def run(
        source: str | bytes,
        stdin: bytes = b"",
        *,
        language: str = "python",
        entry_point: str | None = None,
        sample_hz: float = 1000.0,
        **limits: float,
    ) -> Execution:
        text = source if isinstance(source, bytes) else dedent(source).encode()
        program = Program(source=text, language=language, entry_point=entry_point)
        chosen = Limits(**{"cpu_s": 5.0, "wall_s": 10.0, **limits})
        return sandbox.execute(program, stdin, limits=chosen, sample_hz=sample_hz)

    return run
