"""Arguments and results out of assert code: the calls are watched while the record's own solution makes the asserts true.

    calls = traced_calls(sandbox, solution=prompt + body, test="def check(candidate): ...", entry_point="f")

The asserts never stand beside a solution that is to be judged: they run once, with the reference, in the sandbox, and what
remains of them are inputs and expected outputs.
"""

from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.execution import Program
from afterburner.core.status import Status
from afterburner.dataset.sources import running
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that the asserts made."""

    arguments: bytes
    """Encoded: a list, in the order of the parameters."""
    result: bytes
    """Encoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """All calls that can be written down, each input once, and how many can't."""

    calls: tuple[Call, ...]
    not_encodable: int
    """Calls with arguments or results that the encoding has no word for."""
    raised: int
    """Calls that ended in an exception, as the asserts wanted."""


def traced_calls(sandbox: Sandbox, *, solution: str, test: str, entry_point: str) -> Traced:
    """Return the calls that ``test`` makes of ``entry_point`` of ``solution``.

    ``test`` is either a function ``check(candidate)`` or plain asserts that call the entry point by its name.

    Raises:
        Unusable: the solution fails the test, or there is nothing to trace.
        SandboxError: the machine failed.

    """
    program = Program(source=running.tracer(), entry_point="trace")
    seen = sandbox.execute(program, encoding.encode([solution, test, entry_point]), limits=running.LIMITS)
    if seen.status is not Status.OK or seen.result is None:
        said = seen.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise Unusable(DropReason.REFERENCE_FAILS, f"its own solution, on its own test: {seen.reason} {said}"[:300])
    return _read(seen.result)


def _read(result: bytes) -> Traced:
    # What comes back was made beside foreign code: it is data, and checked as such.
    try:
        found = encoding.decode(result)
    except encoding.EncodingError as error:
        raise Unusable(DropReason.REFERENCE_FAILS, f"the trace can't be read: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("calls"), list):
        raise Unusable(DropReason.REFERENCE_FAILS, "the trace is not one")
    calls: dict[bytes, Call] = {}
    for pair in found["calls"]:
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], list):  # noqa: PLR2004 - arguments, result
            arguments = encoding.encode(pair[0])
            calls.setdefault(arguments, Call(arguments=arguments, result=encoding.encode(pair[1])))
    return Traced(
        calls=tuple(calls.values()),
        not_encodable=int(str(found.get("not_encodable", 0))),
        raised=int(str(found.get("raised", 0))),
    )
