"""How an execution ends, what the judge says, and why an answer is wrong: the closed vocabularies.

An :class:`Execution` ends with a ``Status``; a solution gets a ``Verdict``. Every status but ``ok`` is a verdict
of the same name, so that the mapping stands in one place: :func:`verdict_of`.
"""

from enum import StrEnum


class Status(StrEnum):
    """How one execution ended."""

    OK = "ok"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT_EXCEEDED = "time_limit_exceeded"
    """CPU time of the whole process tree went over the limit."""
    WALL_LIMIT_EXCEEDED = "wall_limit_exceeded"
    """Wall time ran out although the program was not computing: it slept or waited."""
    MEMORY_LIMIT_EXCEEDED = "memory_limit_exceeded"
    OUTPUT_LIMIT_EXCEEDED = "output_limit_exceeded"
    SECURITY_VIOLATION = "security_violation"
    COMPILE_ERROR = "compile_error"


class Verdict(StrEnum):
    """What the judge says of a solution."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT_EXCEEDED = "time_limit_exceeded"
    WALL_LIMIT_EXCEEDED = "wall_limit_exceeded"
    MEMORY_LIMIT_EXCEEDED = "memory_limit_exceeded"
    OUTPUT_LIMIT_EXCEEDED = "output_limit_exceeded"
    SECURITY_VIOLATION = "security_violation"
    COMPILE_ERROR = "compile_error"


def verdict_of(status: Status, *, answer_is_right: bool) -> Verdict:
    """Return the verdict for one test, from how the program ended and whether its answer is right."""
    if status is not Status.OK:
        return Verdict(status.value)
    return Verdict.ACCEPTED if answer_is_right else Verdict.WRONG_ANSWER


class WrongReason(StrEnum):
    """Why an answer is wrong: the reasons that go with ``wrong_answer``."""

    DIFFERENT = "different"
    """Something else than the expected answer; also of another type, or in other white space where that counts."""
    MISSING_OUTPUT = "missing_output"
    """Nothing, or only the beginning of the expected answer."""
    EXTRA_OUTPUT = "extra_output"
    """The expected answer and then more, or far more than could be right."""
    NOT_ENCODABLE = "not_encodable"
    """What came back from a function is not in the encoding of values."""
    FRESH_INPUT = "fresh_input"
    """Right on the problem's own tests, and wrong on an input that was made for this judgement."""
    CHECKER = "checker"
    """The problem's checker program says so."""
