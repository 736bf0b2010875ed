"""LiveCodeBench: problems of recent contests, whole programs and methods, with public and private tests and no solutions."""

import json
from collections.abc import Mapping, Sequence

from afterburner.core import encoding
from afterburner.core.problem import CheckerSpec, Problem, Test, Visibility
from afterburner.dataset.sources.fields import Fields, Unusable, converter, from_json
from afterburner.dataset.sources.labels import difficulty_of
from afterburner.dataset.sources.pairs import each_input_once, text_of
from afterburner.dataset.sources.pickled_text import packed_text
from afterburner.dataset.sources.prelude import IMPORTS
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import checker_of
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox


def _recognises(record: Mapping[str, object]) -> bool:
    return {"question_title", "question_content", "question_id", "public_test_cases", "private_test_cases"} <= set(
        record
    )


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    del sandbox
    method = _method(fields)
    public = _cases(fields.items("public_test_cases"))
    private = _cases(_private(fields))
    tests = each_input_once((*_tests(public, Visibility.PUBLIC, method), *_tests(private, Visibility.PRIVATE, method)))
    if not tests:
        raise Unusable(DropReason.NO_TESTS, "it has neither public nor private test cases")
    starter = fields.text("starter_code", "")
    is_class = "class Solution" in starter
    problem = Problem(
        id=f"livecodebench/{fields.name('question_id')}",
        title=fields.text("question_title"),
        statement=fields.text("question_content"),
        tests=tests,
        difficulty=difficulty_of(fields.line.value.get("difficulty")),
        tags=tuple(filter(None, [fields.text("platform", "")])),
        entry_point=None if method is None else f"Solution.{method}" if is_class else method,
        checker=CheckerSpec() if method is None else checker_of(tests),
        starter=f"{IMPORTS}\n{starter}" if method is not None and starter else starter,
    )
    notes = ["records without solutions"]
    if method is not None:
        notes.append("what JSON wrote as lists is expected as lists")
    return Kept(problem=problem, notes=tuple(notes))


def _method(fields: Fields) -> str | None:
    metadata = fields.line.value.get("metadata")
    if not metadata:
        return None
    name = fields.mapping("metadata").get("func_name")
    return name if isinstance(name, str) and name else None


def _private(fields: Fields) -> list[object]:
    """Return the private test cases: a list, JSON of one, or the text of that packed."""
    value = fields.line.value.get("private_test_cases")
    if not isinstance(value, str) or value.lstrip().startswith("["):
        return fields.items("private_test_cases") if value else []
    if not value.strip():
        return []
    try:
        found = json.loads(packed_text(value))
    except (ValueError, RecursionError) as error:
        raise Unusable(DropReason.NOT_JSON, f"the field private_test_cases: {error}") from error
    if not isinstance(found, list):
        raise Unusable(DropReason.NOT_JSON, "the field private_test_cases packs no list")
    return found


def _cases(items: Sequence[object]) -> list[Mapping[str, object]]:
    return [item for item in items if isinstance(item, dict)]


def _tests(cases: Sequence[Mapping[str, object]], visibility: Visibility, method: str | None) -> list[Test]:
    made = []
    for number, case in enumerate(cases, start=1):
        name = f"{visibility.value}-{number}"
        given, wanted = text_of(case.get("input"), f"input {name}"), text_of(case.get("output"), f"output {name}")
        if method is not None:
            given, wanted = _arguments(given), encoding.encode(from_json(wanted.decode(), "output"))
        made.append(Test(name=name, input=given, expected=wanted, visibility=visibility))
    return made


def _arguments(text: bytes) -> bytes:
    """Return the encoded arguments that are written a line each, as JSON."""
    return encoding.encode([from_json(line, "input") for line in text.decode().splitlines() if line.strip()])


SOURCE = Source(
    name="livecodebench",
    title="LiveCodeBench",
    licence="CC; statements are those of the contests",
    reads="test*.jsonl as published, or hf:livecodebench/code_generation_lite where it is data files",
    read=read_records,
    convert=converter(_kept, id_field="question_id", prefix="livecodebench/"),
    recognises=_recognises,
)
