"""Made generators: inputs of the hinted types, the same for the same seed, that grow with the size."""

import ast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.encoding import decode, encode
from afterburner.dataset.own.generator_source import STYLES, Style, generator_source
from afterburner.dataset.own.hints import shape_of
from afterburner.dataset.own.shapes import Collection, Mapping
from tests.dataset.own.samples import is_of, parameter, shapes

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def generator(*hints, styles=STYLES):
    parameters = [parameter(shape_of(ast.parse(hint, mode="eval").body)) for hint in hints]
    return loaded(parameters, styles=styles)


def loaded(parameters, *, styles=STYLES):
    names = {}
    exec(generator_source(parameters, styles=styles), names)  # noqa: S102 - our own source
    return names["generate"]


def total(value):
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(total(part) for pair in value.items() for part in pair)
    return sum(map(total, value)) if isinstance(value, list | tuple | set | frozenset) else 1


@few
@given(shape=shapes, seed=st.integers(0, 1000), size=st.integers(0, 100))
def test_every_input_is_of_its_shape_and_the_same_for_the_same_seed(shape, seed, size):
    generate = loaded([parameter(shape)])
    (value,) = generate(seed, size)
    assert is_of(value, shape)
    assert encode(generate(seed, size)) == encode([value]) == encode(decode(encode([value])))
    if isinstance(shape, Collection | Mapping):
        assert len(value) <= size


def test_sizes_grow_and_the_total_stays_about_the_size():
    for hint in ("list[int]", "str", "list[str]", "list[list[int]]", "dict[int, list[int]]", "list[list[list[int]]]"):
        totals = [total(generator(hint)(7, size)[0]) for size in (100, 1_000, 10_000)]
        assert totals == sorted(totals), hint
        for size, seen in zip((100, 1_000, 10_000), totals, strict=True):
            assert size / 4 <= seen <= 2 * size, hint


def test_size_zero_is_empty():
    assert generator("list[int]", "str", "dict[str, int]", "set[int]")(0, 0) == [[], "", {}, set()]


def test_ints_are_within_about_the_size():
    (numbers,) = generator("list[int]", styles=[Style(-1, "a", is_even=True)])(1, 1000)
    assert -3100 < min(numbers) < 0
    assert 1000 < max(numbers) < 3100
    assert sum(abs(number) <= 1001 for number in numbers) > 950


def test_a_lone_int_is_the_size_and_one_beside_a_list_is_a_place_in_it():
    alone, beside = generator("int"), generator("list[int]", "int")
    assert all(875 <= alone(seed, 1000)[0] <= 1000 for seed in range(50))
    places = [beside(seed, 1000)[1] for seed in range(50)]
    assert 0 <= min(places) < 300
    assert 700 < max(places) <= 1000


def test_styles_keep_what_they_say():
    (text, numbers) = generator("str", "list[int]", styles=[Style(1, "01", is_even=True)])(1, 500)
    assert set(text) == {"0", "1"}
    assert len(text) == len(numbers) == 500
    assert min(numbers) >= 1


def test_large_values_are_not_none():
    assert all(generator("list[int] | None")(seed, 200)[0] is not None for seed in range(20))
    assert any(generator("list[int] | None")(seed, 5)[0] is None for seed in range(20))


def test_the_source_needs_the_standard_library_alone():
    tree = ast.parse(generator_source([parameter(shape_of(ast.parse("int", mode="eval").body))]))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports}
    assert names == {"random", "collections.abc"}
