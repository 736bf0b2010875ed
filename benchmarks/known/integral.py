"""Memory over time, within 2 %; with few samples, within the bound that the execution states for itself.

Known: each process notes on its own clocks how much it holds before and after every change; between two notes memory is
taken to change linearly. The area under these notes, and the level of the same script with nothing held, must come out.
Courses of several processes at once are held against the wall clock alone: no process's own CPU clock is the tree's.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from afterburner.core.execution import Execution
from afterburner.core.objective import Clock
from known.acting import MB, Claim, Stage, known_area, notes_of

MOST_SHARE = 0.02
RATES_HZ = (1000.0, 10_000.0)
SPARSE_HZ = 100.0
"""Too few samples for the courses with steps: there, the bound that an execution states has to hold."""

TRUTH_SHARE = 0.002
"""How well the area itself is known: half a piece of memory at each step, and what the notes themselves take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A script, and the clocks on which its area is known."""

    script: str
    clocks: tuple[Clock, ...] = (Clock.CPU, Clock.WALL)


_THREE = "fork hold:30 tell stay busy:60 drop end " * 3 + "await:3 release:3 wait"

COURSES = {
    "level of 50 MB": Course(script="hold:50 busy:300 drop"),
    "stairs up, 8 x 10 MB": Course(script="hold:10 busy:50 " * 8),
    "stairs up and down": Course(script="hold:20 busy:40 " * 5 + "drop busy:40 " * 5),
    "ramp to 100 MB": Course(script="hold:0.5 busy:1.5 " * 200),
    "saw, 10 x 40 MB": Course(script="hold:40 busy:20 drop busy:20 " * 10),
    "spikes, 20 of 5 ms and 30 MB": Course(script="hold:30 busy:5 drop busy:25 " * 20),
    "one spike of 5 ms and 200 MB": Course(script="busy:100 hold:200 busy:5 drop busy:100"),
    "asleep with 50 MB": Course(script="hold:50 nap:200 drop", clocks=(Clock.WALL,)),
    "child with 60 MB": Course(script="fork hold:60 busy:300 drop end wait"),
    "children one after the other": Course(script="fork hold:40 busy:60 drop end wait " * 5),
    "three children at once": Course(script=_THREE, clocks=(Clock.WALL,)),
    "child reads the parent's 60 MB": Course(script="hold:60 fork busy:200 end wait drop", clocks=(Clock.WALL,)),
}


def claims(stage: Stage) -> Iterator[Claim]:
    """Yield one claim a course, language, rate and clock."""
    for what, course in COURSES.items():
        for language in ("python", "c"):
            for rate_hz in (SPARSE_HZ, *RATES_HZ):
                yield from _claims_at(stage, what, language, course, rate_hz)


def _claims_at(stage: Stage, what: str, language: str, course: Course, rate_hz: float) -> Iterator[Claim]:
    empty = stage.play(language, course.script, memory=0, sample_hz=rate_hz)
    seen = [stage.play(language, course.script, sample_hz=rate_hz) for _ in range(stage.repeats)]
    for clock in course.clocks:
        yield _claim(what, language, rate_hz, clock, _errors(clock, empty, seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Error:
    """One run: the area that is known, by which share the sandbox is off, and by which it says that it may be."""

    known_byte_s: float
    share: float
    stated: float


def _errors(clock: Clock, empty: Execution, seen: list[Execution]) -> list[_Error]:
    level = _area(empty, clock) / _length_s(empty, clock)
    return [_error(clock, run, level * _length_s(run, clock) + known_area(notes_of(run), clock)) for run in seen]


def _error(clock: Clock, run: Execution, known: float) -> _Error:
    stated = run.integral_error_byte_s(clock)
    assert stated is not None
    return _Error(known_byte_s=known, share=_area(run, clock) / known - 1, stated=stated / known)


def _claim(what: str, language: str, rate_hz: float, clock: Clock, errors: list[_Error]) -> Claim:
    is_sparse = rate_hz == SPARSE_HZ
    error = statistics.median(error.share for error in errors)
    bound = statistics.median(error.stated for error in errors) + TRUTH_SHARE if is_sparse else MOST_SHARE
    return Claim(
        topic="bound" if is_sparse else "integral",
        what=what,
        language=language,
        how=f"{clock.value}, {rate_hz:.0f} Hz",
        known=f"{statistics.median(error.known_byte_s for error in errors) / MB:.2f} MB s",
        error=f"{error:+.2%}",
        worst=f"{max((error.share for error in errors), key=abs):+.2%}",
        bound=f"{bound:.1%}",
        held=all(abs(error.share) <= error.stated + TRUTH_SHARE for error in errors)
        if is_sparse
        else abs(error) <= bound,
    )


def _area(seen: Execution, clock: Clock) -> float:
    area = seen.timeline.integral_byte_s(clock)
    assert area is not None
    return area


def _length_s(seen: Execution, clock: Clock) -> float:
    length_s = seen.cpu_s if clock is Clock.CPU else seen.wall_s
    assert length_s is not None
    return length_s
