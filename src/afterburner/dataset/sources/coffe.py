"""COFFE: functions and whole programs, each with a ground truth, the best solution found, and inputs that are made to be slow.

A folder holds several JSON files; the prompt is the key to all of them. Functions: tests were published as JSON, stressful inputs
as Python expressions. Whole programs: functions ``generate_input()`` alone; what is expected is what the best solution prints.

Covered: nothing of these data is evaluated in this process. Generators, expressions and programs run in the sandbox.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from afterburner.core import encoding
from afterburner.core.errors import DataError
from afterburner.core.execution import Limits, Program
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.core.status import Status
from afterburner.dataset.files import Line, Report
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.running import LIMITS, values_of
from afterburner.dataset.sources.settled import Case, Settled, checker_of, settled
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

SEEDS = range(2)
"""Of ``random``, for each generator."""

_ENTRY_POINT = "solution"
"""What every function of the collection is called."""
_PRELUDE = "from math import inf\nnull, true, false = None, True, False\n"
_GENERATOR = "import random\nrandom.seed({seed})\n{code}\nimport sys\nsys.stdout.write(str(generate_input()))\n"


def read_folder(path: Path, report: Report | None = None) -> Iterator[Line]:
    """Yield a record for each problem of a folder ``coffe_function`` or ``coffe_file``.

    Its fields: ``final_prompt`` and what else ``data.json`` says of it, ``best_solution``, ``ground_truth`` (or None),
    ``test_cases`` and ``stressful_test_cases`` (or ``generators``, for whole programs).

    Raises:
        DataError: a file is missing, or is not what it should be.

    """
    del report  # the files are read as a whole: there are no lines that could be off
    data, best, stress = (_read(path, name) for name in ("data", "best_solutions", "stressful_testcases"))
    if not isinstance(best, dict) or not isinstance(stress, dict):
        raise _not_coffe(path)
    plain = _read(path, "testcases") if _file(path, "testcases") else {}
    solutions = _read(path, "solutions") if _file(path, "solutions") else {}
    truths = solutions.get("prompt2groundtruth", {}) if isinstance(solutions, dict) else {}
    known = (
        {item.get("final_prompt"): item for item in data if isinstance(item, dict)} if isinstance(data, list) else {}
    )
    for number, (prompt, entry) in enumerate(best.items(), start=1):
        inputs = stress.get(prompt, [])
        is_file = bool(inputs) and all(isinstance(item, str) for item in inputs)
        value = {
            **known.get(prompt, {}),
            "final_prompt": prompt,
            "best_solution": _code(entry),
            "ground_truth": _code(truths.get(prompt) if isinstance(truths, dict) else None),
        }
        extra = {"generators": inputs} if is_file else _cases_of(plain, prompt, inputs)
        yield Line(file=str(path), number=number, value={**value, **extra})


def _cases_of(plain: object, prompt: str, stress: object) -> dict[str, object]:
    cases = plain.get(prompt, []) if isinstance(plain, dict) else []
    return {"test_cases": cases, "stressful_test_cases": stress}


def _file(folder: Path, name: str) -> Path | None:
    found = (folder / f"{name}.json.gz", folder / f"{name}.json")
    return next((path for path in found if path.is_file()), None)


def _read(folder: Path, name: str) -> object:
    path = _file(folder, name)
    if path is None:
        raise _not_coffe(folder)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return json.load(file)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise DataError(f"{path} can't be read: {error}", hint="give the folder as it was published") from error


def _not_coffe(folder: Path) -> DataError:
    wanted = "data.json, best_solutions.json and stressful_testcases.json, compressed or not"
    return DataError(f"{folder} is no folder of COFFE", hint=f"give one with {wanted}")


def _code(entry: object) -> str | None:
    """Return the code of ``[code, whether it reads stdin]``, or of a list of those; None where there is none."""
    while isinstance(entry, list) and entry:
        entry = entry[0]
    return entry if isinstance(entry, str) else None


def digest(prompt: str) -> str:
    """Return a short name for a prompt."""
    return hashlib.sha256(prompt.encode()).hexdigest()[:8]


def evaluated(texts: Sequence[str], sandbox: Sandbox) -> list[bytes]:
    """Return the arguments that Python expressions stand for, encoded, made in the sandbox; those that are none are left out.

    Raises:
        SandboxError: the machine failed.

    """
    found = values_of(sandbox, prelude=_PRELUDE, expressions=texts)
    return [data for data in found if data is not None and isinstance(encoding.decode(data), list | dict)]


def printed_inputs(codes: Sequence[str], sandbox: Sandbox, *, most: int, limits: Limits = LIMITS) -> list[bytes]:
    """Return what generators return as text, ``most`` at most: that of each with the first seed, then with the next.

    Raises:
        SandboxError: the machine failed.

    """
    sources = [_GENERATOR.format(seed=seed, code=code) for seed in SEEDS for code in codes]
    runs = (sandbox.execute(Program(source=source.encode()), b"", limits=limits) for source in sources[:most])
    return [run.stdout for run in runs if run.status is Status.OK and run.stdout.strip()]


def _recognises_function(record: Mapping[str, object]) -> bool:
    return {"final_prompt", "best_solution", "stressful_test_cases"} <= set(record)


def _recognises_file(record: Mapping[str, object]) -> bool:
    return {"final_prompt", "best_solution", "generators"} <= set(record)


def _kept_function(fields: Fields, sandbox: Sandbox) -> Kept:
    references = _references(fields)
    code = references[0].solution.code
    usual = _settled(sandbox, _published(fields), code, "case", Purpose.CORRECTNESS)
    stress = _settled(sandbox, _stressful(fields, sandbox), code, "stress", Purpose.PERFORMANCE)
    if not usual.tests and not stress.tests:
        raise Unusable(DropReason.REFERENCE_FAILS, "its solution confirms none of its tests")
    seen = {test.input for test in usual.tests}
    tests = (*usual.tests, *(test for test in stress.tests if test.input not in seen))
    prompt = fields.text("final_prompt")
    problem = Problem(
        id=f"coffe/{fields.name('task_id') if 'task_id' in fields.line.value else digest(prompt)}",
        title=fields.text("entry_point", "") or _ENTRY_POINT,
        statement=f"{prompt}\n\nThe function is called {_ENTRY_POINT}.",
        tests=tests,
        entry_point=_ENTRY_POINT,
        checker=checker_of(tests),
        references=references,
    )
    return Kept(problem=problem, notes=tuple(dict.fromkeys((*usual.notes(), *stress.notes()))))


def _settled(sandbox: Sandbox, cases: Sequence[Case], code: str, name: str, purpose: Purpose) -> Settled:
    return settled(sandbox, cases, code=code, entry_point=_ENTRY_POINT, name=name, purpose=purpose)


def inputs_of(fields: Fields, name: str) -> list[object]:
    """Return the inputs of ``test_cases`` or of ``stressful_test_cases``: lists of arguments, or expressions of such.

    Raises:
        Unusable: the field is no list.

    """
    return [case.get("input") for case in fields.items(name) if isinstance(case, dict)]


def _published(fields: Fields) -> list[Case]:
    cases = [case for case in fields.items("test_cases") if isinstance(case, dict)]
    return [
        Case(arguments=encoding.encode(case["input"]), wanted=_wanted(case.get("output")))
        for case in cases
        if isinstance(case.get("input"), list)
    ]


def _wanted(output: object) -> tuple[object, ...]:
    if output is None:
        return ()
    return (output[0],) if isinstance(output, list) and len(output) == 1 else (output,)


def _stressful(fields: Fields, sandbox: Sandbox) -> list[Case]:
    texts = [text for text in inputs_of(fields, "stressful_test_cases") if isinstance(text, str)]
    return [Case(arguments=data) for data in evaluated(texts, sandbox) if isinstance(encoding.decode(data), list)]


def _references(fields: Fields) -> tuple[Reference, ...]:
    ideas = {"ground_truth": "The published ground truth.", "best_solution": "The fastest of the published solutions."}
    codes: dict[str, str] = {}
    for name in ideas:
        code = fields.text(name, "")
        if code and code not in codes:
            codes[code] = name
    if not codes:
        raise Unusable(DropReason.NO_REFERENCE, "it has neither a ground truth nor a best solution")
    return tuple(
        Reference(name=name.replace("_", "-"), idea=ideas[name], solution=Solution(code=code))
        for code, name in codes.items()
    )


def _kept_file(fields: Fields, sandbox: Sandbox) -> Kept:
    reference = _references(fields)[0]
    generators = [code for code in fields.items("generators") if isinstance(code, str)]
    inputs = printed_inputs(generators, sandbox, most=len(generators) * len(SEEDS))
    tests = tuple(_answered(reference.solution, dict.fromkeys(inputs), sandbox))
    if not tests:
        reason = DropReason.REFERENCE_FAILS if inputs else DropReason.NO_TESTS
        raise Unusable(reason, "its solution fails on all of its inputs" if inputs else "its generators make no input")
    prompt = fields.text("final_prompt")
    problem = Problem(
        id=f"coffe-file/{digest(prompt)}",
        title=digest(prompt),
        statement=prompt,
        tests=tests,
        references=(reference,),
    )
    notes = ["generators left out: they have no size; the inputs that they made are tests"]
    if len(tests) < len(set(inputs)):
        notes.append("tests left out: the published solution fails, or answers differently when it is run again")
    return Kept(problem=problem, notes=tuple(notes))


def _answered(solution: Solution, inputs: Mapping[bytes, None], sandbox: Sandbox) -> Iterator[Test]:
    program, limits = solution.program(None), Limits()
    for number, data in enumerate(inputs, start=1):
        first, again = (sandbox.execute(program, data, limits=limits) for _time in range(2))
        is_steady = first.status is again.status is Status.OK and first.stdout == again.stdout
        if is_steady:
            yield Test(name=f"stress-{number}", input=data, expected=first.stdout, purpose=Purpose.PERFORMANCE)


SOURCE = Source(
    name="coffe-function",
    title="COFFE, functions",
    licence="Apache-2.0",
    reads="the folder of its JSON files, compressed or not",
    read=read_folder,
    convert=converter(_kept_function, id_field="task_id", prefix="coffe/"),
    recognises=_recognises_function,
)
FILE = replace(
    SOURCE,
    name="coffe-file",
    title="COFFE, whole programs",
    convert=converter(_kept_file, id_field="final_prompt"),
    recognises=_recognises_file,
)
