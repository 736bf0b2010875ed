"""Generators written from shapes: what they return has the right types, is repeatable, and is about as large as asked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core import encoding
from afterburner.dataset.own.generator_source import generator_source
from afterburner.dataset.own.shapes import Collection, CollectionKind, Mapping, Parameter, Scalar, ScalarKind
from tests.dataset.own.shape_samples import is_of, shapes

INT, STR = Scalar(ScalarKind.INT), Scalar(ScalarKind.STR)
INTS = Collection(CollectionKind.LIST, INT)
quick = settings(max_examples=60, deadline=None)


def made(*parameters, seed=0, size=100):
    """Return what the generator for parameters of these shapes makes."""
    source = generator_source([Parameter(name="p", shape=shape) for shape in parameters])
    names = {}
    exec(compile(source, "generator", "exec"), names)  # noqa: S102 - it was written by us
    return names["generate"](seed, size)


@quick
@given(st.lists(shapes, min_size=1, max_size=3), st.integers(0, 99), st.integers(0, 50))
def test_arguments_are_of_their_shapes(parameters, seed, size):
    arguments = made(*parameters, seed=seed, size=size)
    assert len(arguments) == len(parameters)
    assert all(map(is_of, arguments, parameters))


@quick
@given(shapes, st.integers(0, 99), st.integers(0, 50))
def test_arguments_have_an_encoding_which_is_the_same_each_time(shape, seed, size):
    first, again = (encoding.encode(made(shape, seed=seed, size=size)) for _ in range(2))
    assert first == again


def test_another_seed_or_size_makes_other_arguments():
    several = [made(INTS), made(INTS, seed=1), made(INTS, size=101)]
    assert several[0] != several[1] != several[2] != several[0]


def test_a_parameter_with_a_default_is_given_too():
    source = generator_source([Parameter(name="p", shape=INT, is_optional=True)])
    names = {}
    exec(compile(source, "generator", "exec"), names)  # noqa: S102 - it was written by us
    assert len(names["generate"](0, 9)) == 1


def test_a_list_or_a_text_is_as_long_as_the_size():
    assert [len(value) for value in made(INTS, STR, size=1000)] == [1000, 1000]


def test_a_matrix_shares_the_size_between_rows_and_columns():
    (matrix,) = made(Collection(CollectionKind.LIST, INTS), size=10_000)
    assert [len(matrix), *{len(row) for row in matrix}] == [100, 100]


def test_texts_in_a_list_stay_short():
    (texts,) = made(Collection(CollectionKind.LIST, STR), size=1000)
    assert (len(texts), {len(text) for text in texts}) == (1000, {8})


def test_ints_are_mostly_within_the_size():
    (numbers,) = made(INTS, size=10_000)
    within = sum(abs(number) <= 10_000 for number in numbers)
    assert 0.85 <= within / len(numbers) < 1


def test_a_dict_has_about_so_many_keys():
    (found,) = made(Mapping(STR, INT), size=500)
    assert 450 <= len(found) <= 500
