"""What a reward needs to know of a prompt: the ``ground_truth`` column of GRPO's data.

    truth = parse('{"problem": "total-span", "language": "python", "objective": "time", "baseline_code": null}')

It is what ``train.examples.ground_truth`` makes, and what comes back from a trainer's data loader. Fields that are not needed
are passed over, such as the baseline's costs on the machine that made the data: it is measured beside its completions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from afterburner.core.errors import DataError
from afterburner.core.objective import Objective

_HINT = "make the data with `afterburner train data --kind grpo`"
_SHOWN = 80
"""Characters of a wrong value in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundTruth:
    """The problem of a prompt, and what its completions are measured against."""

    problem: str
    """Its id."""
    language: str
    objective: Objective
    baseline_code: str | None
    """The program in the prompt; None: there is none."""


def parse(text: str) -> GroundTruth:
    """Return what a ``ground_truth`` says.

    Raises:
        DataError: it is no JSON object, or a field is missing or wrong; the message names it.

    """
    try:
        found = json.loads(text)
    except (TypeError, ValueError) as error:
        raise DataError(f"ground_truth is not JSON: {_shown(text)}: {error}", hint=_HINT) from error
    if not isinstance(found, dict):
        raise DataError(f"ground_truth is no JSON object: {_shown(found)}", hint=_HINT)
    return GroundTruth(
        problem=_text(found, "problem"),
        language=_text(found, "language"),
        objective=_objective(found),
        baseline_code=_code(found),
    )


def _text(found: Mapping[str, object], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise _wrong(found, name, "a text")
    return value


def _objective(found: Mapping[str, object]) -> Objective:
    try:
        return Objective(_text(found, "objective"))
    except ValueError:
        raise _wrong(found, "objective", f"one of {', '.join(Objective)}") from None


def _code(found: Mapping[str, object]) -> str | None:
    value = found.get("baseline_code")
    if value is not None and not isinstance(value, str):
        raise _wrong(found, "baseline_code", "a program, or null")
    return value if value and value.strip() else None


def _wrong(found: Mapping[str, object], name: str, wanted: str) -> DataError:
    said = f"is {_shown(found[name])}" if name in found else "is missing"
    return DataError(f"ground_truth, field {name}: it {said}, and should be {wanted}", hint=_HINT)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
