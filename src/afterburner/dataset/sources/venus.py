"""Venus, as its authors published it: whole programs by runners, evaluators in Python, hundreds of solutions each.

The runner becomes the driver. The evaluator becomes a checker program where it is more than equality. Times, memory and integrals
are left behind: they are of another machine, and the integral has no time step (docs/concepts, differences).
"""

import ast
from collections.abc import Iterator, Mapping

from afterburner.core.problem import (
    PLACEHOLDER,
    CheckerKind,
    CheckerSpec,
    Driver,
    Problem,
    Reference,
    Solution,
    Test,
)
from afterburner.dataset.sources.evaluators import checker_program, function_names, is_equality, parsed
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.labels import difficulty_of, language_of, tags_of
from afterburner.dataset.sources.pairs import each_input_once, stdin_tests
from afterburner.dataset.sources.prelude import IMPORTS
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.dataset.sources.trying import tried
from afterburner.sandbox.port import Sandbox

_FIELDS = {"problem_id", "question_content", "test_cases", "test_case_runners", "test_case_evaluator", "solutions"}
_MEASURED = {"time", "memory", "integral", "runtime"}
_MISSPELT = ("precentile_", "percentile_")
"""How the publisher's columns of ranks begin, one of the two by mistake."""


def _recognises(record: Mapping[str, object]) -> bool:
    return set(record) >= _FIELDS


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    solutions = list(_solutions(fields))
    generator, generator_note = _generator(fields.text("test_case_generator", ""))
    checker, checker_note = _checker(fields.text("test_case_evaluator"))
    problem = Problem(
        id=f"venus/{fields.name('problem_id')}",
        title=fields.text("title", "") or fields.name("problem_id"),
        statement=fields.text("question_content"),
        tests=_tests(fields),
        difficulty=difficulty_of(fields.line.value.get("difficulty")),
        tags=tags_of(fields.line.value.get("tags")),
        drivers=_drivers(fields),
        checker=checker,
        starter=_by_language(fields.line.value.get("code_prompt")).get("python", ""),
        references=_references(solutions),
        generator=generator,
    )
    notes = [note for note in (generator_note, checker_note, *_left_out(fields, solutions)) if note]
    return Kept(problem=problem, notes=(*notes, *tried(problem, sandbox)))


def _tests(fields: Fields) -> tuple[Test, ...]:
    cases = [case for case in fields.items("test_cases") if isinstance(case, dict)]
    inputs, outputs = [case.get("input") for case in cases], [case.get("output") for case in cases]
    tests = each_input_once(stdin_tests(inputs, outputs, name="case"))
    if not tests:
        raise Unusable(DropReason.NO_TESTS, "its list of test cases has none")
    return tests


def _by_language(value: object) -> dict[str, str]:
    """Return texts by our names of their languages: one text alone is Python's."""
    if isinstance(value, str):
        return {"python": value}
    if not isinstance(value, dict):
        return {}
    named = {language_of(name): text for name, text in value.items() if isinstance(text, str) and text.strip()}
    return {name: text for name, text in named.items() if name is not None}


def _drivers(fields: Fields) -> tuple[Driver, ...]:
    runners = _by_language(fields.line.value.get("test_case_runners"))
    starters = _by_language(fields.line.value.get("code_prompt"))
    if not runners:
        raise Unusable(DropReason.MISSING_FIELD, "the field test_case_runners has no runner")
    return tuple(
        Driver(
            language=language,
            template=f"{IMPORTS}\n{_one_place(template)}" if language == "python" else _one_place(template),
            starter=starters.get(language, ""),
        )
        for language, template in sorted(runners.items())
    )


def _one_place(template: str) -> str:
    if PLACEHOLDER not in template:
        raise Unusable(DropReason.DRIVER, f"its runner has no {PLACEHOLDER}")
    return template


def _checker(evaluator: str) -> tuple[CheckerSpec, str]:
    if is_equality(evaluator):
        return CheckerSpec(kind=CheckerKind.TOKENS), ""
    names = function_names(evaluator, "its evaluator")
    name = "evaluate" if "evaluate" in names else next(iter(names), None)
    if name is None:
        raise Unusable(DropReason.NOT_SUPPORTED, "its evaluator defines no function")
    # The imports, as where it was published; the evaluator may not rely on them, but then again it may.
    spec = checker_program(f"{IMPORTS}\n{evaluator}", f"{name}(expected, answer)")
    return spec, "evaluators that are more than equality: they run as checker programs"


def _generator(code: str) -> tuple[str | None, str]:
    if not code.strip():
        return None, ""
    try:
        has_interface = _is_ours(code)
    except Unusable:
        has_interface = False
    if has_interface:
        return code, ""
    return None, "generators left out: they have no generate(seed, size)"


def _is_ours(code: str) -> bool:
    for node in parsed(code, "its generator").body:
        if isinstance(node, ast.FunctionDef) and node.name == "generate":
            return [argument.arg for argument in node.args.args] == ["seed", "size"]
    return False


def _solutions(fields: Fields) -> Iterator[dict[str, object]]:
    """Yield the solutions, each with the field ``language`` in our words; one list is Python's."""
    value = fields.line.value.get("solutions")
    lists = value if isinstance(value, dict) else {"python": fields.items("solutions")}
    for name, items in lists.items():
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("code"), str):
                yield {**item, "language": language_of(item.get("language") or name)}


def _references(solutions: list[dict[str, object]]) -> tuple[Reference, ...]:
    usable = {
        (str(item["language"]), str(item["code"])): None
        for item in solutions
        if item.get("passed") is True and item["language"] is not None
    }
    for _language, code in usable:
        code.encode()  # half of a surrogate pair can't be written down again
    return tuple(
        Reference(
            name=f"solution-{number}", idea="A published solution.", solution=Solution(code=code, language=language)
        )
        for number, (language, code) in enumerate(usable, start=1)
    )


def _left_out(fields: Fields, solutions: list[dict[str, object]]) -> Iterator[str]:
    if any(item.get("passed") is not True for item in solutions):
        yield "solutions left out: published as not passed"
    if any(item["language"] is None for item in solutions):
        yield "solutions left out: a language that is unknown here"
    if any(_MEASURED & set(item) for item in solutions):
        yield "published times and memory left out: another machine, and an integral without a time step"
    names = {name for record in (fields.line.value, *solutions) for name in record}
    if any(name.startswith(_MISSPELT) for name in names):
        yield "columns precentile_* left out: ranks among runs on another machine"


SOURCE = Source(
    name="venus",
    title="Venus (Elfsong/Venus_Python, Elfsong/Venus)",
    licence="not stated by its publisher; statements and solutions are LeetCode's and its users': for local use",
    reads="Parquet or JSONL as published, or hf:Elfsong/Venus_Python",
    read=read_records,
    convert=converter(_kept, id_field="problem_id", prefix="venus/"),
    recognises=_recognises,
)
