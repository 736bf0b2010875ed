"""HumanEval: Python functions with ``check(candidate)``, and a canonical solution each."""

from collections.abc import Mapping

from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import checker_of
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.dataset.sources.traced import Traced, traced_calls
from afterburner.sandbox.port import Sandbox


def _recognises(record: Mapping[str, object]) -> bool:
    return {"task_id", "prompt", "entry_point", "canonical_solution", "test"} == set(record)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    prompt, entry_point = fields.text("prompt"), fields.text("entry_point")
    code = prompt + fields.text("canonical_solution")
    traced = traced_calls(sandbox, solution=code, test=fields.text("test"), entry_point=entry_point)
    tests = tests_of(traced)
    problem = Problem(
        id=fields.text("task_id"),
        title=entry_point,
        statement=prompt,
        tests=tests,
        entry_point=entry_point,
        checker=checker_of(tests),
        starter=prompt,
        references=(Reference(name="canonical", idea="The published solution.", solution=Solution(code=code)),),
    )
    return Kept(problem=problem, notes=notes_of(traced))


def tests_of(traced: Traced) -> tuple[Test, ...]:
    """Return a test for each call.

    Raises:
        Unusable: there is none that can be written down.

    """
    if not traced.calls:
        reason = DropReason.NOT_ENCODABLE if traced.not_encodable else DropReason.NO_TESTS
        raise Unusable(
            reason, "none of its calls can be written down" if traced.not_encodable else "its test calls nothing"
        )
    return tuple(
        Test(name=f"call-{number}", input=call.arguments, expected=call.result)
        for number, call in enumerate(traced.calls, start=1)
    )


def notes_of(traced: Traced) -> tuple[str, ...]:
    """Say what of the calls was left out."""
    notes = []
    if traced.not_encodable:
        notes.append("calls left out: values that the encoding has no word for")
    if traced.raised:
        notes.append("calls left out: an exception was wanted")
    return tuple(notes)


SOURCE = Source(
    name="human-eval",
    title="HumanEval",
    licence="MIT",
    reads="HumanEval.jsonl or HumanEval.jsonl.gz",
    read=read_records,
    convert=converter(_kept, id_field="task_id"),
    recognises=_recognises,
)
