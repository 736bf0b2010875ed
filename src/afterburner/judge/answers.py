"""From one run to what is wrong with it: the only place where an answer becomes a verdict."""

from collections import Counter
from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.attempt import Failure
from afterburner.core.execution import Execution
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Problem, Solution, Test, Visibility
from afterburner.core.status import Status, WrongReason, verdict_of
from afterburner.judge.checker_program import opinion_of
from afterburner.judge.checkers import checker_for, is_too_long, words
from afterburner.judge.wording import difference, printable
from afterburner.sandbox.port import Sandbox

_LENGTH_TO_SPARE = 16 << 20
"""An answer that a checker program is asked about may be this long whatever is expected, bytes: where any construction
will do, the expected answer may be a single word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Why an answer is wrong."""

    reason: WrongReason
    detail: str


@dataclass(frozen=True, slots=True)
class Examiner:
    """Examines the answers of one solution; ``sandbox`` is for the problem's checker program, if it has one."""

    problem: Problem
    solution: Solution
    sandbox: Sandbox

    def failure(self, test: Test, seen: Execution, *, is_fresh: bool = False) -> Failure | None:
        """Return what is wrong with ``seen``, a run on ``test``; None if nothing is.

        ``is_fresh`` tells that the input was made for this judgement: a wrong answer to it has a reason of its own.

        Raises:
            CheckerError: the problem's checker program failed.
            SandboxError: the machine failed while the checker program ran.

        """
        wrong = self._wrong(test, seen) if seen.status is Status.OK else None
        if seen.status is Status.OK and wrong is None:
            return None
        reason: str | None = seen.reason
        if wrong is not None:
            reason = (WrongReason.FRESH_INPUT if is_fresh else wrong.reason).value
        return Failure(
            test=test.name,
            verdict=verdict_of(seen.status, answer_is_right=False),
            reason=reason,
            detail=wrong.detail if wrong is not None else printable(seen.stderr),
            # What a compiler says is about the program alone: no test has a part in it.
            visibility=Visibility.PUBLIC if seen.status is Status.COMPILE_ERROR else test.visibility,
        )

    def _wrong(self, test: Test, seen: Execution) -> Wrong | None:
        values = self.problem.entry_point is not None
        answer = self.problem.answer(self.solution, seen)
        spec = self.problem.checker
        if spec.program is not None:
            return self._wrong_by_program(spec.program, test, answer)
        # Every checker takes it for right, and some need milliseconds to compare half a megabyte word by word.
        if answer == test.expected:
            return None
        if checker_for(spec, values=values)(answer, test.expected):
            return None
        reason = _values_reason(answer, test.expected) if values else _text_reason(answer, test.expected, spec)
        return Wrong(reason=reason, detail=difference(answer, test.expected))

    def _wrong_by_program(self, program: CheckerProgram, test: Test, answer: bytes) -> Wrong | None:
        if is_too_long(answer, test.expected, to_spare=_LENGTH_TO_SPARE):
            detail = f"{len(answer)} bytes, where {len(test.expected)} are expected: the checker was not asked"
            return Wrong(reason=WrongReason.EXTRA_OUTPUT, detail=detail)
        if self.problem.entry_point is not None and not _is_encoded(answer):
            reason = WrongReason.NOT_ENCODABLE if answer else WrongReason.MISSING_OUTPUT
            return Wrong(reason=reason, detail="not an encoded value: the checker was not asked")
        opinion = opinion_of(program, self.sandbox, self.problem, test, answer)
        if opinion.is_right:
            return None
        return Wrong(reason=WrongReason.CHECKER, detail=f"{program.name} says: {opinion.words or '(nothing)'}")


def _text_reason(answer: bytes, expected: bytes, spec: CheckerSpec) -> WrongReason:
    """Say why a text is wrong that its checker refused."""
    if spec.kind is CheckerKind.UNORDERED:
        return _lines_reason(answer, expected)
    theirs = expected.split()
    ours = words(answer, most=len(theirs))
    is_right = checker_for(spec if spec.kind is CheckerKind.FLOAT else CheckerSpec(), values=False)
    shared = min(len(ours), len(theirs))
    if len(ours) == len(theirs) or not is_right(b" ".join(ours[:shared]), b" ".join(theirs[:shared])):
        return WrongReason.DIFFERENT
    return WrongReason.MISSING_OUTPUT if shared == len(ours) else WrongReason.EXTRA_OUTPUT


def _lines_reason(answer: bytes, expected: bytes) -> WrongReason:
    wanted = Counter(line.strip() for line in expected.splitlines() if line.strip())
    if is_too_long(answer, expected, to_spare=_LENGTH_TO_SPARE):
        return WrongReason.EXTRA_OUTPUT
    given = Counter(line.strip() for line in answer.splitlines() if line.strip())
    if given < wanted:
        return WrongReason.MISSING_OUTPUT
    return WrongReason.EXTRA_OUTPUT if given > wanted else WrongReason.DIFFERENT


def _values_reason(answer: bytes, expected: bytes) -> WrongReason:
    """Say why an encoded value is wrong that its checker refused."""
    if not answer:
        return WrongReason.MISSING_OUTPUT
    if is_too_long(answer, expected):
        return WrongReason.EXTRA_OUTPUT
    return WrongReason.DIFFERENT if _is_encoded(answer) else WrongReason.NOT_ENCODABLE


def _is_encoded(answer: bytes) -> bool:
    try:
        encoding.canonical(answer)
    except encoding.EncodingError:
        return False
    return True
