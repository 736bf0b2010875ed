"""The policy ``scripted``: replays what stands in a file, one JSON object a line.

    {"reply": "<thinking>...</thinking><solution>...</solution>"}      as a language model would have said it
    {"code": "print(1)", "note": "shorter"}                            a program as it is; "language" if not the run's

A line with a ``problem`` is for that problem alone; one without, for every problem.

A file that ``report --export FILE.jsonl`` wrote is such a file: a run is replayed without its model.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from afterburner.core.errors import DataError
from afterburner.core.problem import Solution
from afterburner.policy.port import Lost, Proposal, Request
from afterburner.policy.reply import parse

_HINT = 'each line is an object like {"reply": "..."} or {"code": "..."}'


class ScriptedPolicy:
    """Implements ``policy.port.Policy`` from a file; it goes on after what the history shows that it has given."""

    name = "scripted"
    is_free = True

    def __init__(self, path: Path) -> None:
        """Read the script.

        Raises:
            DataError: the file can't be read, or a line is no proposal; the message names it.

        """
        try:
            lines = path.read_text("utf-8").split(
                "\n"
            )  # not `splitlines`: JSON may hold U+2028 and the like as they are
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path} can't be read: {error}", hint=_HINT) from error
        found = (_entry(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())
        self._entries = [entry for entry in found if entry is not None]

    def propose(self, request: Request) -> Iterator[Proposal | Lost]:
        """Yield the next proposals of the script; none when it is at its end."""
        given = sum(attempt.origin == self.name for attempt in request.history) + request.place
        own = [entry for entry in self._entries if entry.get("problem", request.problem.id) == request.problem.id]
        for entry in own[given : given + request.most]:
            yield _proposal(entry, request.language)


def _entry(path: Path, number: int, line: str) -> dict[str, str] | None:
    place = f"{path}, line {number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{place} is not JSON: {error}", hint=_HINT) from error
    if isinstance(record, dict) and record.get("round") == 0:
        return None  # of an exported run: the program that was given
    if not isinstance(record, dict) or not ({"reply", "code"} & record.keys()):
        raise DataError(f"{place} has neither reply nor code", hint=_HINT)
    entry = {
        key: record[key] for key in ("reply", "code", "language", "note", "problem") if record.get(key) is not None
    }
    if not all(isinstance(value, str) for value in entry.values()) or not ({"reply", "code"} & entry.keys()):
        raise DataError(f"{place}: reply, code, language, note and problem must be text", hint=_HINT)
    return entry


def _proposal(entry: dict[str, str], language: str) -> Proposal:
    note = entry.get("note", "")
    if "reply" not in entry:
        solution = Solution(code=entry["code"], language=entry.get("language", language))
        return Proposal(solution=solution, note=note)
    parsed = parse(entry["reply"], language=language)
    return Proposal(
        solution=Solution(code=parsed.code or "", language=language),
        note=note or " ".join(parsed.thinking.split())[:200],
        fault=None if parsed.fault is None else parsed.fault.value,
        extra={"reply": entry["reply"], "forgiven": [one.value for one in parsed.forgiven]},
    )
