"""Plays scripts in the sandbox, and reads what the actors say of themselves: the truth that claims are held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from afterburner.core.execution import MIB, Execution, Limits, Program
from afterburner.core.objective import Clock
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Monolith

MB = 1_000_000
FOLDER = Path(__file__).parent
ACTORS = {
    "python": Program(source=(FOLDER / "actor.py").read_bytes(), language="python"),
    "c": Program(source=(FOLDER / "actor.c").read_bytes(), language="c"),
}
LIMITS = Limits(memory_bytes=2048 * MIB, scratch_bytes=512 * MIB)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence that is true or not: so much is known, so much was measured."""

    topic: str
    what: str
    language: str
    how: str
    """The clock, the sampling rate or whatever else tells this claim from its neighbours."""
    known: str
    error: str
    worst: str
    """The largest error of all repeats; the claim is held by the median."""
    bound: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where actors play, and how often."""

    sandbox: Monolith
    repeats: int

    def play(
        self,
        language: str,
        script: str,
        *,
        memory: float = 1,
        time: float = 1,
        limits: Limits = LIMITS,
        sample_hz: float = 1000.0,
        expected: Status = Status.OK,
    ) -> Execution:
        """Play ``script`` once; ``memory`` and ``time`` are the factors that make it hold or burn nothing at 0."""
        text = f"{memory} {time} {script}".encode()
        seen = self.sandbox.execute(ACTORS[language], text, limits=limits, sample_hz=sample_hz)
        if seen.status is not expected:
            said = seen.stderr.decode(errors="replace")[-500:]
            raise AssertionError(f"{language} {script!r}: {seen.status.value} {seen.reason}: {said}")
        return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What one process says of itself: how much it holds at an instant of its clocks."""

    pid: int
    cpu_s: float
    wall_s: float
    held_bytes: int
    reaped_cpu_s: float
    """CPU seconds of the children that it waited for, their ends included, and of theirs."""


def notes_of(seen: Execution) -> list[Note]:
    """Return the notes of all processes, each one's together and in their order."""
    found = [
        Note(pid=int(pid), cpu_s=float(cpu), wall_s=float(wall), held_bytes=int(held), reaped_cpu_s=float(reaped))
        for _, pid, cpu, wall, held, reaped in _lines(seen, "note")
    ]
    return sorted(found, key=lambda note: (note.pid, note.wall_s))


def told_cpu_s(seen: Execution) -> float:
    """Return the CPU seconds that all processes together tell of: their own, and those of the children that they waited for."""
    reaped = {int(pid) for _, pid in _lines(seen, "reaped")}
    last = [list(own)[-1] for pid, own in groupby(notes_of(seen), key=lambda note: note.pid) if pid not in reaped]
    return sum(note.cpu_s + note.reaped_cpu_s for note in last)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSign:
    """When a process was seen alive for the last time, counted from its first sign."""

    cpu_s: float
    wall_s: float


def last_signs(seen: Execution) -> list[LastSign]:
    """Return the last sign of life of every process that gave signs."""
    return [
        LastSign(cpu_s=float(cpu) - float(first_cpu), wall_s=float(wall) - float(first_wall))
        for _, first_cpu, first_wall, cpu, wall in _lines(seen, "sign")
    ]


def known_area(notes: Iterable[Note], clock: Clock) -> float:
    """Return the area under the notes in byte seconds, the processes' areas added; between two notes memory is linear."""
    return sum(_area_of_one(list(own), clock) for _, own in groupby(notes, key=lambda note: note.pid))


def _area_of_one(notes: Sequence[Note], clock: Clock) -> float:
    times = [note.cpu_s if clock is Clock.CPU else note.wall_s for note in notes]
    steps = zip(pairwise(notes), pairwise(times), strict=True)
    return sum((a.held_bytes + b.held_bytes) / 2 * (end - start) for (a, b), (start, end) in steps)


def _lines(seen: Execution, kind: str) -> list[list[str]]:
    lines = seen.stdout.replace(b"\0", b"").decode().splitlines()
    return [words for line in lines if (words := line.split()) and words[0] == kind]
