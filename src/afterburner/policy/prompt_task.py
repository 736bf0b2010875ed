"""The parts of a prompt that hang on the problem alone: the task, its public examples, and the form of an answer."""

import re

from afterburner.core import encoding
from afterburner.core.problem import Problem, Test, Visibility

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


def task(problem: Problem, language: str) -> str:
    """Return what is to be solved: the statement, how the program is called, what it begins with, public examples."""
    parts = [problem.statement.strip()]
    if problem.entry_point is not None:
        parts.append(f"Define `{problem.signature or problem.entry_point}`; it is called with the input as arguments.")
    driver = problem.driver(language)
    starter = driver.starter if driver is not None else problem.starter if language == "python" else ""
    if starter.strip():
        parts.append(f"It begins like this:\n{fenced(starter.strip(), language)}")
    examples = [example(problem, test) for test in problem.tests if is_shown(test)][:_MOST_EXAMPLES]
    return "\n\n".join([*parts, *examples])


def form(language: str) -> str:
    """Return what an answer must look like."""
    return _FORM.format(language=language)


def fence_of(code: str) -> str:
    """Return the backticks to put around ``code``: more than any in it, for programs may hold Markdown."""
    return "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code) or [""]))


def fenced(code: str, language: str) -> str:
    """Return ``code`` between fences, as it is."""
    fence = fence_of(code)
    return f"{fence}{language}\n{code}\n{fence}"


def is_shown(test: Test) -> bool:
    """Tell whether a prompt may hold ``test``: it is public, and short."""
    return test.visibility is Visibility.PUBLIC and len(test.input) + len(test.expected) <= _MOST_EXAMPLE_BYTES


def example(problem: Problem, test: Test) -> str:
    """Return what goes in and what is expected; only for tests that may be shown."""
    if problem.entry_point is None:
        return f"Input:\n{_text(test.input)}\nOutput:\n{_text(test.expected)}"
    return f"Arguments: {encoding.decode(test.input)!r}\nResult: {encoding.decode(test.expected)!r}"


def _text(data: bytes) -> str:
    return data.decode(errors="replace").rstrip("\n")
