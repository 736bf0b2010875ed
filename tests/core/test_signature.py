"""Signatures: what they say, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.errors import UsageError
from afterburner.core.signature import Parameter, Scalar, Signature, ValueType, parse_signature

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
TYPES = st.builds(ValueType, scalar=st.sampled_from(Scalar), depth=st.integers(0, 4))


def parameters():
    pairs = st.lists(st.tuples(NAMES, TYPES), max_size=4, unique_by=lambda pair: pair[0])
    return pairs.map(lambda found: tuple(Parameter(name=name, type=kind) for name, kind in found))


@given(st.builds(Signature, name=NAMES, parameters=parameters(), returns=TYPES))
def test_what_is_written_is_read_again(signature):
    assert parse_signature(str(signature)) == signature


def test_white_space_does_not_matter():
    assert str(parse_signature(" f ( a:list[ int ],b : str )->bool ")) == "f(a: list[int], b: str) -> bool"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "f",
        "f(a: int)",
        "f(a) -> int",
        "f(a: set[int]) -> int",
        "f(a: list[int) -> int",
        "f(a: int, a: int) -> int",
        "f(a: int,) -> int",
        "1f() -> int",
        "f() -> None",
        "f() -> " + "list[" * 9 + "int" + "]" * 9,
    ],
)
def test_what_is_no_signature_is_refused_with_a_hint(text):
    with pytest.raises(UsageError) as caught:
        parse_signature(text)
    assert "list[int]" in caught.value.hint
