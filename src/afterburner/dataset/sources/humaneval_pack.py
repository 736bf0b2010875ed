"""HumanEvalPack: the functions of HumanEval in Python, C++, Java, JavaScript, Go and Rust, each with a test and a faulty twin.

A record's own solution makes its own test true once, in the sandbox, while the calls are written down; they are the tests of the
problem. Its faulty solution is no part of the problem: ``faulty_solution`` returns it, for those who check that it is rejected.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from afterburner.core import encoding
from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Reference, Solution
from afterburner.dataset.drivers.declared import Declaration, declared_driver, parse_declaration
from afterburner.dataset.files import Line, Report, read_lines
from afterburner.dataset.sources.fields import Fields, Unusable
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.source import Converted, DropReason, Kept, Source
from afterburner.dataset.sources.traced import Traced, traced_calls
from afterburner.dataset.sources.traced_programs import go_imports, traced_program, without_go_imports
from afterburner.sandbox.port import Sandbox

_LANGUAGES = {
    "Python": "python",
    "CPP": "cpp",
    "Java": "java",
    "JavaScript": "javascript",
    "Go": "go",
    "Rust": "rust",
}
"""By what stands before the slash of a ``task_id``."""
_FIELDS = {"task_id", "declaration", "canonical_solution", "buggy_solution", "test", "signature", "entry_point"}
_FOREIGN_USE = re.compile(r"^use (?:rand|regex|md5)\b[^;]*;\n?", re.MULTILINE)
"""Every Rust record uses these crates by name, hardly any in deed; they are no part of the language."""
_SHORT_FLOATS = re.compile(r"\bfloat\b|\bf32\b|\bfloat32\b")
_CLOSE, _CLOSE_SHORT = 1e-6, 1e-4
"""How far numbers may be off that are computed in 64 and in 32 bits: another order of additions moves the last digits."""


def _recognises(record: Mapping[str, object]) -> bool:
    return set(record) >= _FIELDS


def _read(path: Path, report: Report) -> Iterator[Line]:
    if not path.is_dir():
        yield from read_lines(path, report=report)
        return
    files = sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")])
    if not files:
        raise DataError(f"{path} has no files *.jsonl or *.jsonl.gz", hint="give the folder that they are in")
    for file in files:
        yield from read_lines(file, report=report)


def _convert(line: Line, sandbox: Sandbox) -> Converted:
    fields = Fields(line)
    try:
        return _kept(fields, sandbox)
    except Unusable as why:
        name = line.value.get("task_id")
        return why.of(name if isinstance(name, str) else None)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    language = _language(fields.text("task_id"))
    head, code = _head(fields, language), _solution(fields, language, "canonical_solution")
    interface = _interface(fields, language)
    traced = _traced(fields, interface, sandbox, language, code)
    entry_point = fields.text("entry_point") if interface is None else interface.name
    problem = Problem(
        id=fields.text("task_id"),
        title=entry_point,
        statement=fields.text("instruction", fields.text("prompt", head)),
        tests=tests_of(traced),
        entry_point=entry_point,
        drivers=() if interface is None else (declared_driver(interface, starter=head),),
        checker=numbers_checker(traced, "" if interface is None else interface.returns),
        starter=head if interface is None else "",
        references=(
            Reference(
                name="canonical", idea="The published solution.", solution=Solution(code=code, language=language)
            ),
        ),
    )
    return Kept(problem=problem, notes=notes_of(traced))


def faulty_solution(record: Mapping[str, object]) -> Solution:
    """Return the solution of ``record`` that is published as wrong.

    Raises:
        Unusable: it has none, or is in a language that is not known here.

    """
    fields = Fields(Line(file="", number=0, value=dict(record)))
    language = _language(fields.text("task_id"))
    return Solution(code=_solution(fields, language, "buggy_solution"), language=language)


def _language(task_id: str) -> str:
    name = task_id.partition("/")[0]
    if name not in _LANGUAGES:
        raise Unusable(DropReason.NOT_SUPPORTED, f"the language of {task_id!r:.60} is not known")
    return _LANGUAGES[name]


def _head(fields: Fields, language: str) -> str:
    """Return what stands before the body: imports, functions that are given, and the declaration."""
    head = fields.text("declaration")
    if language == "go":
        head = f"{fields.text('import', '')}\n{head}"
    return _FOREIGN_USE.sub("", head) if language == "rust" else head


def _solution(fields: Fields, language: str, name: str) -> str:
    code = _head(fields, language) + fields.text(name)
    return _with_used_imports(code) if language == "go" else code


def _with_used_imports(code: str) -> str:
    """Return Go's ``code`` without what it imports and doesn't use: to Go that is an error, and the faulty twin uses less."""
    rest = without_go_imports(code)
    names = {one: one.strip('"').rpartition("/")[2] for one in go_imports(code)}
    used = [one for one, name in names.items() if re.search(rf"\b{re.escape(name)}\.", rest)]
    imports = "".join(f"\t{one}\n" for one in used)
    return f"import (\n{imports})\n{rest}" if used else rest


def _interface(fields: Fields, language: str) -> Declaration | None:
    """Return what the record declares; None in Python, whose functions are called as they are."""
    if language == "python":
        return None
    head = fields.text("signature")
    raises = re.search(r"\)\s*(throws[^{;]+)\{\s*$", fields.text("declaration"))
    if language == "java" and raises is not None and "throws" not in head:
        head = f"{head} {raises.group(1)}"
    try:
        return parse_declaration(language, head)
    except UsageError as error:
        raise Unusable(DropReason.NOT_SUPPORTED, error.message) from error


def _traced(fields: Fields, interface: Declaration | None, sandbox: Sandbox, language: str, code: str) -> Traced:
    test = fields.text("test")
    if interface is None:
        return traced_calls(sandbox, solution=code, test=test, entry_point=fields.text("entry_point"))
    setup = fields.text("test_setup", "") if language == "go" else ""
    return traced_program(sandbox, interface, code=code, test=test, setup=setup)


def numbers_checker(traced: Traced, returns: str) -> CheckerSpec:
    """Return the checker for what was traced: a tolerance is for results with broken numbers alone.

    ``returns`` is the type of the result, as the language writes it.
    """
    if not any(_has_floats(encoding.decode(call.result)) for call in traced.calls):
        return CheckerSpec(kind=CheckerKind.FLOAT, tolerance=0.0)  # 2 and 2.0 are equal in most languages
    return CheckerSpec(kind=CheckerKind.FLOAT, tolerance=_CLOSE_SHORT if _SHORT_FLOATS.search(returns) else _CLOSE)


def _has_floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(_has_floats(item) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return any(_has_floats(item) for item in value)
    return isinstance(value, float)


SOURCE = Source(
    name="humaneval-pack",
    title="HumanEvalPack",
    licence="MIT",
    reads="a file of one language (cpp.jsonl.gz), or a folder of such files",
    read=_read,
    convert=_convert,
    recognises=_recognises,
)
