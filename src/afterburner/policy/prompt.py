"""What a language model is asked, and the form of its answer: pure texts, the same for training and for the loop.

    direct(problem, language="python", objective=Objective.TIME)
    refinement(problem, Measured(solution=seed, verdict=..., measurement=...), objective=Objective.TIME)
    reply("Two heaps keep the middle.", Solution(code="..."))

Source: the prompts of the paper (arXiv 2505.23387, appendix): the problem, the present code, its measured numbers and the
objective go in; ``<thinking>`` and ``<solution>`` come out. Ours differ on purpose: every number carries its unit and its
interval, missing ones are left out rather than said to be 0, and private tests are never shown.
"""

import re
from dataclasses import dataclass

from afterburner.core import encoding, units
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem, Solution, Test, Visibility
from afterburner.core.status import Verdict

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
_MOST_EXAMPLES = 3
_MOST_EXAMPLE_BYTES = 400
_FORM = """Answer in this form and no other:
<thinking>
what is slow or large, and what you change
</thinking>
<solution>
```{language}
the whole program
```
</solution>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A solution, and what is known of it."""

    solution: Solution
    verdict: Verdict
    measurement: Measurement | None = None
    growth: str | None = None
    """How its cost grows, in words (``Complexity.sentence``); None: it is not said."""


def direct(problem: Problem, *, language: str, objective: Objective) -> str:
    """Return the prompt for a solution from nothing."""
    return "\n\n".join(
        [_task(problem, language), f"Write a solution in {language} that takes {_GOALS[objective]}.", _form(language)]
    )


def refinement(problem: Problem, seed: Measured, *, objective: Objective) -> str:
    """Return the prompt for something better than ``seed``, with its measured numbers."""
    language = seed.solution.language
    goal = f"Write a solution in {language} that gives the same answers and takes {_GOALS[objective]}."
    code = f"The present solution:\n{_fenced(seed.solution.code.rstrip(), language)}"
    return "\n\n".join([_task(problem, language), code, feedback(seed), goal, _form(language)])


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
    """Return an answer in the form that prompts ask for."""
    code = _fenced(solution.code.rstrip(), solution.language)
    return f"<thinking>\n{thinking.strip()}\n</thinking>\n<solution>\n{code}\n</solution>"


def _fenced(code: str, language: str) -> str:
    # A fence is longer than any in the code: programs may hold Markdown.
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code) or [""]))
    return f"{fence}{language}\n{code}\n{fence}"


def _form(language: str) -> str:
    return _FORM.format(language=language)


def _task(problem: Problem, language: str) -> str:
    parts = [problem.statement.strip()]
    if problem.entry_point is not None:
        parts.append(f"Define `{problem.signature or problem.entry_point}`; it is called with the input as arguments.")
    driver = problem.driver(language)
    starter = driver.starter if driver is not None else problem.starter if language == "python" else ""
    if starter.strip():
        parts.append(f"It begins like this:\n{_fenced(starter.strip(), language)}")
    examples = [_example(problem, test) for test in problem.tests if _is_shown(test)][:_MOST_EXAMPLES]
    return "\n\n".join([*parts, *examples])


def _is_shown(test: Test) -> bool:
    return test.visibility is Visibility.PUBLIC and len(test.input) + len(test.expected) <= _MOST_EXAMPLE_BYTES


def _example(problem: Problem, test: Test) -> str:
    if problem.entry_point is None:
        return f"Input:\n{_text(test.input)}\nOutput:\n{_text(test.expected)}"
    return f"Arguments: {encoding.decode(test.input)!r}\nResult: {encoding.decode(test.expected)!r}"


def _text(data: bytes) -> str:
    return data.decode(errors="replace").rstrip("\n")
