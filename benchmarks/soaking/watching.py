"""What is watched while a system is soaked: that nothing grows that has no reason to, and nobody is left dead and unburied."""

import statistics
import time
from dataclasses import dataclass, field

from soaking.parts import Part
from soaking.processes import Process, all_processes, cell_groups, held, mounts, tree

LEAST_S = 60.0
"""A process has to have been there so long for its growth to be told from its start."""
SLACK = {"rss_bytes": 24 << 20, "fds": 16, "threads": 8}
"""What a process may hold more in the last quarter of its life than in the second, and a fifth of what it held."""
ZOMBIE_S = 30.0
"""A dead process that its parent has not asked about for so long is left: a cell's end is noticed when it is needed next."""


@dataclass(slots=True)
class Watch:
    """What was seen of the parts so far."""

    parts: list[Part]
    seen: dict[tuple[int, int], Process] = field(default_factory=dict)
    """Every process of theirs, ever."""
    owners: dict[tuple[int, int], str] = field(default_factory=dict)
    """By process: the name of the part that it hung on when it was first seen."""
    _lives: dict[tuple[int, int], list[tuple[float, dict[str, int]]]] = field(default_factory=dict)
    _names: dict[tuple[int, int], str] = field(default_factory=dict)
    _dead_since: dict[tuple[int, int], float] = field(default_factory=dict)
    _zombies: set[tuple[int, int]] = field(default_factory=set)
    _groups_before: set[str] = field(default_factory=cell_groups)
    _mounts_before: int = field(default_factory=mounts)
    counts: list[dict[str, int]] = field(default_factory=list)
    """Of the whole system, moment by moment."""

    def look(self) -> list[Process]:
        """Take a sample; return the processes of the parts that live now."""
        now_s, among = time.monotonic(), all_processes()
        roots = {part.pid: part.name for part in self.parts if part.pid is not None}
        # What a killed process leaves hangs on nobody any more: it is known from before.
        roots_known = {one.pid for identity, one in self.seen.items() if among.get(one.pid, one).identity == identity}
        ours = list({one.pid: one for one in tree(set(roots) | roots_known, among)}.values())
        for pid, name in roots.items():
            for one in tree({pid}, among):
                self.owners.setdefault(one.identity, name)
        for one in ours:
            self.seen.setdefault(one.identity, one)
            if one.state == "Z" and self._names.get(self._identity(one.parent, among)) == "cluster":
                continue  # that is our own script, which starts the nodes, and may be busy with that
            if one.state == "Z":
                since_s = self._dead_since.setdefault(one.identity, now_s)
                if now_s - since_s > ZOMBIE_S:
                    self._zombies.add(one.identity)
            elif one.pid in roots and (holds := held(one.pid)) is not None:
                self._names[one.identity] = roots[one.pid]
                self._lives.setdefault(one.identity, []).append((now_s, holds))
        living = [one for one in ours if one.state != "Z"]
        self.counts.append({"processes": len(living), "groups": len(cell_groups()), "mounts": mounts()})
        return living

    def forget_the_dead(self) -> None:
        """Begin to wait anew for those who have to ask about them: they were told to pause."""
        self._dead_since.clear()

    @staticmethod
    def _identity(pid: int, among: dict[int, Process]) -> tuple[int, int]:
        return among[pid].identity if pid in among else (pid, -1)

    def findings(self) -> list[str]:
        """Return what grew, and who was left dead."""
        found = [text for identity, life in self._lives.items() for text in _growth(self._names[identity], life)]
        for identity in self._zombies:
            one = self.seen[identity]
            found.append(f"left dead for over {ZOMBIE_S:g} s: {one.pid} {one.command[:80]}, child of {one.parent}")
        return found

    def left_over(self) -> list[str]:
        """Return what is still there after everything was ended."""
        among = all_processes()
        living = [
            one
            for identity, one in self.seen.items()
            if among.get(one.pid, one) is not one and among[one.pid].identity == identity
        ]
        found = [f"still runs: {one.pid} {one.command[:100]}" for one in living]
        pids = {one.pid for one in self.seen.values()} - among.keys()  # a living owner is somebody else's
        ours = {name for name in cell_groups() - self._groups_before if _pid_of(name) in pids}
        found += [f"control group left: {name}" for name in sorted(ours)]
        if mounts() > self._mounts_before:
            found.append(f"mounts left: {mounts() - self._mounts_before}")
        return found

    def longest(self) -> dict[str, dict[str, object]]:
        """Return, by part, the first and the last of its longest life, for people to look at."""
        best: dict[str, dict[str, object]] = {}
        for identity, life in self._lives.items():
            name, lasted_s = self._names[identity], life[-1][0] - life[0][0]
            if lasted_s > float(str(best.get(name, {"s": -1.0})["s"])):
                first, last = life[len(life) // 4][1], life[-1][1]
                best[name] = {"s": lasted_s, **{key: [first[key], last[key]] for key in last}}
        return best


def _growth(name: str, life: list[tuple[float, dict[str, int]]]) -> list[str]:
    if life[-1][0] - life[0][0] < LEAST_S:
        return []
    quarter = len(life) // 4
    early, late = life[quarter : 2 * quarter], life[-quarter:]
    found = []
    for what, slack in SLACK.items():
        before = statistics.median(holds[what] for _s, holds in early)
        after = statistics.median(holds[what] for _s, holds in late)
        if after > before + max(slack, 0.2 * before):
            found.append(f"{name}: {what} grew from {before:.0f} to {after:.0f} in {life[-1][0] - life[0][0]:.0f} s")
    return found


def _pid_of(group: str) -> int | None:
    """Return the process that a cell's group is named after (``afterburner-PID-...``)."""
    word = group.rpartition("/")[2].removeprefix("afterburner-").partition("-")[0]
    return int(word) if word.isdecimal() else None
