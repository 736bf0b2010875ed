"""Tests that a user brings: a folder of ``NAME.in`` and ``NAME.out``, or JSONL of ``{"input": ..., "expected": ...}``.

For a function a line may also be a call: ``{"args": [...], "expected": ...}``, or ``kwargs`` with an object by name instead.
"""

import json
from dataclasses import replace
from pathlib import Path

from afterburner.core import encoding
from afterburner.core.errors import DataError
from afterburner.core.problem import Test, Visibility

_CALL = ("args", "kwargs")
_HINT = 'each line is an object like {"input": "1 2\\n", "expected": "3\\n"}'
_CALL_HINT = 'each line is an object like {"args": [[3, 1, 2]], "expected": [1, 2, 3]}'

MOST_EXAMPLES = 3
"""Tests that a policy is shown: as many as a statement usually has."""


def load_tests(path: Path, *, entry_point: str | None = None) -> tuple[Test, ...]:
    """Return the tests under ``path``; the smallest few, but never all, are public.

    With an ``entry_point`` a JSONL file holds JSON values: the arguments (a list, or an object by name), and the result;
    a folder holds the same, as text. In a call (``args``, ``kwargs``) and its ``expected``, as in a folder, the tags of
    ``core.encoding`` say what JSON has no word for: ``{"$": "tuple", "v": [1, 2]}`` is a tuple there, and a dict in ``input``.

    Raises:
        DataError: there is nothing there, or something in it can't be used; the message names the file and line.

    """
    if not path.exists():
        raise DataError(f"{path} does not exist", hint="give a folder of NAME.in and NAME.out files, or a JSONL file")
    tests = _from_folder(path) if path.is_dir() else _from_jsonl(path, values=entry_point is not None)
    if not tests:
        raise DataError(f"{path} holds no tests", hint="a folder needs pairs NAME.in and NAME.out, a file needs lines")
    if entry_point is not None:
        for test in tests:
            _check_values(path, test)
    return _with_examples(tests)


def _with_examples(tests: tuple[Test, ...]) -> tuple[Test, ...]:
    """Return the tests, the smallest ones public: what a policy is shown, and no program can win by knowing."""
    by_size = sorted(range(len(tests)), key=lambda at: len(tests[at].input) + len(tests[at].expected))
    shown = set(by_size[: min(MOST_EXAMPLES, len(tests) - 1)])
    return tuple(
        replace(test, visibility=Visibility.PUBLIC if at in shown else Visibility.PRIVATE)
        for at, test in enumerate(tests)
    )


def _from_folder(folder: Path) -> tuple[Test, ...]:
    inputs, outputs = ({p.stem: p for p in folder.glob(f"*.{suffix}") if p.is_file()} for suffix in ("in", "out"))
    for stem in sorted(inputs.keys() ^ outputs.keys()):
        there, missing = (inputs[stem], "out") if stem in inputs else (outputs[stem], "in")
        raise DataError(f"{there} has no {stem}.{missing} beside it", hint="every NAME.in needs its NAME.out")
    return tuple(
        Test(name=stem, input=_bytes_of(inputs[stem]), expected=_bytes_of(outputs[stem]))
        for stem in sorted(inputs, key=_natural)
    )


def _natural(name: str) -> tuple[int, int, str]:
    return (0, int(name), name) if name.isdecimal() else (1, 0, name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from error


def _from_jsonl(path: Path, *, values: bool) -> tuple[Test, ...]:
    tests = []
    for number, line in enumerate(_bytes_of(path).splitlines(), start=1):
        if line.strip():
            tests.append(_from_line(path, number, line, values=values))
    return tuple(tests)


def _from_line(path: Path, number: int, line: bytes, *, values: bool) -> Test:
    place = f"{path}, line {number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{place} is not JSON: {error}", hint=_HINT) from error
    is_call = values and isinstance(record, dict) and "input" not in record and not record.keys().isdisjoint(_CALL)
    data, answer = _call(place, record) if is_call else _pair(place, record, values=values)
    return Test(name=f"line-{number}", input=data, expected=answer)


def _pair(place: str, record: object, *, values: bool) -> tuple[bytes, bytes]:
    if not isinstance(record, dict) or not {"input", "expected"} <= record.keys():
        raise DataError(f"{place} has no input and expected", hint=_CALL_HINT if values else _HINT)
    if not values and not all(isinstance(record[key], str) for key in ("input", "expected")):
        hint = f"{_HINT}, or name an --entry-point"
        raise DataError(f"{place}: input and expected must be strings", hint=hint)
    if values and not record.keys().isdisjoint(_CALL):
        raise DataError(f"{place} has both input and {' or '.join(_CALL)}", hint=_CALL_HINT)
    to_bytes = encoding.encode if values else str.encode
    try:
        return to_bytes(record["input"]), to_bytes(record["expected"])
    except ValueError as error:
        raise DataError(f"{place} can't be used: {error}") from error


def _call(place: str, record: dict[str, object]) -> tuple[bytes, bytes]:
    """Return arguments and result of a line that is a call."""
    if "expected" not in record:
        raise DataError(f"{place} has no expected", hint=_CALL_HINT)
    args, kwargs = record.get("args", []), record.get("kwargs", {})
    if not isinstance(args, list) or not isinstance(kwargs, dict):
        raise DataError(f"{place}: args must be a list, and kwargs an object", hint=_CALL_HINT)
    if args and kwargs:
        hint = "put all arguments into args in their order, or all into kwargs by name"
        raise DataError(f"{place} has args and kwargs: a call can carry one of them", hint=hint)
    if "$" in kwargs:
        raise DataError(f"{place}: $ is no name of an argument", hint=_CALL_HINT)
    # Dumped, and not encoded: tags stand for what they say.
    data, answer = (json.dumps(value, ensure_ascii=False) for value in (kwargs or args, record["expected"]))
    return data.encode(errors="surrogatepass"), answer.encode(errors="surrogatepass")


def _check_values(path: Path, test: Test) -> None:
    for what, text in (("input", test.input), ("expected", test.expected)):
        try:
            value = encoding.decode(text)
        except encoding.EncodingError as error:
            raise DataError(f"{path}, test {test.name}: the {what} is {error}") from error
        if what == "input" and not isinstance(value, list | dict):
            raise DataError(f"{path}, test {test.name}: the input must be a list of arguments, or an object by name")
