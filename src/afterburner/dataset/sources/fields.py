"""Fields of foreign records: taken out with their types checked, a fault being a value.

record = Fields(line)
statement = record.text("content")          raises Unusable, which ``convert`` turns into Dropped
"""

import ast
import json
from collections.abc import Callable
from dataclasses import dataclass

from afterburner.core.encoding import EncodingError
from afterburner.core.errors import UsageError
from afterburner.dataset.files import Line
from afterburner.dataset.sources.source import Converted, Dropped, DropReason, Kept
from afterburner.sandbox.port import Sandbox


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
        value = self.line.value.get(name)
        value = default if value is None else value  # a table has a null where a record leaves a field out
        if not isinstance(value, str):
            raise Unusable(DropReason.MISSING_FIELD, f"the field {name} is {_kind(value)}, where text is expected")
        value.encode()  # half of a surrogate pair can't be written down again: converter() says so
        return value

    def number(self, name: str) -> int:
        """Return a field that is a whole number, or the digits of one.

        Raises:
            Unusable: it is missing, or no whole number.

        """
        value = self.line.value.get(name)
        if isinstance(value, str) and value.isdecimal() and len(value) < 19:  # noqa: PLR2004 - what 64 bits hold
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unusable(DropReason.MISSING_FIELD, f"the field {name} is {_kind(value)}, where a number is expected")
        return value

    def name(self, name: str) -> str:
        """Return a field that is text or a whole number, as text: what publishers call their records.

        Raises:
            Unusable: it is missing, or something else.

        """
        return str(self.number(name)) if isinstance(self.line.value.get(name), int) else self.text(name)

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


_MOST_ID_CHARS = 100
"""Some publishers name a record by its whole statement."""

Conversion = Callable[[Fields, Sandbox], Kept]
"""Converts the fields of one record, or raises ``Unusable``."""


def converter(kept: Conversion, *, id_field: str, prefix: str = "") -> Callable[[Line, Sandbox], Converted]:
    """Return the ``convert`` of a source: what ``kept`` gives, or what it gave up for.

    Foreign text may break a rule of ours that no source looks at (a driver without a place for the solution, a value
    that has no encoding, or is nested too deeply, half of a surrogate pair): that is the record's fault, too.
    """

    def convert(line: Line, sandbox: Sandbox) -> Converted:
        try:
            return kept(Fields(line), sandbox)
        except Unusable as why:
            return why.of(_id_of(line, id_field, prefix))
        except UsageError as error:
            return Unusable(DropReason.DRIVER, error.message).of(_id_of(line, id_field, prefix))
        except (EncodingError, UnicodeError, RecursionError) as error:
            return Unusable(DropReason.NOT_ENCODABLE, str(error)[:200]).of(_id_of(line, id_field, prefix))

    return convert


def _id_of(line: Line, field: str, prefix: str) -> str | None:
    value = line.value.get(field)
    return f"{prefix}{value}"[:_MOST_ID_CHARS] if isinstance(value, str | int) else None
