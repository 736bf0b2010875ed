"""PIE: pairs of a slower and a faster program of one user; one problem for all pairs that solve it, with tests beside.

The tests are a folder ``input.0.txt``, ``output.0.txt`` and so on for each problem, in one of the published folders beside the
file of pairs. Published times are left behind: another machine, and another simulator of one.
"""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from afterburner.core.errors import DataError
from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.files import Line, Report, read_lines
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.labels import language_of
from afterburner.dataset.sources.pairs import each_input_once
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

_PAIRS_OF_CODE = (("src_code", "tgt_code"), ("code_v0", "code_v1"), ("input", "target"))
"""How the fields of the two programs were called, in three publications."""
_FOLDERS = ("merged_test_cases", "public_test_cases", "generated_test_cases", "test_cases", "tests", "")


def _recognises(record: Mapping[str, object]) -> bool:
    names = set(record)
    return {"user_id", "problem_id"} <= names and any(set(pair) <= names for pair in _PAIRS_OF_CODE)


def read_pairs(path: Path, report: Report) -> Iterator[Line]:
    """Yield a record a problem: the fields of its first pair, ``pairs`` with all of them, and ``tests``, a folder or None.

    A first pass over the file notes where the pairs of each problem are, so that those of one are in memory at a time.

    Raises:
        DataError: the file can't be read, or the folder has none.

    """
    for file in _files(path):
        with _plain(file) as plain:
            places = _places(Path(plain.name), file, report)
            for number, (problem, offsets) in enumerate(places.items(), start=1):
                pairs = [_at(plain, offset) for offset in offsets]
                value = {**pairs[0], "pairs": pairs, "tests": _tests_beside(file, problem)}
                yield Line(file=str(file), number=number, value=value)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.name.endswith((".jsonl", ".jsonl.gz")))
    if not found:
        raise DataError(f"there are no pairs in {path}", hint="give a JSONL file of pairs, or the folder that it is in")
    return found


def _plain(file: Path) -> IO[bytes]:
    """Open a file; one that is compressed is unpacked first, since there is no jumping about in it."""
    try:
        if file.suffix != ".gz":
            return file.open("rb")
        unpacked = tempfile.NamedTemporaryFile()  # noqa: SIM115 - the caller closes it
        with gzip.open(file) as packed:
            shutil.copyfileobj(packed, unpacked)
    except (OSError, EOFError) as error:
        raise DataError(f"{file} can't be read: {error}", hint="give a JSONL file of pairs") from error
    unpacked.flush()
    return unpacked


def _places(plain: Path, file: Path, report: Report) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    with plain.open("rb") as lines:
        starts = _starts(lines)
    for line in read_lines(plain, report=report):
        problem = line.value.get("problem_id")
        if isinstance(problem, str):
            places.setdefault(problem, []).append(starts[line.number - 1])
        else:
            report(Line(file=str(file), number=line.number, value={}).fault("it has no problem_id", field="problem_id"))
    return places


def _starts(lines: IO[bytes]) -> list[int]:
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line)
    return starts


def _at(plain: IO[bytes], offset: int) -> dict[str, object]:
    plain.seek(offset)
    value: dict[str, object] = json.loads(plain.readline())
    return value


def _tests_beside(file: Path, problem: str) -> Path | None:
    if not problem.isalnum():  # it is foreign, and becomes a path
        return None
    folders = (file.parent / name / problem for name in _FOLDERS)
    return next((folder for folder in folders if folder.is_dir()), None)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    del sandbox
    name = fields.text("problem_id")
    folder = fields.line.value.get("tests")
    if not isinstance(folder, Path):  # a text would be the record's own: no record names the folders that are read here
        where = ", ".join(filter(None, _FOLDERS))
        raise Unusable(DropReason.NO_TESTS, f"there is no folder {name} of tests beside the pairs, in {where}")
    pairs = [pair for pair in fields.items("pairs") if isinstance(pair, dict)]
    references = _references(pairs)
    if not references:
        raise Unusable(DropReason.NO_REFERENCE, "none of its pairs has programs in a language that is known here")
    problem = Problem(
        id=f"pie/{name}",
        title=name,
        statement=fields.text("problem_statement", "")
        or f"CodeNet's problem {name}; its statement is not published here.",
        tests=_tests(folder),
        references=references,
    )
    notes = ("published times left out: another machine", "solutions are taken as published")
    return Kept(problem=problem, notes=notes)


def _tests(folder: Path) -> tuple[Test, ...]:
    made = []
    for given in sorted(folder.glob("input.*.txt"), key=lambda path: (len(path.name), path.name)):
        number = given.name.split(".")[1]
        wanted = folder / f"output.{number}.txt"
        if wanted.is_file():
            made.append(Test(name=f"test-{number}", input=given.read_bytes(), expected=wanted.read_bytes()))
    if not made:
        raise Unusable(DropReason.NO_TESTS, f"{folder.name} has no input.N.txt with an output.N.txt")
    return each_input_once(made)


def _references(pairs: Sequence[Mapping[str, object]]) -> tuple[Reference, ...]:
    """Return each program once: the slower of a pair, then the faster."""
    found: dict[tuple[str, str], str] = {}
    for pair in pairs:
        language = language_of(pair.get("language")) or (
            "cpp" if "src_code" in pair and "language" not in pair else None
        )
        slow, fast = next((names for names in _PAIRS_OF_CODE if set(names) <= set(pair)), ("", ""))
        for field, idea in ((slow, "The slower of a pair."), (fast, "The faster of a pair.")):
            code = pair.get(field)
            if isinstance(code, str) and language is not None:
                code.encode()  # half of a surrogate pair can't be written down again
                found.setdefault((language, code), idea)
    return tuple(
        Reference(name=f"solution-{number}", idea=idea, solution=Solution(code=code, language=language))
        for number, ((language, code), idea) in enumerate(found.items(), start=1)
    )


SOURCE = Source(
    name="pie",
    title="PIE, pairs of programs",
    licence="Apache-2.0; programs are CodeNet's",
    reads="a JSONL file of pairs, with the folder of tests beside it",
    read=read_pairs,
    convert=converter(_kept, id_field="problem_id", prefix="pie/"),
    recognises=_recognises,
)
