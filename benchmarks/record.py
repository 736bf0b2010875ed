"""What every benchmark here does with its figures: print them as a table, and write them as JSON beside the host.

    figures = Figures(benchmark="accuracy", settings={"repeats": 10}, rows=rows)
    show(figures, columns=["what", "median"])
    write(figures, Path("accuracy.json"))

It is no part of the package: figures are for people and for the README of this folder.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from afterburner.core import units
from afterburner.core.measurement import Estimate
from afterburner.sandbox import host

ROOT = Path(__file__).resolve().parents[1]

SCHEMA_VERSION = 1
"""1: the first."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The outcome of one benchmark."""

    benchmark: str
    settings: Mapping[str, object]
    rows: Sequence[Row]
    """One line of the table each; values as they are, not yet written for people."""
    summary: Mapping[str, object] = field(default_factory=dict)
    started_s: float = field(default_factory=time.time)


def parser(text: str | None) -> argparse.ArgumentParser:
    """Return a parser with the two options that all benchmarks have; ``text`` is the script's docstring."""
    made = argparse.ArgumentParser(description=(text or "").partition("\n")[0])
    made.add_argument("--json", type=Path, metavar="FILE", help="write the figures, with the host, to FILE")
    made.add_argument("--quick", action="store_true", help="fewer runs: to see that it works, not to quote")
    return made


def publish(figures: Figures, path: Path | None, *, columns: Sequence[str]) -> None:
    """Print the figures, and write them to ``path`` if there is one."""
    print(table(figures.rows, columns))
    for name, value in figures.summary.items():
        print(f"{name}: {written(value)}")
    if path is not None:
        path.write_text(json.dumps(document(figures), indent=2, default=_plain) + "\n", encoding="utf-8")


def document(figures: Figures) -> dict[str, object]:
    """Return the figures with what is needed to judge and to repeat them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "benchmark": figures.benchmark,
        "command": sys.argv,
        "commit": commit(ROOT),
        "host": {**host.facts(), "load_average": os.getloadavg()},
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(figures.started_s)),
        "seconds": round(time.time() - figures.started_s, 1),
        "settings": figures.settings,
        "summary": figures.summary,
        "rows": figures.rows,
    }


def commit(root: Path) -> str | None:
    """Return the commit that is checked out at ``root``, from git's own files; None where there is none."""
    try:
        head = (root / ".git" / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref: "):
            return head
        return (root / ".git" / head.removeprefix("ref: ")).read_text("utf-8").strip()
    except OSError:
        return None


def table(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Return ``rows`` as text in columns."""
    lines = [list(columns), *([written(row.get(column)) for column in columns] for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def written(value: object) -> str:
    """Write a value for people: three digits, intervals in brackets, a dash for what is missing."""
    if value is None:
        return units.MISSING
    if isinstance(value, Estimate):
        return f"{value.estimate:.3g} [{value.low:.3g}, {value.high:.3g}]"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {written(item)}" for key, item in value.items())
    return str(value)


def _plain(value: object) -> object:
    if isinstance(value, Estimate):
        return {"estimate": value.estimate, "low": value.low, "high": value.high}
    raise TypeError(f"{type(value).__name__} has no JSON")
