"""Shapes as Hypothesis strategies: small inputs, odd ones among them, for right and wrong.

Hypothesis is driven as a source of examples, and not to test anything: ``examples`` has it call a function that keeps what it
is given. The same seed gives the same examples in every process, and nothing is written anywhere:

- no database, no shrinking, no deadline, no health checks: ``settings`` says so;
- texts are lists of characters that are joined: ``st.text`` would write its table of Unicode into the working folder;
- Hypothesis mixes in constants from whatever modules are imported, and caches them in files: a provider, which is how it lets
  others choose the values, draws none. What is worth trying is named here instead.
"""

from __future__ import annotations  # hypothesis is imported where it is used: it takes a tenth of a second

from typing import TYPE_CHECKING, assert_never

from afterburner.core import encoding
from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Parameter,
    Scalar,
    ScalarKind,
    Shape,
    Values,
    levels,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

CHARACTERS = "abcABCxyz019 ,.-_()[]{}'\"\\/\t\n\0éßñÅλЖ中文日本語😀\u0301\u200b\u2028\x7f"
"""Letters, digits, brackets, white space, and what length, case or line ends come out differently for."""
EDGE_INTEGERS = (0, 1, -1, 2, 10, 255, 256, 2**31 - 1, 2**31, -(2**31), 2**53 + 1, 2**63, -(2**63), 10**20)
"""Where narrower types end."""
EDGE_FLOATS = (0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 1e-9, 1 / 3, 1e6)
_WIDEST_FLOAT = 1e6
"""A sum of a few such floats has the same nine digits in whatever order it is taken; of larger ones it has not."""
_MOST_ITEMS = 12
_MOST_CHARACTERS = 16
_DRAWN = 2
"""Examples drawn for each one wanted: some are the same."""
_PROVIDER = "afterburner"


def calls(parameters: Sequence[Parameter]) -> SearchStrategy[list[object]]:
    """Return the strategy of arguments for a call, by position; what has a default is sometimes left to it."""
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    required = sum(not parameter.is_optional for parameter in parameters)
    counts = range(required, len(parameters) + 1)
    whole = [values_of(parameter.shape) for parameter in parameters]
    return st.one_of([st.tuples(*whole[:count]).map(list) for count in reversed(counts)])


def values_of(shape: Shape) -> SearchStrategy[object]:
    """Return the strategy of the values of ``shape``."""
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    match shape:
        case Scalar(kind):
            return _scalar(kind)
        case Values(values):
            return st.sampled_from(values)
        case Collection():
            return _collection(shape)
        case Fixed(items):
            return st.tuples(*map(values_of, items))
        case Mapping(key, value):
            return st.dictionaries(values_of(key), values_of(value), max_size=_most_items(shape))
        case OneOf(members):
            return st.one_of(*map(values_of, members))
    assert_never(shape)


def examples(strategy: SearchStrategy[list[object]], count: int, *, seed: int) -> list[list[object]]:
    """Return up to ``count`` different examples of ``strategy``, the simplest first; fewer where there are not that many.

    Two examples differ where their encodings do.
    """
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - see above
    from hypothesis import seed as seeded  # noqa: PLC0415

    found: dict[bytes, list[object]] = {}

    @seeded(seed)
    @settings(
        max_examples=_DRAWN * count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        backend=_registered(),
        print_blob=False,
    )
    @given(strategy)
    def keep(arguments: list[object]) -> None:
        if len(found) < count:
            found.setdefault(encoding.encode(arguments), arguments)

    keep()
    return list(found.values())


def _registered() -> str:
    """Return the name of the provider that draws no constants of other modules."""
    from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider  # noqa: PLC0415

    class Plain(HypothesisProvider):
        def _maybe_draw_constant(self, *_: object, **__: object) -> None:
            """Draw none."""

    AVAILABLE_PROVIDERS.setdefault(_PROVIDER, Plain)
    return _PROVIDER


def _scalar(kind: ScalarKind) -> SearchStrategy[object]:
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    match kind:
        case ScalarKind.INT:
            return st.one_of(
                st.integers(0, 9), st.integers(-30, 100), st.integers(-(10**6), 10**6), st.sampled_from(EDGE_INTEGERS)
            )
        case ScalarKind.FLOAT:
            wide = st.floats(-_WIDEST_FLOAT, _WIDEST_FLOAT)
            return st.one_of(st.integers(-9, 9).map(float), wide, st.sampled_from(EDGE_FLOATS))
        case ScalarKind.BOOL:
            return st.booleans()
        case ScalarKind.STR:
            return st.one_of(*(_text(alphabet) for alphabet in ("ab", "abcdefghij ", "0123456789", CHARACTERS)))
        case ScalarKind.BYTES:
            return st.lists(st.integers(0, 255), max_size=_MOST_CHARACTERS).map(bytes)
        case ScalarKind.NONE:
            return st.none()
    assert_never(kind)


def _text(alphabet: str) -> SearchStrategy[str]:
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    return st.lists(st.sampled_from(alphabet), max_size=_MOST_CHARACTERS).map("".join)


def _most_items(shape: Shape) -> int:
    return max(3, _MOST_ITEMS // levels(shape))


def _collection(shape: Collection) -> SearchStrategy[object]:
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    item, most = values_of(shape.item), _most_items(shape)
    if shape.kind is CollectionKind.SET:
        return st.sets(item, max_size=most)
    if shape.kind is CollectionKind.FROZENSET:
        return st.frozensets(item, max_size=most)
    several = _with_repeats(item, most)
    return several.map(tuple) if shape.kind is CollectionKind.TUPLE else several


def _with_repeats(item: SearchStrategy[object], most: int) -> SearchStrategy[list[object]]:
    """Return the strategy of lists, a third of which hold the same few items over and over."""
    from hypothesis import strategies as st  # noqa: PLC0415 - see above

    few = st.lists(item, min_size=1, max_size=3)
    repeated = few.flatmap(lambda pool: st.lists(st.sampled_from(pool), min_size=2, max_size=most))
    return st.one_of(st.lists(item, max_size=most), st.lists(item, max_size=most), repeated)
