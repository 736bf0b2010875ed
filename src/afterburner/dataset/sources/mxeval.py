"""mxeval's HumanEval in Ruby: functions with tests, and no solutions.

With no solution there is nothing to be watched: a function of ours stands in for it, and writes down what it is given and what
its answer is compared with. References are therefore none; what is expected is as right as the publisher's translation.
"""

import re
from collections.abc import Mapping

from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.dataset.drivers.declared import Declaration, declared_driver, parse_declaration
from afterburner.dataset.files import Line, read_lines
from afterburner.dataset.sources.fields import Fields, Unusable
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.humaneval_pack import numbers_checker
from afterburner.dataset.sources.source import Converted, DropReason, Kept, Source
from afterburner.dataset.sources.traced_programs import traced_program
from afterburner.sandbox.port import Sandbox

_FIELDS = {"task_id", "prompt", "entry_point", "test", "description", "language", "canonical_solution"}


def _recognises(record: Mapping[str, object]) -> bool:
    return set(record) == _FIELDS


def _convert(line: Line, sandbox: Sandbox) -> Converted:
    fields = Fields(line)
    try:
        return _kept(fields, sandbox)
    except Unusable as why:
        name = line.value.get("task_id")
        return why.of(name if isinstance(name, str) else None)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    language = fields.text("language")
    if language != "ruby":
        raise Unusable(DropReason.NOT_SUPPORTED, f"records of the language {language!r:.40} are not read yet")
    prompt = fields.text("prompt")
    declaration = _declaration(prompt, fields.text("entry_point"))
    traced = traced_program(sandbox, declaration, code="", test=fields.text("test"))
    starter = f"{prompt.rstrip()}\nend\n"
    problem = Problem(
        id=fields.text("task_id"),
        title=declaration.name,
        statement=fields.text("description", prompt),
        tests=tests_of(traced),
        entry_point=declaration.name,
        drivers=(declared_driver(declaration, starter=starter),),
        checker=numbers_checker(traced, ""),
    )
    return Kept(problem=problem, notes=notes_of(traced))


def _declaration(prompt: str, entry_point: str) -> Declaration:
    heads = re.findall(rf"^def {re.escape(entry_point)}\b.*$", prompt, re.MULTILINE)
    if not heads:
        raise Unusable(DropReason.MISSING_FIELD, f"its prompt declares no {entry_point!r:.60}")
    try:
        return parse_declaration("ruby", heads[-1])
    except UsageError as error:
        raise Unusable(DropReason.NOT_SUPPORTED, error.message) from error


SOURCE = Source(
    name="mxeval",
    title="MxEval's HumanEval (Ruby)",
    licence="Apache-2.0",
    reads="HumanEval_ruby_v1.1.jsonl, or .jsonl.gz",
    read=lambda path, report: read_lines(path, report=report),
    convert=_convert,
    recognises=_recognises,
)
