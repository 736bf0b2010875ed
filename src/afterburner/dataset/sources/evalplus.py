"""EvalPlus's files: HumanEval+ and MBPP+, whose inputs are given and whose outputs the canonical solution says; and EvalPerf."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from afterburner.core import encoding
from afterburner.core.problem import CheckerSpec, Problem, Purpose, Reference, Solution, Test
from afterburner.dataset.sources.evaluators import checker_program
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.mbpp_values import ANY_ANSWER, COMPLEX, NONE_OR_NOT, ORACLES, restored
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import Case, checker_of, settled
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

_TOLERANCE = 1e-6
"""EvalPlus's own, where a record has none."""


def _recognises_plus(record: Mapping[str, object]) -> bool:
    return {"task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input"} <= set(record)


def _recognises_perf(record: Mapping[str, object]) -> bool:
    return {"task_id", "entry_point", "reference", "scores", "pe_input"} <= set(record)


def _kept_plus(fields: Fields, sandbox: Sandbox) -> Kept:
    prompt, entry_point = fields.text("prompt"), fields.text("entry_point")
    code = prompt + fields.text("canonical_solution")
    base = settled(sandbox, _cases(fields, "base_input"), code=code, entry_point=entry_point, name="base")
    plus = settled(sandbox, _cases(fields, "plus_input"), code=code, entry_point=entry_point, name="plus")
    known = {test.input for test in base.tests}
    tests = (*base.tests, *(test for test in plus.tests if test.input not in known))
    if not tests:
        reason = DropReason.REFERENCE_FAILS if base.failed else DropReason.NO_TESTS
        raise Unusable(reason, "the canonical solution answers none of its inputs")
    problem = Problem(
        id=f"{fields.text('task_id')}+",
        title=entry_point,
        statement=prompt,
        tests=tests,
        entry_point=entry_point,
        checker=_checker(fields, prompt, tests),
        starter=prompt if f"def {entry_point}" in prompt else "",
        references=(Reference(name="canonical", idea="The published solution.", solution=Solution(code=code)),),
    )
    notes = ("contracts left out: inputs are taken to be valid",) if fields.line.value.get("contract") else ()
    return Kept(problem=problem, notes=(*dict.fromkeys((*base.notes(), *plus.notes())), *notes))


def _mbpp_task(fields: Fields) -> int | None:
    family, _, number = fields.text("task_id").partition("/")
    return int(number) if family == "Mbpp" and number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004 - no bomb


def _cases(fields: Fields, name: str) -> list[Case]:
    task = _mbpp_task(fields)
    if task in ANY_ANSWER:
        raise Unusable(DropReason.NOT_SUPPORTED, "EvalPlus takes any answer for right")
    if task is not None and fields.text("entry_point") in NONE_OR_NOT:
        raise Unusable(
            DropReason.NOT_ENCODABLE, "EvalPlus only looks whether its results are None; they may be any object"
        )
    if task in COMPLEX:
        raise Unusable(DropReason.NOT_ENCODABLE, "complex numbers among its arguments")
    given = [arguments for arguments in fields.items(name) if isinstance(arguments, list)]
    return [
        Case(arguments=encoding.encode(arguments if task is None else restored(task, arguments))) for arguments in given
    ]


def _checker(fields: Fields, prompt: str, tests: Sequence[Test]) -> CheckerSpec:
    task, entry_point = _mbpp_task(fields), fields.text("entry_point")
    if task is not None and task in ORACLES:
        return checker_program("", ORACLES[task])
    if entry_point == "find_zero":  # any root is right: the prompt defines the polynomial
        return checker_program(f"{prompt}\n    pass\n", "abs(poly(*input, answer)) <= 1e-4")
    tolerance = fields.line.value.get("atol")
    is_usable = isinstance(tolerance, int | float) and 0 < tolerance <= 1
    return checker_of(tests, tolerance=float(tolerance) if is_usable else _TOLERANCE)  # type: ignore[arg-type] # a number


def _kept_perf(fields: Fields, sandbox: Sandbox) -> Kept:
    codes = [code for code in fields.items("reference") if isinstance(code, str)]
    if not codes:
        raise Unusable(DropReason.NO_REFERENCE, "its list of references has none")
    entry_point, cases = fields.text("entry_point"), _cases(fields, "pe_input")
    # The last is the fastest: if any answers an input that was made to be slow, it does.
    found = settled(
        sandbox, cases, code=codes[-1], entry_point=entry_point, name="performance", purpose=Purpose.PERFORMANCE
    )
    if not found.tests:
        raise Unusable(DropReason.REFERENCE_FAILS, "its fastest reference does not answer its performance input")
    references = _scored(codes, fields.items("scores"))
    problem = Problem(
        id=f"evalperf/{fields.text('task_id')}",
        title=entry_point,
        statement=fields.text("prompt", "") or f"Write the function {entry_point} of {fields.text('task_id')}.",
        tests=found.tests,
        entry_point=entry_point,
        checker=checker_of(found.tests),
        references=references,
        oracle=references[-1].name,
    )
    note = "tests for correctness are not in EvalPerf: convert HumanEval+ and MBPP+ for those"
    return Kept(problem=problem, notes=(*found.notes(), note))


def _scored(codes: Sequence[str], scores: Sequence[object]) -> tuple[Reference, ...]:
    made = []
    for number, code in enumerate(codes, start=1):
        score = scores[number - 1] if number <= len(scores) else None
        idea = f"A published solution with the differential performance score {score}."
        made.append(Reference(name=f"reference-{number}", idea=idea, solution=Solution(code=code)))
    return tuple(made)


SOURCE = Source(
    name="evalplus",
    title="HumanEval+ and MBPP+ (EvalPlus)",
    licence="Apache-2.0",
    reads="HumanEvalPlus*.jsonl or MbppPlus*.jsonl, compressed or not",
    read=read_records,
    convert=converter(_kept_plus, id_field="task_id"),
    recognises=_recognises_plus,
)
PERF = replace(
    SOURCE,
    name="evalperf",
    title="EvalPerf (EvalPlus)",
    reads="evalperf.jsonl or Parquet, or hf:evalplus/evalperf",
    convert=converter(_kept_perf, id_field="task_id", prefix="evalperf/"),
    recognises=_recognises_perf,
)
