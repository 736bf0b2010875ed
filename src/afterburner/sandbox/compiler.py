"""From a program to something that a cell can start: compiled in a cell of its own, once, and kept by content.

    compiler = Compiler(cpu=1)
    made = compiler.startable(program, limits)      a Startable, or an Execution with the status ``compile_error``

A compiler reads hostile input, so it runs like any program: in a cell, under limits, with nothing around it but the
toolchain. What it says when it fails is the program's fault only if the same toolchain compiles a program known to be right.
"""

import io
import struct
import tarfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

from afterburner.core.errors import SandboxError
from afterburner.core.execution import MIB, Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.cell_client import Cell
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.executing import execute_in
from afterburner.sandbox.languages import Language, Stage, language_named
from afterburner.sandbox.startable import Job, Startable
from afterburner.sandbox.toolchains import Installed, toolchain_of

MOST_KEPT = 16
"""Programs whose compiled form is kept in memory, beside the cache on disk."""

_REASONS = {
    Status.TIME_LIMIT_EXCEEDED: "compile_time_limit",
    Status.WALL_LIMIT_EXCEEDED: "compile_time_limit",
    Status.MEMORY_LIMIT_EXCEEDED: "compile_memory_limit",
    Status.OUTPUT_LIMIT_EXCEEDED: "compiler_output",
    Status.SECURITY_VIOLATION: "compiler_attacked",
}
_OUTPUT_BYTES = 4 * MIB
_SCRATCH_BYTES = 1024 * MIB
_PROCESSES = 128
_PROGRAMS_BEGIN = (b"\x7fELF", b"#!")
_RUNTIME_MIB = 64
"""What a virtual machine holds beside its heap: its code, its threads' stacks, what it compiled."""

_Made = Startable | Execution


class Compiler:
    """Makes programs startable; holds one cell for the language that was compiled last."""

    def __init__(
        self,
        *,
        cpu: int,
        namespaces: bool = True,
        cache: CompileCache | None = None,
        known: Mapping[str, Language] | None = None,
    ) -> None:
        """Compile on processor ``cpu`` programs in the languages ``known`` (default: Afterburner's own).

        What was made is kept in ``cache`` (default: the user's).
        """
        self._known = known
        self._cpu = cpu
        self._namespaces = namespaces
        self._cache = cache or CompileCache()
        self._cell: Cell | None = None
        self._prepared: dict[str, str] = {}
        self._proven: set[str] = set()
        self._kept: OrderedDict[tuple[Program, int], _Made] = OrderedDict()

    def startable(self, program: Program, limits: Limits) -> Startable | Execution:
        """Return what a cell can start for ``program``, or how its compilation failed.

        Raises:
            SandboxError: the machine, or the toolchain, is broken.
            UsageError: the language is not known, or its toolchain is not installed.
            CancelledRunError: ``cancel`` was called meanwhile.

        """
        # The memory limit is in the command of some, so that their collector knows it.
        key = (program, limits.memory_bytes)
        if key not in self._kept:
            made = self._made(program, limits)
            self._kept[key] = made
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def cancel(self) -> None:
        """End the compilation that another thread waits for, if one is under way; nothing is kept of it."""
        cell = self._cell
        if cell is not None:
            cell.cancel()

    def close(self) -> None:
        """End the cell."""
        if self._cell is not None:
            self._cell.close()
            self._cell = None

    def _made(self, program: Program, limits: Limits) -> _Made:
        language = language_named(program.language, self._known)
        if language.run.warm:
            return Startable(source=program.source, entry_point=program.entry_point)
        artefacts = self._artefacts(language, program.source)
        if isinstance(artefacts, Execution):
            return artefacts
        return _started(language, artefacts, limits)

    def _artefacts(self, language: Language, source: bytes) -> dict[str, bytes] | Execution:
        stage, installed = language.compile, toolchain_of(language)
        name = language.source
        if stage is None:
            return {name: source}
        words = {"source": name, "prepared": str(self._cache.folder_of(self._prepared_key(language, installed)))}
        key = self._cache.key(*_spelled(language, installed, stage, words), source)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        self._prepare(language, installed)
        artefacts = self._compiled(language, installed, stage, words, {name: source})
        if isinstance(artefacts, Execution):
            self._prove(language, installed, stage, artefacts)
            return artefacts
        self._cache.put(key, artefacts)
        return artefacts

    def _compiled(
        self,
        language: Language,
        installed: Installed,
        stage: Stage,
        words: Mapping[str, str],
        sources: Mapping[str, bytes],
    ) -> dict[str, bytes] | Execution:
        texts = {name: text.encode() for name, text in stage.files.items()}
        startable = Startable(
            command=_filled(stage.command, language, installed, words),
            environment=_filled_pairs(stage.environment, language, installed, words),
            files=tuple({**texts, **sources}.items()),
            folders=stage.folders,
            fetch=_filled(stage.artefacts, language, installed, words),
        )
        seen = self._run(language, installed, Job(startable=startable, limits=_limits(stage)))
        if seen.status is Status.OK:
            return _unpacked(seen.result or b"")
        return replace(
            seen,
            status=Status.COMPILE_ERROR,
            reason=_REASONS.get(seen.status) or _reason(seen),
            result=None,
            stderr=seen.stderr or seen.stdout,
        )

    def _run(self, language: Language, installed: Installed, job: Job) -> Execution:
        folders = tuple(sorted({*installed.folders, *self._prepared.values()}))
        if self._cell is not None and (self._cell.folders != folders or not self._cell.is_usable):
            self.close()
        if self._cell is None:
            self._cell = Cell(cpu=self._cpu, namespaces=self._namespaces, folders=folders, compiles=True)
        try:
            try:
                seen = execute_in(self._cell, job, b"", sample_hz=100.0)
            finally:
                self._forget(job)
        except SandboxError:
            self.close()
            raise
        if seen.reason == "exit_code:126":
            said = seen.stderr.decode(errors="replace").strip()[:500]
            raise SandboxError(f"the compiler of {language.title} can't be started: {said}", hint=language.install)
        return seen

    def _forget(self, job: Job) -> None:
        if self._cell is not None and self._cell.is_usable and self._cell.holds(job):
            self._cell.forget(job)

    def _prepared_key(self, language: Language, installed: Installed) -> str:
        stage = language.prepare
        return "" if stage is None else self._cache.key(*_spelled(language, installed, stage, {}))

    def _prepare(self, language: Language, installed: Installed) -> None:
        """Make what all programs of ``language`` need to be compiled, unless it is there; another process may have pruned it."""
        stage = language.prepare
        if stage is None:
            return
        key = self._prepared_key(language, installed)
        if not self._cache.has(key):
            self._prepared.pop(language.name, None)
            artefacts = self._compiled(language, installed, stage, {}, {})
            if isinstance(artefacts, Execution):
                raise _broken(language, artefacts)
            self._cache.put(key, artefacts)
            self.close()  # the cell still shows the folder that is gone
        self._prepared[language.name] = str(self._cache.folder_of(key))

    def _prove(self, language: Language, installed: Installed, stage: Stage, failed: Execution) -> None:
        """Make sure that the toolchain is not to blame for what ``failed``."""
        if language.name in self._proven:
            return
        probe = language.probe.encode()
        words = {"source": language.source, "prepared": self._prepared.get(language.name, "")}
        made = self._compiled(language, installed, stage, words, {language.source: probe})
        if isinstance(made, Execution):
            raise _broken(language, made) from None
        del failed
        self._proven.add(language.name)


def _broken(language: Language, failed: Execution) -> SandboxError:
    said = failed.stderr.decode(errors="replace").strip()[:500]
    return SandboxError(
        f"the toolchain of {language.title} fails on a program that is right ({failed.reason}): {said}",
        hint=language.install,
    )


def _limits(stage: Stage) -> Limits:
    return Limits(
        cpu_s=stage.cpu_s,
        wall_s=2 * stage.cpu_s,
        memory_bytes=stage.memory_mib * MIB,
        output_bytes=_OUTPUT_BYTES,
        processes=_PROCESSES,
        scratch_bytes=_SCRATCH_BYTES,
    )


def _reason(seen: Execution) -> str:
    if seen.reason is not None and seen.reason.startswith("artefact:"):
        return seen.reason
    return f"compiler_{seen.reason}".replace("exit_code", "exit")


def _filled(
    command: tuple[str, ...], language: Language, installed: Installed, words: Mapping[str, str]
) -> tuple[str, ...]:
    known = {"tool": installed.tool, "bin": installed.bin, "source": language.source, **words}
    return tuple(word.format_map(known) for word in command)


def _filled_pairs(
    pairs: Mapping[str, str], language: Language, installed: Installed, words: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    return tuple(zip(pairs, _filled(tuple(pairs.values()), language, installed, words), strict=True))


def _memory_words(limits: Limits) -> dict[str, str]:
    """Return the memory limit as commands name it, and what of it is left for a heap beside the runtime itself."""
    mib = max(1, int(limits.memory_bytes) // MIB)
    return {"memory_mib": str(mib), "heap_mib": str(max(1, mib - _RUNTIME_MIB, mib // 2))}


def _spelled(language: Language, installed: Installed, stage: Stage, words: Mapping[str, str]) -> tuple[bytes, ...]:
    """Return all that shapes what a stage makes, but the source."""
    command = _filled(stage.command, language, installed, words)
    return language.name.encode(), installed.version.encode(), stage.model_dump_json().encode(), repr(command).encode()


def _unpacked(archive: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as entries:
        for entry in entries:
            content = entries.extractfile(entry)
            if content is None or entry.name.startswith("/") or ".." in entry.name.split("/"):
                raise SandboxError(f"a compiler left {entry.name!r}: a cell hands out no such thing")
            files[entry.name] = content.read()
    return files


def _started(language: Language, artefacts: dict[str, bytes], limits: Limits) -> _Made:
    run, installed, words = language.run, toolchain_of(language), _memory_words(limits)
    environment = _filled_pairs(run.environment, language, installed, words)
    if run.binary is not None:
        binary = artefacts[run.binary]
        if not binary.startswith(_PROGRAMS_BEGIN):
            text = b"what the compiler made can't be executed: it is a library, or has no main\n"
            return Execution(status=Status.COMPILE_ERROR, reason="artefact:not_a_program", stderr=text)
        return Startable(
            command=(run.binary,),
            environment=environment,
            binary=binary,
            static_bytes=_static_bytes(binary),
            out_of_memory=run.out_of_memory,
        )
    inside = f"{run.from_artefact}/" if run.from_artefact else ""
    files = {name.removeprefix(inside): data for name, data in artefacts.items() if name.startswith(inside)}
    texts = {name: text.encode() for name, text in run.files.items()}
    folders = {"/".join(name.split("/")[:depth]) for name in files for depth in range(1, name.count("/") + 1)}
    return Startable(
        command=_filled(run.command, language, installed, words),
        environment=environment,
        files=tuple({**files, **texts}.items()),
        folders=tuple(sorted(folders)),
        announces=run.announces,
        out_of_memory=run.out_of_memory,
    )


_LOAD_SEGMENT = 1


def _static_bytes(binary: bytes) -> int:
    """Return the memory that a 64-bit ELF binary asks for when it is loaded; 0 where it is no such thing."""
    if binary[:5] != b"\x7fELF\x02":
        return 0
    (offset,) = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    total = 0
    for index in range(count):
        kind, _flags, *_places, memory, _align = struct.unpack_from("<IIQQQQQQ", binary, offset + index * size)
        total += memory if kind == _LOAD_SEGMENT else 0
    return total
