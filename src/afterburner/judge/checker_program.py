r"""A problem's own checker: a program in the sandbox that says whether an answer is right.

It reads one JSON document from standard input, in ASCII, whatever its language::

    {"input": "3\n", "expected": "1 2\n", "answer": "2 1\n"}

For whole programs the three are texts; what is not UTF-8 is ``{"base64": "..."}``. For function problems they are the
values in the strict encoding (``core.encoding``): plain JSON, and ``{"$": "tuple", "v": [...]}`` for what JSON has no
word for. It says its verdict by its exit code: 0 right, 1 wrong; what it prints on standard output is kept as its words.

Anything else is its own failure, and no verdict: another exit code, a signal, a limit, a compile error. So is exit code 1
with something on standard error: that is how an interpreter leaves when a program crashes, and a crash is no opinion.

The answer comes from the accused. It reaches the checker as data alone, in another process, after the accused is gone; and
the checker's words are data to us in turn.
"""

import base64
import json
from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.errors import CheckerError
from afterburner.core.execution import Execution
from afterburner.core.problem import CheckerProgram, Problem, Test
from afterburner.core.status import Status
from afterburner.judge.wording import printable
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a checker's program said of one answer."""

    is_right: bool
    words: str
    """The end of its standard output, for people."""


def opinion_of(checker: CheckerProgram, sandbox: Sandbox, problem: Problem, test: Test, answer: bytes) -> Opinion:
    """Return what ``checker`` says of ``answer``.

    Raises:
        CheckerError: it crashed, broke its limits, or left with another exit code than 0 or 1.
        EncodingError: the answer of a function is not in the encoding: look before you ask.
        SandboxError: the machine failed.

    """
    document = _document(test, answer, values=problem.entry_point is not None)
    seen = sandbox.execute(checker.solution.program(None), document, limits=checker.limits)
    if seen.status is Status.OK:
        return Opinion(is_right=True, words=printable(seen.stdout))
    if seen.status is Status.RUNTIME_ERROR and seen.exit_code == 1 and not seen.stderr:
        return Opinion(is_right=False, words=printable(seen.stdout))
    raise _failed(checker, seen, problem, test)


def _document(test: Test, answer: bytes, *, values: bool) -> bytes:
    form = encoding.canonical if values else _text
    parts = {"input": form(test.input), "expected": form(test.expected), "answer": form(answer)}
    # ASCII: a lone surrogate in a value would not be UTF-8, and the checker would fail on what the accused made.
    return json.dumps(parts, separators=(",", ":")).encode("ascii")


def _text(data: bytes) -> object:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def _failed(checker: CheckerProgram, seen: Execution, problem: Problem, test: Test) -> CheckerError:
    how = f"{seen.status.value} ({seen.reason})" if seen.reason else seen.status.value
    said = printable(seen.stderr)
    message = f"the checker {checker.name} of {problem.id} failed on test {test.name}: {how}"
    hint = "a checker leaves with 0 (right) or 1 (wrong, nothing on stderr), whatever the answer is"
    return CheckerError(f"{message}\n{said}".rstrip(), hint=hint)
