"""Parts of tests: whose they are, and that both can be timed."""

import pytest

from afterburner.core.errors import DataError
from afterburner.core.problem import Problem, Purpose, Test, Visibility
from afterburner.experiment.condition import Tests
from afterburner.experiment.test_parts import part

PUBLIC, PRIVATE = Visibility.PUBLIC, Visibility.PRIVATE


def problem(*tests: tuple[str, Visibility], sizes: tuple[int, ...] = ()) -> Problem:
    """Return a problem with these tests; those whose names begin with p are performance tests."""
    made = tuple(
        Test(
            name=name,
            input=b"1",
            expected=b"1",
            visibility=visibility,
            purpose=Purpose.PERFORMANCE if name.startswith("p") else Purpose.CORRECTNESS,
        )
        for name, visibility in tests
    )
    return Problem(id="sums", title="Sums", statement="Add.", tests=made, performance_sizes=sizes)


def names(one: Problem) -> list[str]:
    return [test.name for test in one.tests]


def test_all_is_as_it_is() -> None:
    whole = problem(("a", PUBLIC), ("b", PRIVATE))
    assert part(whole, Tests.ALL) is whole


def test_parts_are_those_of_the_visibility() -> None:
    whole = problem(("a", PUBLIC), ("b", PRIVATE), ("p1", PUBLIC), ("p2", PRIVATE), sizes=(10, 1000))
    assert names(part(whole, Tests.PUBLIC)) == ["a", "p1"]
    assert names(part(whole, Tests.PRIVATE)) == ["b", "p2"]
    assert part(whole, Tests.PUBLIC).performance_sizes == (10,)
    assert part(whole, Tests.PRIVATE).performance_sizes == (1000,)


def test_performance_tests_of_one_visibility_are_dealt_out() -> None:
    whole = problem(
        ("a", PUBLIC), ("b", PRIVATE), ("p1", PRIVATE), ("p2", PRIVATE), ("p3", PRIVATE), sizes=(10, 100, 1000)
    )
    assert names(part(whole, Tests.PUBLIC)) == ["a", "p1", "p3"]
    assert names(part(whole, Tests.PRIVATE)) == ["b", "p2"]
    assert part(whole, Tests.PUBLIC).performance_sizes == (10, 1000)


def test_a_single_performance_test_is_in_both_parts() -> None:
    whole = problem(("a", PUBLIC), ("b", PRIVATE), ("p1", PRIVATE))
    assert names(part(whole, Tests.PUBLIC)) == ["a", "p1"]
    assert names(part(whole, Tests.PRIVATE)) == ["b", "p1"]


@pytest.mark.parametrize(("visibility", "missing"), [(PRIVATE, Tests.PUBLIC), (PUBLIC, Tests.PRIVATE)])
def test_a_part_without_tests_is_an_error(visibility: Visibility, missing: Tests) -> None:
    with pytest.raises(DataError, match=f"problem sums, field tests: none of 2 is {missing.value}"):
        part(problem(("a", visibility), ("p1", visibility)), missing)
