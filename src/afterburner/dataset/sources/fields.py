"""Fields of foreign records: taken out with their types checked, a fault being a value.

record = Fields(line)
statement = record.text("content")          raises Unusable, which ``convert`` turns into Dropped
"""

import ast
import json
from dataclasses import dataclass

from afterburner.dataset.files import Line
from afterburner.dataset.sources.source import Dropped, DropReason


class Unusable(Exception):  # noqa: N818 - no error of ours: it unwinds the conversion of one record, and ends there
    """One record can't be converted, and why."""

    def __init__(self, reason: DropReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def of(self, record_id: str | None) -> Dropped:
        """Return the value that it becomes."""
        return Dropped(id=record_id, reason=self.reason, detail=self.detail)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record."""

    line: Line

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field that is text.

        Raises:
            Unusable: it is missing and there is no default, or it is no text.

        """
        value = self.line.value.get(name, default)
        if not isinstance(value, str):
            raise Unusable(DropReason.MISSING_FIELD, f"the field {name} is {_kind(value)}, where text is expected")
        return value

    def items(self, name: str) -> list[object]:
        """Return a field that is a list, or JSON of one.

        Raises:
            Unusable: it is missing, no list, or not JSON.

        """
        value = self.line.value.get(name)
        if isinstance(value, str):
            value = from_json(value, name)
        if not isinstance(value, list):
            raise Unusable(DropReason.MISSING_FIELD, f"the field {name} is {_kind(value)}, where a list is expected")
        return value

    def mapping(self, name: str) -> dict[str, object]:
        """Return a field that is an object, or JSON of one.

        Raises:
            Unusable: it is missing, no object, or not JSON.

        """
        value = self.line.value.get(name)
        if isinstance(value, str):
            value = from_json(value, name)
        if not isinstance(value, dict):
            raise Unusable(DropReason.MISSING_FIELD, f"the field {name} is {_kind(value)}, where an object is expected")
        return value


def from_json(text: str, name: str) -> object:
    """Return the value of JSON, or of Python's literals, which some publishers wrote instead.

    Raises:
        Unusable: it is neither.

    """
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        value = _literal(text, name)
    return value


def _literal(text: str, name: str) -> object:
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError) as error:
        raise Unusable(DropReason.NOT_JSON, f"the field {name} is not JSON: {text[:60]!r}") from error
    return value


def _kind(value: object) -> str:
    return "missing" if value is None else f"a {type(value).__name__}"
