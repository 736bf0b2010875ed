"""The JSON document of ``bench sandbox``: a contract, see the reference in ``docs/``."""

import time
from dataclasses import asdict

from afterburner import __version__
from afterburner.cli import documents
from afterburner.sandbox.bench.contest import Absent, Outcome
from afterburner.sandbox.bench.suite import Report

SCHEMA_VERSION = 1
"""1: the first."""


def report(value: Report) -> dict[str, object]:
    """Return the document: seconds, executions a second, counts and bytes, as the names say."""
    return {
        "schema_version": SCHEMA_VERSION,
        "benchmark": "sandbox",
        "version": __version__,
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(value.started_s)),
        "seconds": round(value.took_s, 1),
        "host": {**value.host, "load_before": value.load_before},
        "settings": {
            "workers": value.plan.workers,
            "runs": value.plan.runs,
            "block_s": value.plan.block_s,
            "repeats": value.plan.repeats,
            "pairs": value.plan.pairs,
        },
        "layers": list(value.measured.layers),
        "python": _outcome(value.measured.python),
        "compiled": _outcome(value.measured.compiled),
        "compile_cache": asdict(value.measured.cache),
        "lateness": [asdict(item) for item in value.measured.lateness],
        "sampling": [
            {**asdict(item), "cpu": documents.estimate(item.cpu), "wall": documents.estimate(item.wall)}
            for item in value.measured.slowdowns
        ],
        "left_over": {"executions": value.left_over.executions, **value.left_over.more},
    }


def _outcome(outcome: Outcome) -> list[dict[str, object]]:
    present = [
        {**asdict(item), "installed": True, "versus_first": documents.estimate(item.versus_first)}
        for item in outcome.standings
    ]
    return [*present, *map(_absent, outcome.absent)]


def _absent(absent: Absent) -> dict[str, object]:
    return {"name": absent.name, "installed": False, "why": absent.why, "hint": absent.hint}
