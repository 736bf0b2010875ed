"""Values as bytes and back: how arguments reach a function under test, and how its result comes out.

JSON, with a tag for what JSON has no word for, so that a list, a tuple and a set stay different. Types are exact: an
instance of a subclass (an ``int`` whose ``__eq__`` is always true, say) has no encoding. Decoding builds plain values
only, and is safe on hostile bytes.

    None bool int float str        as in JSON (NaN and the infinities as Python's ``json`` writes them)
    list                           a JSON array
    dict with string keys          a JSON object
    tuple set frozenset bytes      {"$": "tuple", "v": [...]}; sets sorted by their encoding; bytes as hex
    any other dict                 {"$": "dict", "v": [[key, value], ...]}

>>> decode(encode((1, {2.0})))
(1, {2.0})
"""

import json

_SCALARS = frozenset({type(None), bool, int, float, str})
MOST_DEPTH = 200
"""Deeper nesting than this has no encoding: no honest answer needs it, and the decoder must not run out of stack."""


class EncodingError(ValueError):
    """A value or a text has no place in the encoding."""


def encode(value: object) -> bytes:
    """Return ``value`` as bytes.

    Raises:
        EncodingError: a part of the value is of another type than those listed, it is nested too deeply, or an int has
            more digits than Python writes (4300).

    """
    try:
        text = json.dumps(_plain(value, 0), separators=(",", ":"), ensure_ascii=False)
    except ValueError as error:
        raise EncodingError(str(error)) from None
    # Lone surrogates pass, as in json.loads: escaped, two of them in a row would come back as one character.
    return text.encode(errors="surrogatepass")


def decode(text: bytes) -> object:
    """Return the value that ``text`` encodes.

    Raises:
        EncodingError: the text is not an encoding of anything.

    """
    try:
        return _value(json.loads(text), 0)
    except (ValueError, TypeError, RecursionError) as error:
        raise EncodingError(f"not an encoded value: {error}") from None


def canonical(text: bytes) -> object:
    """Return what ``text`` encodes as plain lists, dicts by string and scalars, tags kept, sets and dicts in order.

    Two texts encode equal values of equal types exactly if their canonical forms have the same ``json.dumps``. No set and
    no dict by hostile keys is built on the way: numbers that collide in a hash table cost nothing here.

    Raises:
        EncodingError: the text is not an encoding of anything.

    """
    try:
        return _canonical(json.loads(text), 0)
    except (ValueError, TypeError, RecursionError) as error:
        raise EncodingError(f"not an encoded value: {error}") from None


def _canonical(plain: object, depth: int) -> object:
    if not isinstance(plain, list | dict):
        return plain
    if depth > MOST_DEPTH:
        raise EncodingError(f"nested deeper than {MOST_DEPTH}")
    if isinstance(plain, list):
        return plain if set(map(type, plain)) <= _SCALARS else [_canonical(item, depth + 1) for item in plain]
    if "$" not in plain:
        return {key: _canonical(plain[key], depth + 1) for key in sorted(plain)}
    return _canonical_tagged(plain, depth)


def _canonical_tagged(plain: dict[str, object], depth: int) -> object:
    tag, content = plain["$"], plain.get("v")
    if tag == "bytes" and isinstance(content, str):
        return {"$": tag, "v": bytes.fromhex(content).hex()}
    if not isinstance(content, list) or tag not in {"tuple", "set", "frozenset", "dict"}:
        raise EncodingError(f"the tag {tag!r:.40} is unknown or has no list")
    items = [_canonical(item, depth + 1) for item in content]
    if tag == "dict" and not all(isinstance(item, list) and len(item) == 2 for item in items):  # noqa: PLR2004 - key, value
        raise EncodingError("a dict has something else than pairs")
    return {"$": tag, "v": items if tag == "tuple" else sorted(items, key=json.dumps)}


def _plain(value: object, depth: int) -> object:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if depth > MOST_DEPTH:
        raise EncodingError(f"nested deeper than {MOST_DEPTH}")
    if isinstance(value, list) and kind is list:
        # One pass in C over the types spares a Python call per element of the usual flat list.
        return value if set(map(type, value)) <= _SCALARS else [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict) and kind is dict:
        return _plain_dict(value, depth)
    return _tagged(value, depth)


def _plain_dict(value: dict[object, object], depth: int) -> object:
    if set(map(type, value)) <= {str} and "$" not in value:
        return {key: _plain(item, depth + 1) for key, item in value.items()}
    pairs = [[_plain(key, depth + 1), _plain(item, depth + 1)] for key, item in value.items()]
    return {"$": "dict", "v": pairs}


def _tagged(value: object, depth: int) -> object:
    kind = type(value)
    if isinstance(value, tuple) and kind is tuple:
        return {"$": "tuple", "v": [_plain(item, depth + 1) for item in value]}
    if isinstance(value, set | frozenset) and kind in {set, frozenset}:
        items = sorted((_plain(item, depth + 1) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
        return {"$": kind.__name__, "v": items}
    if isinstance(value, bytes) and kind is bytes:
        return {"$": "bytes", "v": value.hex()}
    raise EncodingError(f"a value of type {kind.__name__!s:.80} can't be returned")


def _value(plain: object, depth: int) -> object:
    if not isinstance(plain, list | dict):
        return plain
    # The same bound as in encode: whatever is decoded can be encoded again.
    if depth > MOST_DEPTH:
        raise EncodingError(f"nested deeper than {MOST_DEPTH}")
    if isinstance(plain, list):
        return plain if set(map(type, plain)) <= _SCALARS else [_value(item, depth + 1) for item in plain]
    if "$" not in plain:
        return {key: _value(item, depth + 1) for key, item in plain.items()}
    return _untagged(plain, depth)


def _untagged(plain: dict[str, object], depth: int) -> object:
    tag, content = plain.get("$"), plain.get("v")
    if tag == "bytes" and isinstance(content, str):
        return bytes.fromhex(content)
    if not isinstance(content, list):
        raise EncodingError(f"the tag {tag!r:.40} has no list")
    if tag == "dict":
        # A pair of another length fails here, as it should.
        return {_value(key, depth + 1): _value(item, depth + 1) for key, item in content}
    items = [_value(item, depth + 1) for item in content]
    makers = {"tuple": tuple, "set": set, "frozenset": frozenset}
    if tag not in makers:
        raise EncodingError(f"unknown tag {tag!r:.40}")
    return makers[str(tag)](items)
