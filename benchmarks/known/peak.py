"""Largest memory of the whole tree, within 1 % or 1 MB; what processes share counts once, files in memory count.

Known: each script says how much there is at one time. The level below it is what the sandbox says of the same script with a
tenth of that, less the tenth (with nothing, the start of a small program would be its peak); whether such a level makes sense,
``level.py`` asks the kernel's account of one process.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from known.acting import MB, Claim, Stage

MOST_SHARE = 0.01
MOST_BYTES = MB
TENTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A script, and the memory that it has at one time at most."""

    script: str
    peak_mb: float


_THREE_AT_ONCE = "fork hold:40 tell stay end " * 3 + "await:3 nap:20 release:3 wait"
_THREE_READ = "hold:120 " + "fork tell stay end " * 3 + "await:3 nap:20 release:3 wait"
_THREE_WRITE = "hold:80 " + "fork touch:50 tell stay end " * 3 + "await:3 nap:20 release:3 wait"
_THREE_SHARE = "share:100 visit " + "fork visit tell stay end " * 3 + "await:3 nap:20 release:3 wait"
_TWO_LOOK = "memfd:100 " + "fork look tell stay end " * 2 + "await:2 nap:20 release:2 wait"

_OUT_OF_SIGHT = "fork session fork hold:120 tell stay end end wait await:1 nap:20"

COURSES = {
    "alone": Course(script="hold:150 nap:20", peak_mb=150),
    "alone, for no time at all": Course(script="hold:150 drop", peak_mb=150),
    "alone, up and down": Course(script="hold:50 hold:50 drop drop hold:60 nap:5 drop", peak_mb=100),
    "reserved, never touched": Course(script="reserve:500 nap:20", peak_mb=0),
    "one child": Course(script="fork hold:120 nap:20 end wait", peak_mb=120),
    "one child, for no time at all": Course(script="fork hold:120 drop end wait", peak_mb=120),
    "three children at once": Course(script=_THREE_AT_ONCE, peak_mb=120),
    "three children one after the other": Course(script="fork hold:60 nap:5 end wait " * 3, peak_mb=60),
    "parent, then child": Course(script="hold:60 nap:5 drop fork hold:100 nap:5 end wait", peak_mb=100),
    "three children that read the parent's": Course(script=_THREE_READ, peak_mb=120),
    "three children that write to half of it": Course(script=_THREE_WRITE, peak_mb=80 + 3 * 40),
    "child in a session of its own": Course(script=_OUT_OF_SIGHT, peak_mb=120),
    "mapping shared by four": Course(script=_THREE_SHARE, peak_mb=100),
    "anonymous file, not mapped": Course(script="memfd:100 nap:20", peak_mb=100),
    "anonymous file, mapped by two": Course(script=_TWO_LOOK, peak_mb=100),
    "file in /dev/shm": Course(script="file:/dev/shm/a,80 nap:20", peak_mb=80),
    "file in /tmp": Course(script="file:/tmp/a,80 nap:20", peak_mb=80),
    "file, deleted and open": Course(script="file:/tmp/a,80 unlink:/tmp/a nap:20", peak_mb=80),
    "file and memory": Course(script="file:/tmp/a,50 hold:50 nap:20", peak_mb=100),
}


def claims(stage: Stage) -> Iterator[Claim]:
    """Yield one claim a course and language."""
    for what, course in COURSES.items():
        for language in ("python", "c"):
            yield _claim(stage, what, language, course)


def _claim(stage: Stage, what: str, language: str, course: Course) -> Claim:
    low = statistics.median(_peak(stage, language, course, TENTH) for _ in range(stage.repeats))
    level = low - TENTH * course.peak_mb * MB
    known = level + course.peak_mb * MB
    errors = [_peak(stage, language, course, 1) - known for _ in range(stage.repeats)]
    error = statistics.median(errors)
    most = max(MOST_BYTES, MOST_SHARE * known)
    return Claim(
        topic="peak",
        what=what,
        language=language,
        how=f"level {level / MB:.1f} MB",
        known=f"{known / MB:.1f} MB",
        error=f"{error / MB:+.2f} MB",
        worst=f"{max(errors, key=abs) / MB:+.2f} MB",
        bound=f"{most / MB:.2f} MB",
        held=abs(error) <= most,
    )


def _peak(stage: Stage, language: str, course: Course, memory: float) -> float:
    seen = stage.play(language, course.script, memory=memory)
    assert seen.peak_bytes is not None
    return seen.peak_bytes
