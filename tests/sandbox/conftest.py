"""How the tests of the sandbox run a program: ``run(source, stdin, **limits)``, in all languages ``execute(language, ...)``."""

from collections.abc import Callable, Iterator
from textwrap import dedent

import pytest

from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox

Run = Callable[..., Execution]


@pytest.fixture(scope="session")
def polyglot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Monolith]:
    """A sandbox whose compile cache begins empty: nothing that these tests see was made by an earlier version."""
    with Monolith(cache=CompileCache(tmp_path_factory.mktemp("compiled"))) as opened:
        yield opened


@pytest.fixture
def execute(polyglot: Monolith) -> Run:
    def execute(language: str, source: str | bytes, stdin: bytes = b"", **limits: float) -> Execution:
        text = source if isinstance(source, bytes) else dedent(source).encode()
        chosen = Limits(**{"cpu_s": 10.0, "wall_s": 30.0, **limits})
        return polyglot.execute(Program(source=text, language=language), stdin, limits=chosen)

    return execute


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
