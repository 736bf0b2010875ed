"""Templates are filled: ``$name`` and ``$name<expression>`` become what was drawn."""

import re

from afterburner.dataset.families.family import Drawn, Phrase

_HOLE = re.compile(r"\$([a-z]\w*)(?:<([^<>]*)>)?")
_SIMPLE = re.compile(r"\w+")


def code_of(template: str, drawn: Drawn) -> str:
    """Return the template as code, every drawn expression in brackets.

    Raises:
        KeyError: a hole has a name that was not drawn: the family is wrong.

    """

    def one(match: re.Match[str]) -> str:
        value, arguments = drawn[match.group(1)], match.group(2)
        text = _coded(value, None if arguments is None else code_of(arguments, drawn))
        return _bracketed(text) if isinstance(value, Phrase) else text

    return _HOLE.sub(one, template)


def short_of(template: str, drawn: Drawn) -> str:
    """Return the template with code in its holes, for a short statement.

    Raises:
        KeyError: as in ``code_of``.

    """
    return _HOLE.sub(lambda match: _coded(drawn[match.group(1)], match.group(2)), template)


def words_of(template: str, drawn: Drawn) -> str:
    """Return the template in words, for a statement that people read.

    Raises:
        KeyError: as in ``code_of``.

    """
    return _HOLE.sub(lambda match: _worded(drawn[match.group(1)]), template)


def placed(expression: str, *, x: str, y: str = "y") -> str:
    """Return ``expression`` with other expressions in the place of the names ``x`` and ``y``."""
    places = {"x": _bracketed(x), "y": _bracketed(y)}
    return re.sub(r"\b[xy]\b", lambda match: places[match.group()], expression)


def _coded(value: int | str | Phrase, arguments: str | None) -> str:
    text = value.code if isinstance(value, Phrase) else str(value)
    if arguments is None:
        return text
    x, _comma, y = arguments.partition(", ")
    return placed(text, x=x, y=y or "y")


def _worded(value: int | str | Phrase) -> str:
    return value.words if isinstance(value, Phrase) else str(value)


def _bracketed(expression: str) -> str:
    return expression if _SIMPLE.fullmatch(expression) else f"({expression})"
