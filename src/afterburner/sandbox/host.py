"""What is known of this machine: stands beside every figure that was measured on it."""

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path


def facts() -> dict[str, object]:
    """Return the machine's kind, system, processor, number of processors and Python; plain values, by name."""
    return {
        "machine": platform.machine(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cpus": os.cpu_count(),
        "usable_cpus": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
    }


_PASSING = ("usable_cpus",)
"""What a process may use of the machine now: with fewer processors it is the same machine."""


def digest(known: Mapping[str, object]) -> str:
    """Return the name of the machine of these ``facts``, 16 hexadecimal digits: figures of two of them are not comparable."""
    lasting = {name: value for name, value in known.items() if name not in _PASSING}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:16]


def _processor() -> str | None:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)
