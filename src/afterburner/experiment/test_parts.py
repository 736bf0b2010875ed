"""Parts of a problem's tests: the public ones alone, or the private ones alone, each a problem that can be judged and timed.

    part(problem, Tests.PUBLIC).tests

What becomes of performance tests: each part has those of its own visibility. Where that leaves one part without any although
the problem has some, all of them are dealt out in turn, the first to the public part, so that both parts are timed on inputs
of all sizes; a single one goes to both.
"""

from collections.abc import Sequence
from dataclasses import replace

from afterburner.core.errors import DataError
from afterburner.core.problem import Problem, Purpose, Visibility
from afterburner.experiment.condition import Tests

_VISIBILITY = {Tests.PUBLIC: Visibility.PUBLIC, Tests.PRIVATE: Visibility.PRIVATE}


def part(problem: Problem, tests: Tests) -> Problem:
    """Return ``problem`` with a part of its tests, in their order; with ``Tests.ALL`` as it is.

    Raises:
        DataError: no test has that visibility.

    """
    if tests is Tests.ALL:
        return problem
    own = {place for place, test in enumerate(problem.tests) if test.visibility is _VISIBILITY[tests]}
    if not own:
        hint = f"leave the problem out, or mark some of its tests as {tests.value}"
        raise DataError(f"problem {problem.id}, field tests: none of {len(problem.tests)} is {tests.value}", hint=hint)
    timed = [place for place, test in enumerate(problem.tests) if test.purpose is Purpose.PERFORMANCE]
    if len({problem.tests[place].visibility for place in timed}) == 1:
        own = (own - set(timed)) | set(_dealt(timed, tests))
    chosen = tuple(test for place, test in enumerate(problem.tests) if place in own)
    return replace(problem, tests=chosen, performance_sizes=_sizes(problem, timed, own))


def _dealt(timed: Sequence[int], tests: Tests) -> Sequence[int]:
    return timed if len(timed) == 1 else timed[tests is Tests.PRIVATE :: 2]


def _sizes(problem: Problem, timed: Sequence[int], own: set[int]) -> tuple[int, ...]:
    """Return the sizes of the performance tests that are left, where each has one."""
    if len(problem.performance_sizes) != len(timed):
        return problem.performance_sizes
    return tuple(size for size, place in zip(problem.performance_sizes, timed, strict=True) if place in own)
