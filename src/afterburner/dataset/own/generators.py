"""Generators of inputs, a user's own or those made of type hints: read, and run in the sandbox."""

import ast
from pathlib import Path

from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Problem
from afterburner.dataset.building.inputs import UnfitGeneratorError, made_twice
from afterburner.dataset.building.plan import QuarantineReason
from afterburner.sandbox.port import Sandbox

_TRIED = ((1, 10), (2, 10))
"""Seeds and sizes that a user's generator is tried on."""
_HINT = "write def generate(seed: int, size: int), which returns the list of arguments, or the text of standard input"


def generator_in(path: Path, sandbox: Sandbox, *, entry_point: str | None) -> str:
    """Return the generator in the file ``path``, after it made inputs for ``entry_point``, the same ones twice.

    With an entry point an input is a list of arguments, or a dict by name; without, the text of standard input.

    Raises:
        DataError: the file can't be read, is no Python, or defines no ``generate(seed, size)``.
        UsageError: the generator fails, makes nothing of use, or not the same of the same seed and size.
        SandboxError: the machine failed.

    """
    try:
        code = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}", hint="name a file with --generator") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8: {error}", hint="save it as UTF-8") from error
    _check_definition(path, code)
    inputs = Inputs(
        Problem(id=path.name, title="", statement="", tests=(), entry_point=entry_point, generator=code), sandbox
    )
    for seed, size in _TRIED:
        if inputs.made(seed, size) is None:
            raise UsageError(f"{inputs.last_failure}", hint=_HINT)
    return code


class Inputs:
    """What the generator of ``problem`` makes."""

    def __init__(self, problem: Problem, sandbox: Sandbox) -> None:
        self._problem = problem
        self._metered = _Metered(sandbox)
        self.last_failure: str | None = None
        """Why it last made nothing."""

    @property
    def cpu_s(self) -> float:
        """CPU seconds that the generator last ran for."""
        return self._metered.cpu_s

    def made(self, seed: int, size: int) -> bytes | None:
        """Return the input of ``seed`` and ``size``; None where the generator fails or makes nothing.

        Raises:
            UsageError: it makes two inputs of one seed and size, or what can be no input.
            SandboxError: the machine failed.

        """
        try:
            data = made_twice(self._problem, seed, size, self._metered)
        except UnfitGeneratorError as error:
            if error.reason is QuarantineReason.GENERATOR_DIFFERS:
                hint = "draw from random.Random(f'{seed} {size}'), and from nothing else"
                raise UsageError(f"the generator is not deterministic: {error.detail}", hint=hint) from error
            self.last_failure = error.detail
            return None
        if self._problem.entry_point is not None and not _are_arguments(data):
            begins = data[:80].decode(errors="replace")
            raise UsageError(f"the generator returns no list of arguments, but {begins}", hint=_HINT)
        return data


class _Metered:
    """A sandbox that remembers what its last run took; a failed one too. Implements the port ``Sandbox``."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.cpu_s = 0.0

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        seen = self._sandbox.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        self.cpu_s = seen.cpu_s or 0.0
        return seen

    def layers(self) -> tuple[str, ...]:
        return self._sandbox.layers()

    def close(self) -> None:
        self._sandbox.close()


def _are_arguments(data: bytes) -> bool:
    # By its first bytes: an input may be large, and what is encoded is either an array, an object, or one with a tag.
    return data.startswith(b"[") or (data.startswith(b"{") and not data.startswith(b'{"$":'))


def _check_definition(path: Path, code: str) -> None:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise DataError(f"the generator {path} is no Python: {error}", hint=_HINT) from error
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "generate"]
    if not found:
        raise DataError(f"{path} defines no generate(seed, size)", hint=_HINT)
    arguments = found[-1].args
    given = len(arguments.posonlyargs) + len(arguments.args)
    required = given - len(arguments.defaults)
    fits = required <= 2 and (given >= 2 or arguments.vararg is not None)  # noqa: PLR2004 - seed, size
    if not fits or None in arguments.kw_defaults:
        raise DataError(f"generate in {path} can't be called as generate(seed, size)", hint=_HINT)
