"""Plain values as TOML, which the standard library reads but does not write.

    document({"model": {"path": "./m"}, "training": {"batch": 8}})

Tables come after the values of the table that they are in, as TOML wants it; what is None is left out.
"""

import json
import math
import re
import tomllib
from collections.abc import Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def document(values: Mapping[str, object]) -> str:
    """Return ``values`` as a TOML document: texts, numbers, truth values, lists of them, and tables.

    Raises:
        TypeError: a value is none of these.

    """
    return "\n".join(_table((), values)).strip("\n") + "\n"


def value_of(text: str) -> object:
    """Return what ``text`` says as a TOML value, or the text itself where it is none: ``8``, ``true``, ``[1, 2]``, ``dapo``."""
    try:
        found = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return found["value"] if found.keys() == {"value"} else text


def _table(path: tuple[str, ...], values: Mapping[str, object]) -> list[str]:
    known = {key: value for key, value in values.items() if value is not None}
    plain = [f"{_key(key)} = {_value(value)}" for key, value in known.items() if not isinstance(value, Mapping)]
    lines = ["", f"[{'.'.join(map(_key, path))}]", *plain] if path else plain
    for key, value in known.items():
        if isinstance(value, Mapping):
            lines += _table((*path, key), value)
    return lines


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # A JSON text is a TOML one, but for DEL, which TOML wants escaped, and for pairs of surrogates, which it doesn't take.
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"TOML has no {type(value).__name__}: {value!r}")
