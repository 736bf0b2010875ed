"""Generators and drivers that a problem lacks, written by somebody who answers prompts: a language model, or a script.

Source: the paper lets a model write test case generators and drivers (arXiv 2505.23387). Deliberate difference: what it
writes is tried before it is used. A generator has to make the same inputs twice, and most solutions have to agree on them; a
driver has to make the problem's own solutions right on the problem's own tests. What fails is asked for again with the error,
three times in all. The prompts are the files in ``prompts/``.
"""

import hashlib
import json
import re
import threading
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

from afterburner.core import encoding
from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import PLACEHOLDER, Driver, Problem, Purpose, Solution, Test, Visibility
from afterburner.dataset.building.agreement import agreed
from afterburner.dataset.building.inputs import MadeInput, UnfitGeneratorError, made_twice
from afterburner.dataset.building.plan import Built, Quarantined
from afterburner.judge.answers import Examiner
from afterburner.sandbox.port import Sandbox

TRIES = 3
_TRIED_SIZES = (1, 10, 64, 128)
_FENCED = re.compile(r"(?P<fence>`{3,}|~{3,})[^\n`]*\n(?P<code>.*?)\n?(?P=fence)", re.DOTALL)
_MOST_EXAMPLE_BYTES = 300


class Author(Protocol):
    """Answers prompts; safe in every thread."""

    def complete(self, prompt: str) -> str:
        """Return the answer.

        Raises:
            UsageError: there is none to be had.

        """
        ...


class ScriptedAuthor:
    """Answers from a file of JSON lines: ``{"reply": ...}`` in their order, or by ``prompt_digest`` (see ``digest_of``)."""

    def __init__(self, path: Path) -> None:
        """Read the replies.

        Raises:
            DataError: the file can't be read, or a line is no reply; the message names it.

        """
        self._path = path
        self._lock = threading.Lock()
        self._by_digest: dict[str, str] = {}
        self._in_order: list[str] = []
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path} can't be read: {error}", hint='give JSON lines like {"reply": "..."}') from error
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self._take(number, line)

    def complete(self, prompt: str) -> str:
        """Return the reply kept for this prompt, else the next one.

        Raises:
            UsageError: none is left.

        """
        known = self._by_digest.get(digest_of(prompt))
        if known is not None:
            return known
        with self._lock:
            if not self._in_order:
                raise UsageError(f"{self._path} has no reply left", hint="give a reply for each prompt")
            return self._in_order.pop(0)

    def _take(self, number: int, line: str) -> None:
        try:
            record = json.loads(line)
            reply = record["reply"]
        except (ValueError, KeyError, TypeError) as error:
            hint = 'each line is an object like {"reply": "..."}'
            raise DataError(f"{self._path}, line {number} is no reply: {error!r}", hint=hint) from error
        digest = record.get("prompt_digest")
        if digest is None:
            self._in_order.append(str(reply))
        else:
            self._by_digest[str(digest)] = str(reply)


def digest_of(prompt: str) -> str:
    """Return the name of a prompt in a file of replies."""
    return hashlib.sha256(prompt.encode(errors="surrogatepass")).hexdigest()[:16]


def author_named(name: str) -> Author:
    """Return the author of this name: ``scripted:FILE``.

    Raises:
        UsageError: there is none.
        DataError: its file can't be used.

    """
    kind, _, rest = name.partition(":")
    if kind != "scripted" or not rest:
        raise UsageError(
            f"there is no author {name!r:.80}",
            hint="give scripted:FILE, a file of JSON lines with replies, or openai:MODEL, hf:MODEL, vllm:MODEL",
        )
    return ScriptedAuthor(Path(rest))


def authored(problem: Problem, author: Author, sandbox: Sandbox) -> Built:
    """Return ``problem`` with the generator and the drivers that it lacked, as far as the author could write them.

    Raises:
        UsageError: the author has no answer.
        SandboxError, CheckerError: nothing was decided.

    """
    notes: list[str] = []
    for language in _without_driver(problem):
        problem = _with_driver(problem, language, author, sandbox, notes)
    if problem.generator is None:
        problem = _with_generator(problem, author, sandbox, notes)
    return Built(problem=problem, notes=tuple(notes))


def _without_driver(problem: Problem) -> list[str]:
    if problem.entry_point is None:
        return []
    languages = {reference.solution.language for reference in problem.references} - {"python"}
    return sorted(language for language in languages if problem.driver(language) is None)


def _with_generator(problem: Problem, author: Author, sandbox: Sandbox, notes: list[str]) -> Problem:
    mistake = ""
    for number in range(1, TRIES + 1):
        prompt = _prompt("generator", problem, mistake, returns=_returned(problem))
        code = fenced(author.complete(prompt))
        mistake = "there was no fenced block" if code is None else _fault_of_generator(problem, code, sandbox)
        if code is not None and not mistake:
            notes.append(f"the generator was written by the author, in try {number}")
            return replace(problem, generator=code)
    notes.append(f"no generator: the author's last one failed: {mistake}")
    return problem


def _fault_of_generator(problem: Problem, code: str, sandbox: Sandbox) -> str:
    """Say what is wrong with a generator; empty where nothing is."""
    tried = replace(problem, generator=code)
    try:
        made = [
            MadeInput(name=f"size-{size}", data=made_twice(tried, size, size, sandbox), purpose=Purpose.CORRECTNESS)
            for size in _TRIED_SIZES
        ]
    except UnfitGeneratorError as error:
        return error.detail
    outcome = agreed(tried, made, sandbox)
    if isinstance(outcome, Quarantined):
        return f"the problem's own solutions can't use its inputs: {outcome.detail}"
    lost = {one.name for one in problem.references} - {one.name for one in outcome.problem.references}
    return f"solutions fail on its inputs: {', '.join(sorted(lost))}" if len(lost) * 2 > len(problem.references) else ""


def _with_driver(problem: Problem, language: str, author: Author, sandbox: Sandbox, notes: list[str]) -> Problem:
    shown = problem.references_in(language)[0].solution.code
    mistake = ""
    for number in range(1, TRIES + 1):
        prompt = _prompt("driver", problem, mistake, language=language, solution=shown, placeholder=PLACEHOLDER)
        template = fenced(author.complete(prompt))
        tried = _tried_driver(problem, language, template, sandbox)
        if isinstance(tried, Problem):
            notes.append(f"the driver for {language} was written by the author, in try {number}")
            return tried
        mistake = tried
    notes.append(f"no driver for {language}: the author's last one failed: {mistake}; its solutions are left out")
    kept = tuple(one for one in problem.references if one.solution.language != language)
    return replace(problem, references=kept)


def _tried_driver(problem: Problem, language: str, template: str | None, sandbox: Sandbox) -> Problem | str:
    """Return the problem with the driver, or what is wrong with it."""
    if template is None:
        return "there was no fenced block"
    try:
        made = replace(problem, drivers=(*problem.drivers, Driver(language=language, template=template)))
    except UsageError as error:
        return error.message
    faults = [_first_fault(made, reference.solution, sandbox) for reference in made.references_in(language)]
    return made if None in faults else str(faults[0])


def _first_fault(problem: Problem, solution: Solution, sandbox: Sandbox) -> str | None:
    examiner = Examiner(problem, solution, sandbox)
    for test in problem.tests:
        seen = sandbox.execute(problem.program(solution), test.input, limits=problem.limits)
        failure = examiner.failure(test, seen)
        if failure is not None:
            return f"{failure.verdict} on test {test.name}: {failure.detail[:300]}"
    return None


def fenced(reply: str) -> str | None:
    """Return the code of the last fenced block of ``reply``; None where there is none."""
    found = [match.group("code") for match in _FENCED.finditer(reply)]
    return found[-1].rstrip() + "\n" if found and found[-1].strip() else None


def _prompt(name: str, problem: Problem, mistake: str, **words: str) -> str:
    interface = "Solutions are whole programs: they read standard input and write standard output."
    if problem.entry_point is not None:
        interface = f"A solution is a function that is called: `{problem.signature or problem.entry_point}`."
    said = f"\nYour last answer failed: {mistake}\n" if mistake else ""
    return _template(name).format(
        statement=problem.statement.strip(), interface=interface, examples=_examples(problem), mistake=said, **words
    )


def _returned(problem: Problem) -> str:
    return "the standard input as one string" if problem.entry_point is None else "the list of arguments"


def _examples(problem: Problem) -> str:
    small = [test for test in problem.tests if len(test.input) + len(test.expected) <= _MOST_EXAMPLE_BYTES]
    shown = [test for test in small if test.visibility is Visibility.PUBLIC] or small
    return "\n\n".join(_example(problem, test) for test in shown[:3]) or "(no examples)"


def _example(problem: Problem, test: Test) -> str:
    if problem.entry_point is None:
        return f"Input:\n{test.input.decode(errors='replace')}\nOutput:\n{test.expected.decode(errors='replace')}"
    return f"Arguments: {encoding.decode(test.input)!r}\nResult: {encoding.decode(test.expected)!r}"


@cache
def _template(name: str) -> str:
    return (resources.files(__package__) / "prompts" / f"{name}.txt").read_text("utf-8")
