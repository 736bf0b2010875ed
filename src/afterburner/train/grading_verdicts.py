"""Verdicts of programs, each found once: by a judge in the sandbox, early if somebody says early what will be asked.

A program that fails costs the tests up to its first failure, and an endless one its problem's limit. A verdict says who is to
blame: where the machine failed twice there is none (``Fault``), and the next one who asks has it tried again. How a run ends
whose process somebody else killed looks like a program's own doing: such a verdict is believed when it comes twice.
"""

import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from afterburner.core.errors import (
    AfterburnerError,
    CancelledRunError,
    CheckerError,
    DataError,
    IsolationError,
    SandboxError,
    UsageError,
)
from afterburner.core.execution import Execution
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Status, Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.train.grading_lending import Lending
from afterburner.train.grading_queue import Rank, Ticket, WorkQueue

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_MOST_KEPT = 200_000
"""Verdicts: about 100 MB."""

_VERDICT_ONLY = Effort(repeats=0, sample_hz=200.0, seed=0)
"""Limits are enforced when memory is sampled: within 5 ms here, at a fifth of the usual watching."""

TRIES = 2
"""Of a verdict and of a group's measuring, each on a worker of its own, before the machine's failure is accepted."""

CANCELLED = "cancelled: the grader, or its pool, was closed"

_KILLED = frozenset({"sandbox_attacked", "signal:SIGKILL"})
"""Reasons of failures that a program has when a process of it, or of its cell, is killed from outside."""
_COMPUTING = 0.1
"""A program that uses this share of its wall limit for computing was not asleep: others kept the processor from it."""

Key = tuple[str, str]
"""The problem's id and the digest of language and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one program."""

    verdict: Verdict
    reason: str | None
    """Of its failure, machine-readable; None: it is accepted."""
    judging_s: float
    """Wall seconds of a worker that the verdict took."""
    program_cpu_s: float
    """CPU seconds of the program's own runs for it."""

    @property
    def is_correct(self) -> bool:
        """Whether the program passes all tests."""
        return self.verdict is Verdict.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why the machine could not say anything."""

    reason: str


class Verdicts:
    """Finds and keeps verdicts; every method is safe in every thread."""

    def __init__(self, queue: WorkQueue, lending: Lending) -> None:
        self._queue = queue
        self._lending = lending
        self._kept: OrderedDict[Key, Ticket[Known | Fault]] = OrderedDict()
        self._unpaid: set[Key] = set()
        """Those that nobody has asked for yet."""
        self._lock = threading.Lock()
        self.program_cpu_s = 0.0
        """CPU seconds of programs' runs for all verdicts so far."""

    def begin(
        self, problem: Problem, solution: Solution, *, rank: Rank, then: Callable[[Known], None] | None = None
    ) -> Ticket[Known | Fault]:
        """Return the ticket of a verdict: the one that there is, hurried to ``rank``, or a new one, which ``then`` follows."""
        key = (problem.id, solution.digest)
        with self._lock:
            ticket = self._kept.get(key)
            if ticket is None or ticket.future.cancelled():
                ticket = self._queue.submit(lambda: self._found(problem, solution, then), rank=rank)
                self._kept[key] = ticket
                self._unpaid.add(key)
                self._forget_oldest()
            else:
                self._kept.move_to_end(key)
                self._queue.hurry(ticket, rank=rank)
        return ticket

    def is_first(self, problem: Problem, solution: Solution) -> bool:
        """Tell whether nobody has asked this before of that verdict: who does has its cost to bear."""
        key = (problem.id, solution.digest)
        with self._lock:
            first = key in self._unpaid
            self._unpaid.discard(key)
        return first

    def forget(self, problem: Problem, solution: Solution) -> None:
        """Have the verdict found anew when it is asked for again."""
        with self._lock:
            self._kept.pop((problem.id, solution.digest), None)

    def correct(self, problem: Problem, solution: Solution, *, verdict: Verdict, reason: str | None) -> None:
        """Replace what is known of a program that was accepted, and failed while it was measured."""
        with self._lock:
            ticket = self._kept.get((problem.id, solution.digest))
            known = ticket.future.result() if ticket is not None and ticket.future.done() else None
            if isinstance(known, Known):
                again: Ticket[Known | Fault] = Ticket(lambda: known)
                again.future.set_result(replace(known, verdict=verdict, reason=reason))
                self._kept[problem.id, solution.digest] = again

    def _forget_oldest(self) -> None:
        while len(self._kept) > _MOST_KEPT:
            key, _ticket = self._kept.popitem(last=False)
            self._unpaid.discard(key)

    def _found(self, problem: Problem, solution: Solution, then: Callable[[Known], None] | None) -> Known | Fault:
        found = with_retries(problem, lambda is_last: self._judged(problem, solution, is_last=is_last))
        if isinstance(found, Known) and then is not None:
            then(found)
        return found

    def _judged(self, problem: Problem, solution: Solution, *, is_last: bool) -> Known:
        program = problem.program(solution)
        began_s = time.monotonic()
        with self._lending.lend(program) as lent:
            try:
                judgement = Judge(lent).judge(problem, solution, effort=_VERDICT_ONLY)
            finally:
                with self._lock:
                    self.program_cpu_s += lent.cpu_s.get(program, 0.0)
        reason = judgement.failure.reason if judgement.failure else None
        check_whose_fault(reason, lent.last, is_last=is_last)
        return Known(
            verdict=judgement.verdict,
            reason=reason,
            judging_s=time.monotonic() - began_s,
            program_cpu_s=lent.cpu_s.get(program, 0.0),
        )


def check_whose_fault(reason: str | None, seen: Execution | None, *, is_last: bool) -> None:
    """Go on only if ``reason``, why the run ``seen`` failed, is the program's own; ``is_last``: there will be no further try.

    Raises:
        SandboxError: it may be the machine's. A program that was killed is believed to have done it at the last try; one
            that was computing, and did not get the processor within its wall limit, never is.

    """
    if reason in _KILLED and not is_last:
        raise SandboxError(f"a run was ended from outside: {reason}")
    if seen is None or seen.status is not Status.WALL_LIMIT_EXCEEDED:
        return
    if (seen.cpu_s or 0.0) > _COMPUTING * (seen.wall_s or math.inf):
        raise SandboxError(f"a run got {seen.cpu_s:.2f} s of the processor in {seen.wall_s:.1f} s: others took it")


def with_retries(problem: Problem, attempt: Callable[[bool], _Result]) -> _Result | Fault:
    """Return what ``attempt`` returns, made again where the machine failed; it is told whether it is the last one.

    Raises:
        DataError: the problem's checker, generator or oracle fails; the message names the problem.
        UsageError: something else that the user must mend, for instance a language that is not installed.

    """
    reason = ""
    for left in reversed(range(TRIES)):
        try:
            return attempt(left == 0)
        except CancelledRunError:
            return Fault(reason=CANCELLED)
        except IsolationError as error:
            raise UsageError(error.message, hint=error.hint) from error
        except SandboxError as error:
            reason = error.message.partition("\n")[0]
            _log.warning("problem %s: the machine failed: %s", problem.id, reason)
        except CheckerError as error:
            raise DataError(_named(problem, error), hint=error.hint) from error
        except UsageError as error:
            raise type(error)(_named(problem, error), hint=error.hint) from error
    return Fault(reason=f"the machine failed {TRIES} times: {reason}")


def _named(problem: Problem, error: AfterburnerError) -> str:
    return error.message if problem.id in error.message else f"problem {problem.id}: {error.message}"
