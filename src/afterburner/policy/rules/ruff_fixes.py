"""Proposals from ruff's fixes: each rule of ruff's that changes a program, alone, and all together.

Ruff parses a program and does not run it, so it needs no sandbox. Its fixes are proposals like any other: several make
programs slower (``if`` to ``max``, ``try`` to ``contextlib.suppress``), which the judge finds out.

    for fix in ruff_proposals(source):
        print(fix.code, fix.message, fix.source)
"""

import subprocess
from dataclasses import dataclass

from pydantic import BaseModel, TypeAdapter, ValidationError

from afterburner.core.errors import UsageError

SELECTED = ("PERF", "C4", "SIM", "FURB", "PLR")
"""The families of ruff's rules that may make a program faster or leaner."""

UNION = "all"
"""The code of the proposal that has all fixes."""

TIMEOUT_S = 30.0
"""A run of ruff on one program takes some milliseconds; more than this is a machine in trouble."""

_HINT = "install ruff (pip install ruff), or leave ruff's fixes out of the policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuffFix:
    """A program as ruff would have it."""

    code: str
    """The rule, such as ``PERF401``, or :data:`UNION`."""
    message: str
    """What ruff says of the first place."""
    source: str


class _Fix(BaseModel):
    applicability: str


class _Finding(BaseModel):
    code: str | None
    message: str
    fix: _Fix | None = None


_FINDINGS = TypeAdapter(list[_Finding])


def ruff_proposals(source: str) -> list[RuffFix]:
    """Return a proposal for each of ruff's rules that changes ``source``, and one with all of their fixes.

    Raises:
        UsageError: ruff is not installed, does not answer in time, or says what can't be read.

    """
    messages = _fixable(source)
    fixes = [
        RuffFix(code=code, message=message, source=fixed)
        for code, message in messages.items()
        if (fixed := _fixed(source, code)) != source
    ]
    if len({fix.source for fix in fixes}) > 1:
        together = _fixed(source, ",".join(fix.code for fix in fixes))
        fixes.append(RuffFix(code=UNION, message="all of ruff's fixes", source=together))
    return fixes


def _fixable(source: str) -> dict[str, str]:
    """Return the message of each rule that has a fix for ``source``, by code."""
    output = _ruff(source, ",".join(SELECTED), "--output-format=json")
    try:
        findings = _FINDINGS.validate_json(output or "[]")
    except ValidationError as error:
        raise UsageError(f"ruff's findings can't be read: {output[:200]!r}", hint=_HINT) from error
    messages: dict[str, str] = {}
    for finding in findings:
        if finding.code is not None and finding.fix is not None and finding.code.startswith(SELECTED):
            messages.setdefault(finding.code, finding.message)
    return messages


def _fixed(source: str, codes: str) -> str:
    return _ruff(source, codes, "--fix", "--unsafe-fixes") or source


def _ruff(source: str, codes: str, *options: str) -> str:
    """Return what ruff writes to its output when it checks ``source`` for ``codes``."""
    command = [_binary(), "check", "--isolated", "--preview", "--quiet", "--exit-zero", "--no-cache"]
    command += ["--target-version=py311", f"--select={codes}", "--stdin-filename=program.py", *options, "-"]
    try:
        done = subprocess.run(  # noqa: S603 - ruff's own binary, with arguments that are ours; the program is only parsed
            command, input=source, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"ruff did not answer within {TIMEOUT_S:g} s", hint=_HINT) from error
    except OSError as error:
        raise UsageError(f"ruff can't be started: {error}", hint=_HINT) from error
    if done.returncode != 0:
        raise UsageError(f"ruff failed with exit code {done.returncode}: {done.stderr.strip()[:200]}", hint=_HINT)
    return done.stdout


def _binary() -> str:
    try:
        from ruff import find_ruff_bin  # type: ignore[import-untyped]  # noqa: PLC0415 - a missing ruff is an error of the call

        return str(find_ruff_bin())
    except (ImportError, FileNotFoundError) as error:
        raise UsageError("ruff is not installed", hint=_HINT) from error
