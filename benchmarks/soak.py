"""Does anything get lost, or counted twice, or left behind, when processes are killed all the time?

Three systems judge the same mixture of programs, slow and malicious ones among them: workers of this machine, a service and its
client, and a Ray cluster of two nodes on this machine (where Ray is installed). Every now and then one of their processes gets
SIGKILL: a driver, a cell's warden or zygote, the service, an actor, a node, the head. What is gone is started again, as an
operator would. Programs under test are spared: their deaths are their own.

Then everything is looked at: each piece of work was recorded exactly once, and with the only verdict that is right for it; no
process grew in memory, descriptors or threads; no zombies, processes, control groups or mounts are left. What was found is
printed, and the exit code is 1.

    soak.py --minutes 30          as long as that
    soak.py --kills 100           until so many were killed
"""

import collections
import contextlib
import importlib.util
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from record import Figures, parser, publish
from soaking.driver import VOLUME, finished
from soaking.items import item
from soaking.parts import Part, local, on_ray, service
from soaking.processes import Process
from soaking.watching import Watch

from afterburner.core.execution import Limits, Program
from afterburner.sandbox.pool import Pool

STUCK_S = 180.0
"""A system that records nothing for so long is stuck; a start of Ray takes seconds, a head's loss is noticed within one."""
END_S = 120.0
LOOK_S = 1.0


@dataclass(slots=True)
class Soak:
    """One soak test under way."""

    folder: Path
    systems: dict[str, list[Part]]
    """The last part of each is its driver, whose archives are in the part's folder."""
    chance: random.Random
    gap_s: tuple[float, float]
    """Seconds between two kills."""
    watch: Watch = field(init=False)
    kills: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    _paused_s: float = 0.0
    _killed_s: dict[str, float] = field(default_factory=dict)
    _recorded: dict[str, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.watch = Watch(self.parts)

    @property
    def parts(self) -> list[Part]:
        """Of all systems."""
        return [part for parts in self.systems.values() for part in parts]

    def run(self, *, seconds: float, most_kills: int | None) -> None:
        """Kill until the time is over, or so many were killed."""
        deadline_s = self._now_s() + seconds
        next_s = self._now_s() + self.gap_s[1]
        while self._now_s() < deadline_s and not self.findings:
            self._wait_while_paused()
            for part in self.parts:
                part.keep_up()
            living = self.watch.look()
            self._check_progress()
            if self._now_s() >= next_s:
                if most_kills is not None and len(self.kills) >= most_kills:
                    return
                self._kill(living)
                next_s = self._now_s() + self.chance.uniform(*self.gap_s)
            time.sleep(min(LOOK_S, self.gap_s[0]))

    def _now_s(self) -> float:
        """Return the time without pauses."""
        return time.monotonic() - self._paused_s

    def _wait_while_paused(self) -> None:
        begun_s = time.monotonic()
        while (self.folder / "pause").exists():
            time.sleep(LOOK_S)
        if (paused_s := time.monotonic() - begun_s) > LOOK_S:
            self._paused_s += paused_s
            self.watch.forget_the_dead()

    def _kill(self, living: Sequence[Process]) -> None:
        """Kill one of a system that has recorded something since the last time: each kind of process has the same chance."""
        names = {part.pid: part.name for part in self.parts}
        system_of = {part.name: name for name, parts in self.systems.items() for part in parts}
        kinds = collections.defaultdict[str, list[tuple[str, Process]]](list)
        for one in living:
            kind = None if one.is_program else names.get(one.pid) or _kind(one)
            system = system_of.get(self.watch.owners.get(one.identity, ""), "")
            if (
                kind is not None and kind != "cluster" and self._works(system)
            ):  # the cluster only starts what others use
                kinds[kind].append((system, one))
        if kinds:
            kind = self.chance.choice(sorted(kinds))
            system, victim = self.chance.choice(kinds[kind])
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim.pid, signal.SIGKILL)
                self.kills.append(kind)
                self._killed_s[system] = self._now_s()

    def _works(self, system: str) -> bool:
        """Tell whether a system has recorded something since one of its processes was killed."""
        return self._recorded.get(system, (0, -1.0))[1] > self._killed_s.get(system, 0.0)

    def _check_progress(self) -> None:
        now_s = self._now_s()
        for name, parts in self.systems.items():
            count, since_s = self._recorded.get(name, (0, now_s))
            size = sum(path.stat().st_size for path in parts[-1].folder.glob("*.sqlite*"))
            self._recorded[name] = (size, now_s) if size != count else (count, since_s)
            if now_s - since_s > STUCK_S:
                self.findings.append(f"{name}: nothing was recorded for {STUCK_S:.0f} s after: {self.kills[-3:]}")

    def end(self) -> None:
        """Have the drivers finish what they have begun, then end everything, and look at what is left."""
        drivers = [parts[-1] for parts in self.systems.values()]
        (self.folder / "stop").touch()
        deadline_s = time.monotonic() + END_S
        while any(driver.pid is not None for driver in drivers) and time.monotonic() < deadline_s:
            for part in self.parts:
                if part not in drivers:
                    part.keep_up()
                elif part.is_outdated():
                    part.end(signal.SIGKILL)
            time.sleep(LOOK_S)
        self.findings += [f"{one.name}: did not end within {END_S:.0f} s" for one in drivers if one.pid is not None]
        for part in reversed(self.parts):
            part.end()
        self.findings += self.watch.findings()
        self._wait_until_gone()
        _sweep()
        self.findings += self.watch.left_over()

    def _wait_until_gone(self) -> None:
        deadline_s = time.monotonic() + 15  # cells notice, and end, within a second or so; Ray's processes take longer
        while any("runs" in text for text in self.watch.left_over()) and time.monotonic() < deadline_s:
            time.sleep(LOOK_S)

    def rows(self) -> Iterator[dict[str, object]]:
        """Check the archives; yield a row for each system."""
        for name, parts in self.systems.items():
            recorded: dict[int, list[str]] = {}
            for path in sorted(parts[-1].folder.glob("*.sqlite")):
                recorded |= finished(path)
            lost, twice, wrong = _checked(recorded)
            self.findings += [f"{name}: {text}" for text in (*lost, *twice, *wrong)]
            starts = {part.name: part.starts for part in parts}
            row = {
                "system": name,
                "recorded": len(recorded),
                "lost": len(lost),
                "twice": len(twice),
                "wrong": len(wrong),
            }
            yield {**row, "starts": starts}


def _sweep() -> None:
    """Start a cell: it removes the control groups of those that were killed before they could."""
    with Pool(workers=1) as pool:
        pool.execute(Program(source=b""), b"", limits=Limits())


def _kind(one: Process) -> str | None:
    """Return what kind of process of ours, or of Ray's, this is."""
    words = {
        "cell.entrance": "warden",
        "cell.zygote": "zygote",
        "gcs_server": "head",
        "raylet/raylet": "node",
        "ray::CellActor": "actor",
        "ray::": "ray worker",
    }
    return next((kind for word, kind in words.items() if word in one.command), None)


def _checked(recorded: dict[int, list[str]]) -> tuple[list[str], list[str], list[str]]:
    """Return which pieces were lost, recorded twice, and misjudged."""
    twice = [f"piece {number} was recorded {len(said)} times" for number, said in recorded.items() if len(said) > 1]
    wrong = [
        f"piece {number} is {said[0]} instead of {item(number).expected.value}"
        for number, said in recorded.items()
        if said[0] != item(number).expected.value
    ]
    full = max(recorded, default=0) // VOLUME * VOLUME
    # Of an archive that is not full, pieces are taken in their order: some of the last ones may not have been begun.
    lost = [f"piece {number} is in no archive" for number in range(full) if number not in recorded]
    return lost, twice, wrong


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--minutes", type=float, default=30.0)
    arguments.add_argument("--kills", type=int, help="end after so many kills, however long it takes")
    arguments.add_argument(
        "--gap", type=float, nargs=2, default=(1.0, 10.0), help="least and most seconds between kills"
    )
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--only", nargs="+", choices=("local", "service", "ray"), help="these systems alone")
    arguments.add_argument("--folder", type=Path, help="keep archives and logs here")
    options = arguments.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="soak-"))
    folder.mkdir(parents=True, exist_ok=True)
    if any(one.name != "pause" for one in folder.iterdir()):
        raise SystemExit(f"{folder} is not empty: give a new folder")
    seconds = 20.0 if options.quick else 1e9 if options.kills is not None else 60 * options.minutes
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it gets what was seen so far
    soak = Soak(folder, _systems(folder, options.only), random.Random(options.seed), tuple(options.gap))  # noqa: S311
    try:
        soak.run(seconds=seconds, most_kills=options.kills)
    except KeyboardInterrupt:
        print("ended early", file=sys.stderr)
    soak.end()
    _publish(soak, options)
    for text in soak.findings[:100]:
        print(f"FOUND {text}", file=sys.stderr)
    print(f"archives and logs: {folder}", file=sys.stderr)
    raise SystemExit(1 if soak.findings else 0)


def _systems(folder: Path, only: Sequence[str] | None) -> dict[str, list[Part]]:
    _reach_ourselves()
    has_ray = all(importlib.util.find_spec(name) for name in ("ray", "afterburner.sandbox.cluster_pool"))
    wanted = only or ["local", "service", *(["ray"] if has_ray else [])]
    made = {
        "local": lambda: local(folder),
        "service": lambda: service(folder, _free_port()),
        "ray": lambda: on_ray(folder, 2),
    }
    return {name: made[name]() for name in wanted}


def _reach_ourselves() -> None:
    """Let the processes that are started find this folder."""
    here = str(Path(__file__).parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _publish(soak: Soak, options) -> None:  # noqa: ANN001 - argparse's
    rows = list(soak.rows())
    most = {key: max(count[key] for count in soak.watch.counts) for key in soak.watch.counts[0]}
    summary = {
        "kills": len(soak.kills),
        **{f"killed, {kind}": count for kind, count in sorted(collections.Counter(soak.kills).items())},
        "processes seen": len(soak.watch.seen),
        **{f"most at one time, {key}": value for key, value in most.items()},
        **{f"longest life, {name}": life for name, life in soak.watch.longest().items()},
        "found": soak.findings,
    }
    settings = {"minutes": options.minutes, "kills": options.kills, "gap_s": options.gap, "seed": options.seed}
    columns = ["system", "recorded", "lost", "twice", "wrong", "starts"]
    publish(Figures(benchmark="soak", settings=settings, rows=rows, summary=summary), options.json, columns=columns)


if __name__ == "__main__":
    main()
