"""Tests of whole programs, out of published inputs and outputs."""

from collections.abc import Iterable, Sequence

from afterburner.core.problem import Test, Visibility
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason


def text_of(value: object, name: str) -> bytes:
    """Return what a program reads or prints: a text, or a list of its lines.

    Raises:
        Unusable: it is neither.

    """
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "\n".join(value)
    if not isinstance(value, str):
        raise Unusable(DropReason.MISSING_FIELD, f"{name} is a {type(value).__name__}, where text is expected")
    return value.encode()


def stdin_tests(
    inputs: Sequence[object], outputs: Sequence[object], *, name: str, visibility: Visibility = Visibility.PRIVATE
) -> tuple[Test, ...]:
    """Return a test for each input and the output in the same place; they are called ``name-1``, ``name-2`` and so on.

    Raises:
        Unusable: there are more of the one than of the other, or something is no text.

    """
    if len(inputs) != len(outputs):
        raise Unusable(DropReason.NO_TESTS, f"{len(inputs)} inputs and {len(outputs)} outputs, called {name}")
    return tuple(
        Test(
            name=f"{name}-{number}",
            input=text_of(given, f"input {number}"),
            expected=text_of(wanted, f"output {number}"),
            visibility=visibility,
        )
        for number, (given, wanted) in enumerate(zip(inputs, outputs, strict=True), start=1)
    )


def each_input_once(tests: Iterable[Test]) -> tuple[Test, ...]:
    """Return the tests without those whose input was there before: two answers to one input can't both be wanted."""
    known: dict[bytes, Test] = {}
    for test in tests:
        known.setdefault(test.input, test)
    return tuple(known.values())
