"""MBPP: Python functions with three asserts and a solution each; the function is the one that the asserts call."""

import ast
from collections.abc import Mapping

from afterburner.core.problem import Problem, Reference, Solution
from afterburner.dataset.sources.evaluators import function_names, parsed
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import checker_of
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.dataset.sources.traced import traced_calls
from afterburner.sandbox.port import Sandbox


def _recognises(record: Mapping[str, object]) -> bool:
    names = set(record)
    # COFFE's records have these fields too, and more.
    return (
        {"task_id", "code", "test_list"} <= names and bool({"text", "prompt"} & names) and "final_prompt" not in names
    )


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    code = fields.text("code").replace("\r\n", "\n")
    asserts = _texts(fields, "test_list") + _texts(fields, "challenge_test_list")
    before = [*_texts(fields, "test_imports"), fields.text("test_setup_code", "")]
    entry_point = _called(code, asserts)
    test = "\n".join([*before, *asserts])
    traced = traced_calls(sandbox, solution=code, test=test, entry_point=entry_point)
    tests = tests_of(traced)
    problem = Problem(
        id=f"mbpp/{fields.name('task_id')}",
        title=entry_point,
        statement=f"{fields.text('text', '') or fields.text('prompt')}\nThe function is called {entry_point}.",
        tests=tests,
        entry_point=entry_point,
        checker=checker_of(tests),
        references=(Reference(name="published", idea="The published solution.", solution=Solution(code=code)),),
    )
    return Kept(problem=problem, notes=notes_of(traced))


def _texts(fields: Fields, name: str) -> list[str]:
    if fields.line.value.get(name) is None and name != "test_list":
        return []
    return [text for text in fields.items(name) if isinstance(text, str)]


def _called(code: str, asserts: list[str]) -> str:
    """Return the function of ``code`` that the asserts call: asserts also call ``set``, ``math.isclose`` and the like."""
    defined = set(function_names(code, "its solution"))
    for text in asserts:
        for node in ast.walk(parsed(text, "an assert")):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in defined:
                return node.func.id
    raise Unusable(DropReason.NO_TESTS, "its asserts call no function of its solution")


SOURCE = Source(
    name="mbpp",
    title="MBPP",
    licence="CC-BY-4.0",
    reads="mbpp.jsonl, sanitized-mbpp.json, or hf:google-research-datasets/mbpp",
    read=read_records,
    convert=converter(_kept, id_field="task_id", prefix="mbpp/"),
    recognises=_recognises,
)
