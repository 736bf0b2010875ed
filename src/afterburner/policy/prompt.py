"""What a language model is asked, and the form of its answer: pure texts, the same for training and for the loop.

    ask(problem, language="python", objective=Objective.TIME, seed=None)      a solution from nothing
    ask(..., seed=Measured(solution=..., verdict=Verdict.WRONG_ANSWER))       a correct one first of all
    ask(..., seed=accepted, history=[older, newer])                           a better one, by another way
    reply("Two heaps keep the middle.", Solution(code="..."))

Source: the prompts of the paper (arXiv 2505.23387, appendix): the problem, the present code, its measured numbers and the
objective go in; ``<thinking>`` and ``<solution>`` come out. Ours differ on purpose: every number carries its unit and its
interval, missing ones are left out rather than said to be 0, and private tests are never shown (``prompt_failure``).
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterburner.core import units
from afterburner.core.attempt import Failure
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.policy.prompt_failure import failing
from afterburner.policy.prompt_task import fenced, form, task

_GOALS = {
    Objective.TIME: "as little CPU time as possible",
    Objective.MEMORY: "as little peak memory as possible",
    Objective.INTEGRAL: "the smallest integral of memory over CPU time",
}
_NAMES = {
    Quantity.CPU_S: "CPU time",
    Quantity.PEAK_BYTES: "peak memory",
    Quantity.INTEGRAL_BYTE_S: "integral of memory over CPU time",
}
_MOST_HISTORY_CHARACTERS = 12_000
"""Of all code in the history together: some 4000 tokens, half of what a reply may take."""
_MOST_NOTE_CHARACTERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A solution, and what is known of it."""

    solution: Solution
    verdict: Verdict
    measurement: Measurement | None = None
    growth: str | None = None
    """How its cost grows, in words (``Complexity.sentence``); None: it is not said."""
    failure: Failure | None = None
    """What it fails on; None where it is accepted, or nobody knows."""
    note: str = ""
    """What was changed to come to it; empty: it is not said."""


class Part(StrEnum):
    """What can be left out of a prompt: the paper's ablations."""

    FEEDBACK = "feedback"
    """Verdicts, measured numbers and growth, of the seed and in the history."""
    ORIGINAL = "original"
    """The seed's code."""


def ask(
    problem: Problem,
    *,
    language: str,
    objective: Objective,
    seed: Measured | None,
    history: Sequence[Measured] = (),
    without: frozenset[Part] = frozenset(),
) -> str:
    """Return the prompt for a program in ``language`` that is better than ``seed``; None: there is nothing yet.

    ``history`` is what was tried before, oldest first; the seed in it is passed over, for it is shown already. Without
    both parts nothing but the task is left: the prompt is that of ``direct``.
    """
    if without >= frozenset(Part):
        return direct(problem, language=language, objective=objective)
    has_feedback = Part.FEEDBACK not in without
    parts = [task(problem, language)]
    if seed is not None:
        parts += _present(problem, seed, without)
    parts += _history(problem, _others(history, seed), has_feedback=has_feedback)
    return "\n\n".join([*parts, _goal(language, objective, seed, has_feedback=has_feedback), form(language)])


def direct(problem: Problem, *, language: str, objective: Objective) -> str:
    """Return the prompt for a solution from nothing."""
    return ask(problem, language=language, objective=objective, seed=None)


def refinement(problem: Problem, seed: Measured, *, objective: Objective) -> str:
    """Return the prompt for something better than ``seed``, in its language."""
    return ask(problem, language=seed.solution.language, objective=objective, seed=seed)


def feedback(seed: Measured) -> str:
    """Return what was measured of ``seed``, a line a quantity."""
    lines = [f"Verdict: {seed.verdict.value}"]
    if seed.measurement is not None:
        estimates = seed.measurement.quantities
        for quantity, name in _NAMES.items():
            if quantity in estimates:
                value, low, high = (
                    units.amount(quantity, number)
                    for number in (estimates[quantity].estimate, estimates[quantity].low, estimates[quantity].high)
                )
                lines.append(f"{name}: {value} (95 % interval {low} to {high})")
    if seed.growth is not None:
        lines.append(seed.growth)
    return "\n".join(lines)


def reply(thinking: str, solution: Solution) -> str:
    """Return an answer in the form that prompts ask for; ``policy.reply.parse`` reads it."""
    code = fenced(solution.code.rstrip(), solution.language)
    return f"<thinking>\n{thinking.strip()}\n</thinking>\n<solution>\n{code}\n</solution>"


def _goal(language: str, objective: Objective, seed: Measured | None, *, has_feedback: bool) -> str:
    aim = f"takes {_GOALS[objective]}"
    if seed is None:
        return f"Write a solution in {language} that {aim}."
    if not has_feedback:  # "the same answers" would say that the seed's are right
        return f"Write a correct solution in {language} that {aim}."
    if seed.verdict is Verdict.ACCEPTED:
        return f"Write a solution in {language} that gives the same answers and {aim}."
    return (
        f"Write a correct solution in {language}: it must give the right answer on every input that the task allows, "
        f"within the limits. Then it counts that it {aim}."
    )


def _present(problem: Problem, seed: Measured, without: frozenset[Part]) -> Iterator[str]:
    if Part.ORIGINAL not in without:
        code = fenced(seed.solution.code.rstrip(), seed.solution.language)
        yield f"The present solution:\n{code}"
    if Part.FEEDBACK not in without:
        known = _known(problem, seed)
        yield known if Part.ORIGINAL not in without else f"There is a solution; it is not shown.\n{known}"


def _known(problem: Problem, one: Measured) -> str:
    if one.verdict is Verdict.ACCEPTED:
        return feedback(one)
    return failing(problem, one.verdict, one.failure)


def _others(history: Sequence[Measured], seed: Measured | None) -> list[Measured]:
    if seed is None:
        return list(history)
    return [one for one in history if _content(one.solution) != _content(seed.solution)]


def _content(solution: Solution) -> tuple[str, str]:
    return solution.language, solution.code.rstrip()


def _history(problem: Problem, tried: Sequence[Measured], *, has_feedback: bool) -> Iterator[str]:
    shown = _with_code(tried)
    texts = []
    for place, one in enumerate(tried):
        lines = [_known(problem, one)] if has_feedback else []
        if one.note.strip():
            lines.append(f"Changed: {textwrap.shorten(one.note, _MOST_NOTE_CHARACTERS, placeholder=' ...')}")
        if place in shown:
            lines.append(fenced(one.solution.code.rstrip(), one.solution.language))
        if lines:
            texts.append("\n".join([f"Attempt {place + 1}:", *lines]))
    if texts:
        yield "This was tried before, the oldest first:"
        yield from texts
        yield "Try something different from all of them."


def _with_code(tried: Sequence[Measured]) -> set[int]:
    """Return the places whose code is shown: from the newest back until there is no room any more."""
    room, shown = _MOST_HISTORY_CHARACTERS, set()
    for place in reversed(range(len(tried))):
        room -= len(tried[place].solution.code.rstrip())
        if room < 0:
            break
        if tried[place].solution.code.strip():
            shown.add(place)
    return shown
