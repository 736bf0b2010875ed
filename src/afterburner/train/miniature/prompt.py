"""What the model of the miniature is asked, in few words: the same three requests as in the real prompt.

    text = ask(task, Goal.of(objective), seed=None)                     a program from nothing
    text = ask(task, objective, seed=Seen(code, feedback))              a better one
    text = ask(task, objective, seed=seed, without={Part.FEEDBACK})     the ablations

The answer has the form of ``policy.prompt.reply``, so that everything that reads replies reads these.
"""

from dataclasses import dataclass

from afterburner.core.objective import Objective
from afterburner.core.problem import Solution
from afterburner.policy.prompt import Part, reply
from afterburner.train.miniature.tasks import Task, Ways, program, statement

_MOST_BUCKET = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """A program and what is known of it."""

    code: str
    feedback: str
    """As ``passed`` or ``failed`` returns it."""


def passed(times_least: float) -> str:
    """Return the feedback on a correct program that costs so many times the least known cost: to the power of two."""
    bucket = 0
    while bucket < _MOST_BUCKET and times_least >= 1.5 * 2**bucket:
        bucket += 1
    return f"correct, cost {2**bucket}"


def failed(verdict: str) -> str:
    """Return the feedback on a program that is not correct."""
    return verdict.replace("_", " ")


def ask(task: Task, objective: Objective, *, seed: Seen | None, without: frozenset[Part] = frozenset()) -> str:
    """Return the request: the task, what there is, and the goal."""
    text = f"{statement(task)}\n"
    if seed is not None and Part.ORIGINAL not in without:
        text += seed.code
    if seed is not None and Part.FEEDBACK not in without:
        text += f"{seed.feedback}\n"
    return f"{text}least {objective.value}\n"


def answer(task: Task, ways: Ways) -> str:
    """Return the reply: the ways as thoughts, then the program."""
    return reply("\n".join(ways), Solution(code=program(task, ways)))
