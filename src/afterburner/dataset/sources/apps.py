"""APPS and TACO: problems of contests, most of them whole programs, some of them functions, with solutions in Python.

Tests of functions are settled by running the solutions (``settled``): their outputs are JSON, now and then in a list too many.
Tests of whole programs are taken as they are, and solutions as well: nothing of those runs.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from afterburner.core import encoding
from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.labels import difficulty_of, tags_of
from afterburner.dataset.sources.pairs import each_input_once, stdin_tests
from afterburner.dataset.sources.prelude import IMPORTS
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import Case, Settled, checker_of, settled
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

_MOST_TRIED = 3
"""Solutions that a function's tests are settled with, until one confirms most of them."""
AS_PUBLISHED = "solutions are taken as published: `dataset calibrate` says which of them pass here"


def _recognises(record: Mapping[str, object]) -> bool:
    return {"question", "solutions", "input_output", "starter_code"} <= set(record)


def _kept_apps(fields: Fields, sandbox: Sandbox) -> Kept:
    return _kept(fields, sandbox, name=f"apps/{fields.name('problem_id')}")


def _kept_taco(fields: Fields, sandbox: Sandbox) -> Kept:
    # TACO's records have no id, and few have a name: the statement is what they are known by.
    digest = hashlib.sha256(fields.text("question").encode()).hexdigest()[:12]
    return _kept(fields, sandbox, name=f"taco/{digest}")


def _kept(fields: Fields, sandbox: Sandbox, *, name: str) -> Kept:
    published = fields.mapping("input_output") if fields.text("input_output", "") else {}
    inputs, outputs = published.get("inputs"), published.get("outputs")
    if not isinstance(inputs, list) or not isinstance(outputs, list) or not inputs:
        raise Unusable(DropReason.NO_TESTS, "the field input_output has no inputs and outputs")
    problem = Problem(
        id=name,
        title=fields.text("name", "") or name,
        statement=fields.text("question"),
        tests=(),
        difficulty=difficulty_of(fields.line.value.get("difficulty")),
        tags=tags_of(fields.line.value.get("tags")),
        starter=fields.text("starter_code", ""),
        references=_references(fields),
    )
    function = published.get("fn_name")
    if isinstance(function, str) and function:
        return _function(problem, function, inputs, outputs, sandbox)
    tests = each_input_once(stdin_tests(inputs, outputs, name="test"))
    return Kept(problem=replace(problem, tests=tests), notes=(AS_PUBLISHED,) if problem.references else ())


def _references(fields: Fields) -> tuple[Reference, ...]:
    codes = fields.items("solutions") if fields.line.value.get("solutions") else []
    usable = dict.fromkeys(code for code in codes if isinstance(code, str) and code.strip())
    for code in usable:
        code.encode()  # half of a surrogate pair can't be written down again
    return tuple(
        Reference(name=f"solution-{number}", idea="A published solution.", solution=Solution(code=code))
        for number, code in enumerate(usable, start=1)
    )


def _function(
    problem: Problem, function: str, inputs: Sequence[object], outputs: Sequence[object], sandbox: Sandbox
) -> Kept:
    is_method = "class Solution" in problem.starter or any(
        "class Solution" in r.solution.code for r in problem.references
    )
    entry_point = f"Solution.{function}" if is_method else function
    references = tuple(_complete(reference) for reference in problem.references)
    cases = [
        Case(arguments=encoding.encode(given), wanted=_wanted(wanted))
        for given, wanted in zip(inputs, outputs, strict=False)
        if isinstance(given, list)
    ]
    if not references:
        tests, notes = (
            _unsettled(cases),
            ("functions without a solution: what JSON wrote as lists is expected as lists",),
        )
        return Kept(
            problem=replace(problem, tests=tests, entry_point=entry_point, checker=checker_of(tests)), notes=notes
        )
    best = _most_confirmed(cases, references, entry_point, sandbox)
    problem = replace(
        problem, tests=best.tests, entry_point=entry_point, references=references, checker=checker_of(best.tests)
    )
    return Kept(problem=problem, notes=(*best.notes(), AS_PUBLISHED))


def _complete(reference: Reference) -> Reference:
    return replace(reference, solution=Solution(code=f"{IMPORTS}\n{reference.solution.code}"))


def _wanted(output: object) -> tuple[object, ...]:
    return (output, output[0]) if isinstance(output, list) and len(output) == 1 else (output,)


def _unsettled(cases: Sequence[Case]) -> tuple[Test, ...]:
    tests = tuple(
        Test(name=f"test-{number}", input=case.arguments, expected=encoding.encode(case.wanted[-1]))
        for number, case in enumerate(cases, start=1)
    )
    if not tests:
        raise Unusable(DropReason.NO_TESTS, "its inputs are no lists of arguments")
    return each_input_once(tests)


def _most_confirmed(
    cases: Sequence[Case], references: Sequence[Reference], entry_point: str, sandbox: Sandbox
) -> Settled:
    found: list[Settled] = []
    for reference in references[:_MOST_TRIED]:
        found.append(settled(sandbox, cases, code=reference.solution.code, entry_point=entry_point, name="test"))
        if len(found[-1].tests) * 2 > len(cases):
            break
    best = max(found, key=lambda one: len(one.tests))
    if not best.tests:
        raise Unusable(DropReason.REFERENCE_FAILS, f"none of its first {len(found)} solutions answers as was published")
    return best


SOURCE = Source(
    name="apps",
    title="APPS",
    licence="MIT; statements are those of the contests",
    reads="train.jsonl or test.jsonl, or hf:codeparrot/apps where it is data files",
    read=read_records,
    convert=converter(_kept_apps, id_field="problem_id", prefix="apps/"),
    recognises=lambda record: _recognises(record) and "problem_id" in record,
)
TACO = replace(
    SOURCE,
    name="taco",
    title="TACO",
    licence="Apache-2.0; statements are those of the contests",
    reads="Parquet or JSONL as published, or hf:BAAI/TACO",
    convert=converter(_kept_taco, id_field="name", prefix="taco/"),
    recognises=lambda record: _recognises(record) and "problem_id" not in record,
)
