"""The numbers that prompts show: those of the first time a program was measured here, as long as they still hold.

A repeated run measures its programs anew, and no two measurements are the same to the last digit. Were the new digits shown,
every prompt would be a new one, and no reply of an earlier run could be used again. So what was shown first is shown again,
unless the new measurement says otherwise: then it is what is shown from now on.

Covered: prompts alone. Decisions and reports rest on the run's own measurements.
"""

import hashlib
import json
import logging
import sqlite3
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem
from afterburner.policy.kept_texts import opened
from afterburner.sandbox import host

MOST_APART = {
    Quantity.CPU_S: 1.5,
    Quantity.WALL_S: 2.0,
    Quantity.PEAK_BYTES: 1.1,
    Quantity.INTEGRAL_BYTE_S: 1.6,
}
"""Factors within which a single pass, on a machine that does other things too, may say something else of the same program."""

_log = logging.getLogger(__name__)
_MEASUREMENT = TypeAdapter(Measurement)


class Figures(Protocol):
    """Says what a prompt shows."""

    def shown(self, problem: Problem, attempt: Attempt) -> Measurement | None:
        """Return the measurement to show of ``attempt``; None where it has none."""
        ...


class OwnFigures:
    """Shows what was measured in this run."""

    def shown(self, problem: Problem, attempt: Attempt) -> Measurement | None:  # noqa: ARG002 - the port's signature
        """Return the attempt's own measurement."""
        return attempt.judgement.measurement


class FirstFigures:
    """Shows what was measured first, kept in an SQLite file; several processes may use it."""

    def __init__(self, path: Path) -> None:
        """Keep them at ``path``.

        Raises:
            DataError: the file can't be opened.

        """
        self._database = opened(path, "figures")

    def shown(self, problem: Problem, attempt: Attempt) -> Measurement | None:
        """Return what was measured first where the attempt's own measurement agrees with it, else its own."""
        own = attempt.judgement.measurement
        if own is None:
            return None
        key = _key(problem, attempt, own)
        first = self._found(key)
        if first is not None and agree(first, own):
            return first
        body = json.dumps(_MEASUREMENT.dump_python(own, mode="json"))
        try:
            self._database.execute("INSERT OR REPLACE INTO figures VALUES (?, ?)", (key, body))
        except sqlite3.Error as error:
            _log.warning("the figures of a prompt could not be kept for later runs: %s", error)
        return own

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _found(self, key: str) -> Measurement | None:
        row = self._database.execute("SELECT body FROM figures WHERE key = ?", (key,)).fetchone()
        try:
            return None if row is None else _MEASUREMENT.validate_json(row[0])
        except ValidationError:
            return None  # of another version


def agree(first: Measurement, own: Measurement) -> bool:
    """Tell whether two measurements can be of the same program at the same cost."""
    if first.quantities.keys() != own.quantities.keys():
        return False
    return all(
        value.estimate / MOST_APART[quantity]
        <= own.quantities[quantity].estimate
        <= value.estimate * MOST_APART[quantity]
        for quantity, value in first.quantities.items()
    )


def _key(problem: Problem, attempt: Attempt, own: Measurement) -> str:
    digest = hashlib.sha256()
    solution, facts = attempt.solution, json.dumps(host.facts(), sort_keys=True, default=str)
    for part in (problem.id, solution.language, solution.code, own.clock.value, str(own.repeats), facts):
        digest.update(part.encode(errors="surrogatepass") + b"\0")
    for test in problem.timed_tests():
        digest.update(test.input + b"\0")
    return digest.hexdigest()
