"""Mercury: LeetCode's problems with solutions of users and test cases that the record's own converter makes arguments of.

Its evaluator becomes a checker program where it is more than equality. Published run times are left behind: another machine.
"""

from collections.abc import Mapping, Sequence

from afterburner.core import encoding
from afterburner.core.problem import CheckerSpec, Problem, Reference, Solution, Test
from afterburner.dataset.sources.evaluators import checker_program, is_equality
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.labels import difficulty_of
from afterburner.dataset.sources.nodes import Pair, node_driver, node_tests, nodes_of
from afterburner.dataset.sources.pairs import each_input_once
from afterburner.dataset.sources.prelude import IMPORTS, NODES
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.running import converted_cases
from afterburner.dataset.sources.settled import checker_of
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.dataset.sources.trying import tried
from afterburner.sandbox.port import Sandbox

_FIELDS = {
    "slug_name",
    "pretty_content",
    "solutions",
    "convert_offline",
    "evaluate_offline",
    "entry_point",
    "test_cases",
}
_BEFORE = f"{IMPORTS}\n{NODES}"


def _recognises(record: Mapping[str, object]) -> bool:
    return set(record) >= _FIELDS


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    found = _pairs(fields, sandbox)
    pairs = [pair for pair in found if pair is not None and isinstance(pair[0], list)]
    if not pairs:
        raise Unusable(DropReason.NO_TESTS, "its converter makes arguments of none of its test cases")
    nodes = nodes_of(pairs)
    entry_point = f"Solution.{fields.text('entry_point')}"
    tests = each_input_once(node_tests(pairs, nodes) if nodes.any else _tests(pairs))
    checker, checker_note = _checker(fields.text("evaluate_offline"), tests, has_nodes=nodes.any)
    before = "" if nodes.any else f"{IMPORTS}\n"
    problem = Problem(
        id=f"mercury/{fields.text('slug_name')}",
        title=fields.text("slug_name").replace("-", " "),
        statement=_statement(fields),
        tests=tests,
        difficulty=difficulty_of(fields.line.value.get("difficulty")),
        entry_point=entry_point,
        drivers=(node_driver(_BEFORE, entry_point.replace("Solution.", "Solution()."), nodes),) if nodes.any else (),
        checker=checker,
        starter=before + fields.text("prompt", ""),
        references=_references(fields, before),
    )
    notes = [checker_note] if checker_note else []
    if len(pairs) < len(found):
        notes.append("test cases left out: the converter fails, or makes values without an encoding")
    if fields.line.value.get("generator_code"):
        notes.append("generators left out: they have no generate(seed, size)")
    notes.append("published run times left out: another machine")
    return Kept(problem=problem, notes=(*notes, *tried(problem, sandbox)))


def _pairs(fields: Fields, sandbox: Sandbox) -> Sequence[Pair | None]:
    cases = [case for case in fields.items("test_cases") if isinstance(case, dict)]
    return converted_cases(
        sandbox,
        code=f"{_BEFORE}\n{fields.text('convert_offline')}",
        name="convert_offline",
        cases=[(case.get("input"), case.get("expected")) for case in cases],
    )


def _tests(pairs: Sequence[Pair]) -> tuple[Test, ...]:
    return tuple(
        Test(name=f"case-{number}", input=encoding.encode(arguments), expected=encoding.encode(expected))
        for number, (arguments, expected) in enumerate(pairs, start=1)
    )


def _checker(evaluator: str, tests: Sequence[Test], *, has_nodes: bool) -> tuple[CheckerSpec, str]:
    if is_equality(evaluator):
        return checker_of(tests), ""
    if has_nodes:
        raise Unusable(DropReason.NOT_SUPPORTED, "its evaluator looks at nodes, and is more than equality")
    spec = checker_program(f"{_BEFORE}\n{evaluator}", "evaluate_offline(input, answer, expected)")
    return spec, "evaluators that are more than equality: they run as checker programs"


def _statement(fields: Fields) -> str:
    content = fields.line.value.get("pretty_content")
    if isinstance(content, list) and all(isinstance(part, str) for part in content):
        return "\n".join(content)
    return fields.text("pretty_content")


def _references(fields: Fields, before: str) -> tuple[Reference, ...]:
    codes = [item.get("solution") for item in fields.items("solutions") if isinstance(item, dict)]
    usable = dict.fromkeys(code for code in codes if isinstance(code, str) and code.strip())
    return tuple(
        Reference(name=f"solution-{number}", idea="A published solution.", solution=Solution(code=before + code))
        for number, code in enumerate(usable, start=1)
    )


SOURCE = Source(
    name="mercury",
    title="Mercury (Elfsong/Mercury)",
    licence="CC-BY-NC-4.0",
    reads="Parquet or JSONL as published, or hf:Elfsong/Mercury",
    read=read_records,
    convert=converter(_kept, id_field="slug_name", prefix="mercury/"),
    recognises=_recognises,
)
