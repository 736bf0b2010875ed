"""CodeContests: whole programs, as DeepMind published them, and as SandboxFusion's own tests hold them.

Nothing of a record runs: tests and solutions are taken as they are. What was published as wrong is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from afterburner.core.execution import Limits
from afterburner.core.problem import Difficulty, Problem, Reference, Solution, Test, Visibility
from afterburner.dataset.sources.apps import AS_PUBLISHED
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.labels import difficulty_of, language_of, tags_of
from afterburner.dataset.sources.pairs import each_input_once, stdin_tests
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

# By their numbers. Source: the dataset's card.
_LANGUAGES = (None, None, "cpp", "python", "java")
"""0 is unknown, 1 Python 2."""
_DIFFICULTIES = ("", "easy", "medium", "hard", "harder", "hardest")
_PARTS = (
    ("public_tests", "public", Visibility.PUBLIC),
    ("private_tests", "private", Visibility.PRIVATE),
    ("generated_tests", "generated", Visibility.PRIVATE),
)
_MOST_CPU_S = 600.0
_MOST_MEMORY_BYTES = 1 << 36


def _recognises(record: Mapping[str, object]) -> bool:
    return {"name", "description", "public_tests", "private_tests", "generated_tests", "solutions"} <= set(record)


def _recognises_fusion(record: Mapping[str, object]) -> bool:
    return {"id", "content", "labels", "test"} <= set(record)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    del sandbox
    if fields.text("input_file", "") or fields.text("output_file", ""):
        raise Unusable(DropReason.NOT_SUPPORTED, "it reads or writes files, not standard input and output")
    tests = each_input_once(test for part in _PARTS for test in _tests(fields, *part))
    if not tests:
        raise Unusable(DropReason.NO_TESTS, "it has no public, private or generated tests")
    codes = list(_solutions(fields))
    problem = Problem(
        id=f"code-contests/{fields.text('name')}",
        title=fields.text("name"),
        statement=fields.text("description"),
        tests=tests,
        difficulty=_difficulty(fields.line.value.get("difficulty")),
        tags=tuple(tag for tag in tags_of(fields.line.value.get("cf_tags")) if tag),
        limits=_limits(fields),
        references=_references(codes),
    )
    return Kept(problem=problem, notes=tuple(_notes(fields, codes)))


def _tests(fields: Fields, part: str, name: str, visibility: Visibility) -> tuple[Test, ...]:
    if fields.line.value.get(part) is None:
        return ()
    found = fields.line.value[part]
    if isinstance(found, list):  # some copies hold a list of pairs
        pairs = [pair for pair in found if isinstance(pair, dict)]
        inputs, outputs = [pair.get("input") for pair in pairs], [pair.get("output") for pair in pairs]
    else:
        columns = fields.mapping(part)
        inputs, outputs = _list(columns, "input", part), _list(columns, "output", part)
    return stdin_tests(inputs, outputs, name=name, visibility=visibility)


def _list(columns: Mapping[str, object], name: str, part: str) -> list[object]:
    value = columns.get(name)
    if not isinstance(value, list):
        raise Unusable(DropReason.MISSING_FIELD, f"the field {part} has no list called {name}")
    return value


def _solutions(fields: Fields) -> Iterator[tuple[str | None, str]]:
    """Yield language and code; None for a language that can't be run here."""
    columns = fields.mapping("solutions")
    languages, codes = _list(columns, "language", "solutions"), _list(columns, "solution", "solutions")
    for language, code in zip(languages, codes, strict=False):
        if isinstance(code, str):
            code.encode()  # half of a surrogate pair can't be written down again
            yield _language(language), code


def _language(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return _LANGUAGES[value] if 0 <= value < len(_LANGUAGES) else None
    return None if value == "PYTHON" else language_of(value)  # PYTHON is Python 2 here


def _references(codes: list[tuple[str | None, str]]) -> tuple[Reference, ...]:
    usable = dict.fromkeys((language, code) for language, code in codes if language is not None)
    return tuple(
        Reference(
            name=f"solution-{number}", idea="A published solution.", solution=Solution(code=code, language=language)
        )
        for number, (language, code) in enumerate(usable, start=1)
    )


def _difficulty(value: object) -> Difficulty | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = _DIFFICULTIES[value] if 0 <= value < len(_DIFFICULTIES) else None
    return difficulty_of(value)


def _limits(fields: Fields) -> Limits:
    """Return ours, or the published ones where those are wider: they were set for a judge of another speed."""
    ours, published = Limits(), fields.line.value.get("time_limit")
    cpu_s, memory_bytes = ours.cpu_s, ours.memory_bytes
    if isinstance(published, dict):
        parts = [(published.get("seconds"), 1.0), (published.get("nanos"), 1e-9)]
        cpu_s = max(cpu_s, sum(value * unit for value, unit in parts if isinstance(value, int | float)))
    memory = fields.line.value.get("memory_limit_bytes")
    if isinstance(memory, int):
        memory_bytes = max(memory_bytes, memory)
    cpu_s = min(cpu_s, _MOST_CPU_S)
    return replace(
        ours, cpu_s=cpu_s, wall_s=max(ours.wall_s, 3 * cpu_s), memory_bytes=min(memory_bytes, _MOST_MEMORY_BYTES)
    )


def _notes(fields: Fields, codes: list[tuple[str | None, str]]) -> Iterator[str]:
    if any(language is None for language, _code in codes):
        yield "solutions left out: Python 2, or a language that is unknown here"
    if any(language is not None for language, _code in codes):
        yield AS_PUBLISHED
    if fields.line.value.get("incorrect_solutions"):
        yield "solutions left out: published as incorrect"
    if fields.line.value.get("time_limit"):
        yield "limits: the published ones only where they are wider than ours; they are for another machine"


def _kept_fusion(fields: Fields, sandbox: Sandbox) -> Kept:
    del sandbox
    pairs = [pair for pair in fields.items("test") if isinstance(pair, dict)]
    inputs = [_stream(pair, "input", "stdin") for pair in pairs]
    outputs = [_stream(pair, "output", "stdout") for pair in pairs]
    tests = each_input_once(stdin_tests(inputs, outputs, name="test"))
    if not tests:
        raise Unusable(DropReason.NO_TESTS, "its list of tests has none")
    labels = fields.mapping("labels")
    title = labels.get("name")
    problem = Problem(
        id=f"code-contests/{fields.name('id')}",
        title=title if isinstance(title, str) else fields.name("id"),
        statement=fields.text("content"),
        tests=tests,
        difficulty=difficulty_of(labels.get("difficulty")),
    )
    return Kept(problem=problem, notes=("records without solutions",))


def _stream(pair: Mapping[str, object], side: str, name: str) -> object:
    value = pair.get(side)
    return value.get(name) if isinstance(value, dict) else value


SOURCE = Source(
    name="code-contests",
    title="CodeContests",
    licence="CC-BY-4.0; statements are those of the contests",
    reads="Parquet or JSONL as published, or hf:deepmind/code_contests",
    read=read_records,
    convert=converter(_kept, id_field="name", prefix="code-contests/"),
    recognises=_recognises,
)
FUSION = replace(
    SOURCE,
    name="code-contests-fusion",
    title="CodeContests, in SandboxFusion's form",
    licence="Apache-2.0 (the file); statements are those of the contests",
    reads="code_contests_sample.jsonl, compressed or not",
    convert=converter(_kept_fusion, id_field="id", prefix="code-contests/"),
    recognises=_recognises_fusion,
)
