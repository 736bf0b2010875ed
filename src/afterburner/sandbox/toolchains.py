"""The compilers and interpreters of this machine: where the real ones are, and which versions.

    toolchain_of(language_named("rust")).tool      '/home/me/.rustup/toolchains/stable/bin/rustc'

A version manager's shim is resolved once, here: going through it would cost each start more than most tests take.
"""

import glob
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.sandbox.languages import Language, Toolchain, language_named

_SYSTEM = ("/usr/", "/bin/", "/lib", "/sbin/", "/etc/alternatives/")
_ANSWER_S = 20.0
"""A tool that takes longer to say its version is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A toolchain as it was found."""

    tool: str
    """Path of the real executable."""
    version: str
    """What it says of itself, whole."""
    folders: tuple[str, ...]
    """Folders outside the system's own that it reads."""

    @property
    def bin(self) -> str:
        """The folder that the tool is in."""
        return os.path.dirname(self.tool)  # noqa: PTH120 - a string is what goes into commands


def toolchain_of(language: Language) -> Installed:
    """Return the toolchain of ``language``.

    Raises:
        UsageError: it is not installed, or does not answer.

    """
    if language.toolchain is None:
        raise UsageError(f"{language.title} has no toolchain of its own")
    return _found(language.title, language.install, language.toolchain, os.environ.get("PATH", os.defpath))


@cache
def toolchain_version(name: str) -> str:
    """Return what the toolchain of the language ``name`` says of itself; empty for Python: its programs run in this interpreter.

    Raises:
        UsageError: the language is not known, or its toolchain not installed.

    """
    language = language_named(name)
    return "" if language.toolchain is None else toolchain_of(language).version


@cache
def _found(title: str, install: str, wanted: Toolchain, _path: str) -> Installed:
    tool = _resolved(wanted)
    if tool is None:
        raise UsageError(f"no toolchain for {title}: {wanted.command} is not on PATH", hint=install)
    words = {"tool": tool, "bin": os.path.dirname(tool)}  # noqa: PTH120 - as above
    version = _said([word.format_map(words) for word in wanted.version])
    if version is None:
        raise UsageError(f"{tool} does not tell its version: it seems to be broken", hint=install)
    return Installed(tool=tool, version=version, folders=tuple(sorted({*_prefix(tool), *_matching(wanted.folders)})))


def _resolved(wanted: Toolchain) -> str | None:
    found = shutil.which(wanted.command)
    if found is None:
        return None
    for question in wanted.resolve:
        said = _said([word.format_map({"command": found}) for word in question])
        real = _program_at(said.strip(), wanted.command) if said else None
        if real is not None:
            return real
    return os.path.realpath(found)


def _program_at(path: str, name: str) -> str | None:
    """Return the program that ``path`` is, or that it has in its ``bin``, if there is one."""
    candidates = [path, f"{path}/bin/{name}"] if path.startswith("/") else []
    real = [os.path.realpath(one) for one in candidates if os.path.isfile(one) and os.access(one, os.X_OK)]  # noqa: PTH113
    return real[0] if real else None


def _said(command: list[str]) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - the commands are those of our own language files
            command, capture_output=True, text=True, timeout=_ANSWER_S, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or done.stderr) if done.returncode == 0 else None


def _prefix(tool: str) -> Iterator[str]:
    """Yield the folder that a tool outside the system's folders was installed to: the one above its ``bin``.

    Unless that is somebody's home, or holds it: programs are to see the tool, not the keys beside it.
    """
    if not tool.startswith(_SYSTEM):
        tools = Path(tool).parent
        home = Path.home()
        private = {home, home / ".local", *home.parents}
        yield str(tools if tools.parent in private else tools.parent)


def _matching(patterns: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        yield from (path for path in glob.glob(pattern) if not path.startswith(_SYSTEM))  # noqa: PTH207 - absolute patterns
