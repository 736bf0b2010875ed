"""How a solution fails, in words: everything on a public test, and on a private one nothing that could tell of the test.

    failing(problem, Verdict.WRONG_ANSWER, failure)
    'It gives a wrong answer on a hidden test: the answer is missing, or ends too early.'

Covered: name, input, expected answer and detail of a private test, and whatever a program could say by its exit code.
Not covered: the verdict itself, and the kind of reason; a policy needs them to repair anything.
"""

from afterburner.core.attempt import Failure
from afterburner.core.problem import Problem, Test, Visibility
from afterburner.core.status import Verdict, WrongReason
from afterburner.policy.prompt_task import example, fenced, is_shown

_VERDICTS = {
    Verdict.ACCEPTED: "It is correct",
    Verdict.WRONG_ANSWER: "It gives a wrong answer",
    Verdict.RUNTIME_ERROR: "It ends with an error",
    Verdict.TIME_LIMIT_EXCEEDED: "It takes more CPU time than is allowed",
    Verdict.WALL_LIMIT_EXCEEDED: "It sleeps or waits for longer than is allowed",
    Verdict.MEMORY_LIMIT_EXCEEDED: "It takes more memory than is allowed",
    Verdict.OUTPUT_LIMIT_EXCEEDED: "It writes more output than is allowed",
    Verdict.SECURITY_VIOLATION: "It does what the sandbox forbids",
    Verdict.COMPILE_ERROR: "It does not compile",
}
_REASONS = {
    WrongReason.DIFFERENT.value: "the answer is not the expected one",
    WrongReason.MISSING_OUTPUT.value: "the answer is missing, or ends too early",
    WrongReason.EXTRA_OUTPUT.value: "more follows after the expected answer",
    WrongReason.NOT_ENCODABLE.value: "what it returns is not plain data",
    WrongReason.FRESH_INPUT.value: "the input was made afresh, and the answer to it is not right",
    WrongReason.CHECKER.value: "the problem's checker refuses the answer",
    "no_result": "the program ended before the function returned",
    "runtime:memory": "its runtime found no memory any more",
    "syntax_error": "the syntax is wrong",
    "compile_time_limit": "the compiler takes too long",
    "compile_memory_limit": "the compiler takes too much memory",
    "compiler_output": "the compiler writes too much",
    "artefact:not_a_program": "what is compiled is no program, it may have no main function",
}
"""Those that say more than the verdict does."""
_SIGNALS = {
    "signal:SIGSEGV": "it touches memory that is not its own, or its stack is full",
    "signal:SIGABRT": "it aborts",
    "signal:SIGFPE": "its arithmetic fails, for instance a division by zero",
    "signal:SIGSYS": "it asks the system for what is forbidden",
}


def failing(problem: Problem, verdict: Verdict, failure: Failure | None) -> str:
    """Return how a solution with ``verdict`` fails: a sentence, and for a public test the test and the detail as well."""
    words = _VERDICTS[verdict]
    if failure is None:
        return f"{words}."
    is_public = _is_public(problem, failure)
    shown = _shown(problem, failure) if is_public else None
    if verdict is not Verdict.COMPILE_ERROR:  # no test has a part in it
        words += " on this test" if shown else " on a public test" if is_public else " on a hidden test"
    reason = _reason(failure.reason, is_public=is_public)
    parts = [f"{words}: {reason}." if reason else f"{words}."]
    if shown is not None and verdict is not Verdict.COMPILE_ERROR:
        parts.append(example(problem, shown))
    if is_public and failure.detail.strip():
        parts.append(f"What is known of it:\n{fenced(failure.detail.strip(), 'text')}")
    return "\n".join(parts)


def _is_public(problem: Problem, failure: Failure) -> bool:
    if failure.verdict is Verdict.COMPILE_ERROR:  # what a compiler says is about the program alone
        return failure.visibility is Visibility.PUBLIC
    # Both must say so: a record may be older than the problem.
    named = [test for test in problem.tests if test.name == failure.test]
    return failure.visibility is Visibility.PUBLIC and all(test.visibility is Visibility.PUBLIC for test in named)


def _shown(problem: Problem, failure: Failure) -> Test | None:
    if failure.reason == WrongReason.FRESH_INPUT:  # then it is not the input of the test with this name
        return None
    return next((test for test in problem.tests if test.name == failure.test and is_shown(test)), None)


def _reason(reason: str | None, *, is_public: bool) -> str | None:
    """Return a reason in words; None where it says nothing, or might say what a program has read in a private test."""
    if reason is None:
        return None
    known = _REASONS.get(reason) or _SIGNALS.get(reason)
    if known is not None or not reason.startswith(("exit_code:", "signal:")):
        return known
    if not is_public:
        return "its exit code is not 0" if reason.startswith("exit_code:") else "a signal ended it"
    kind, _, value = reason.partition(":")
    return f"its exit code is {value}" if kind == "exit_code" else f"the signal {value} ended it"
