"""Arguments and results out of tests in other languages than Python: a program runs the test once, and writes the calls down.

    traced = traced_program(sandbox, declaration, code=head + body, test="int main() { assert(...); }")

The program is the record's own solution, a function of ours in its place that writes down what it is given and what the solution
answers, and the record's own test. As in ``traced``, the asserts stand beside no other solution, ever. What has its own way here
is how a test is made to call ours: see ``_PREPARED``.
"""

import re
from collections.abc import Callable

from afterburner.core import encoding
from afterburner.core.execution import MIB, Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.dataset.drivers.declared import Declaration, declared_words
from afterburner.dataset.drivers.filling import filled
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason
from afterburner.dataset.sources.traced import Call, Traced
from afterburner.sandbox.port import Sandbox

_LIMITS = Limits(cpu_s=30.0, wall_s=60.0, memory_bytes=2048 * MIB)
_MARK = b"\x1e"
_MISSING = re.compile(
    r"fatal error: .*: No such file|cannot find package|is not in GOROOT|error: package \S+ does not exist"
    r"|unresolved import|use of (?:undeclared|unresolved) (?:crate or )?module|cannot find module or crate"
    r"|failed to resolve|Cannot find module|cannot load such file"
)
"""What compilers and interpreters say of packages that are not here."""
_NO_WORD = re.compile(
    r"no matching function for call to .(?:take|put)\(|: (?:afterburner::)?(?:Put|Take)`|trait `(?:Put|Take)`"
)
"""What compilers say of types that have no word in the encoding."""

Prepared = dict[str, str]


def traced_program(sandbox: Sandbox, declaration: Declaration, *, code: str, test: str, setup: str = "") -> Traced:
    """Return the calls that ``test`` makes of the function in ``code`` that ``declaration`` declares.

    ``setup`` is what Go's tests import.

    Raises:
        Unusable: the solution fails the test, or can't be run here.
        SandboxError: the machine failed.

    """
    words = declared_words(declaration) | _tracer_words(declaration)
    words |= _PREPARED.get(declaration.language, _as_they_are)(declaration, code, test, setup)
    source = filled(declaration.language, "tracer", words)
    program = Program(source=source.encode(errors="surrogateescape"), language=declaration.language)
    seen = sandbox.execute(program, b"", limits=_LIMITS)
    if seen.status is not Status.OK:
        raise _unusable(seen)
    return _read(seen.stdout)


def _tracer_words(declaration: Declaration) -> Prepared:
    pairs = list(zip(declaration.names, declaration.types, strict=True))
    is_rust = declaration.language == "rust"
    return {
        "PARAMETERS": ", ".join(f"{name}: {kind}" if is_rust else f"{kind} {name}" for name, kind in pairs),
        "RETURNS": declaration.returns,
        "GENERICS": declaration.generics,
        "RAISES": f"throws {declaration.raises}" if declaration.raises else "",
        "CHARACTERS": "true" if re.search(r"\bchar|\bCharacter\b", " ".join(declaration.types)) else "false",
        "NOTES": "\n    ".join(
            f'line.push_str(comma); comma = ","; Put::put(&{name}, &mut line);' for name in declaration.names
        ),
    }


def _as_they_are(_declaration: Declaration, code: str, test: str, _setup: str) -> Prepared:
    return {"CODE": code, "TEST": test}


def _cpp(declaration: Declaration, code: str, test: str, _setup: str) -> Prepared:
    return {"CODE": code, "TEST": _renamed(declaration.name, "afterburner_traced", test)}


def _java(_declaration: Declaration, code: str, test: str, _setup: str) -> Prepared:
    return {"CODE": re.sub(r"\bSolution\b", "AfterburnerPlain", code), "TEST": test}


def _go(declaration: Declaration, code: str, test: str, setup: str) -> Prepared:
    imports: dict[str, None] = {}
    for text in (setup, code, test):
        imports.update(dict.fromkeys(go_imports(text)))
    known = [line for line in imports if not line.endswith(('"testing"', 'testify/assert"'))]
    tested = _renamed(declaration.name, "afterburnerTraced", without_go_imports(test)).replace(
        "testing.T", "afterburnerTest"
    )
    runs = re.findall(r"^func (Test\w*)\(", test, re.MULTILINE)
    return {
        "IMPORTS": "\n".join(f"\t{line}" for line in known),
        "CODE": without_go_imports(code),
        "TEST": tested,
        "RUNS": "\n".join(f"\t{name}(&afterburnerTest{{}})" for name in runs),
    }


def _rust(declaration: Declaration, code: str, test: str, _setup: str) -> Prepared:
    names: list[str] = []

    def public(found: re.Match[str]) -> str:
        names.append(found.group(2))
        return f"{found.group(1)}pub fn {found.group(2)}"

    opened = re.sub(r"#\[test\]((?:\s|//[^\n]*\n)*)(?:pub\s+)?fn\s+(\w+)", public, test.replace("#[cfg(test)]", ""))
    shadow = f"use super::*;\n    use super::afterburner_traced as {declaration.name};"
    module = re.search(r"\bmod\s+(\w+)", opened)
    if module is None or "use super::*;" not in opened:
        raise Unusable(DropReason.NOT_SUPPORTED, "its test is in no module `tests` that uses `super::*`")
    return {
        "CODE": code,
        "TEST": opened.replace("use super::*;", shadow, 1),
        "RUNS": "\n    ".join(f"{module.group(1)}::{name}();" for name in names),
    }


_PREPARED: dict[str, Callable[[Declaration, str, str, str], Prepared]] = {
    "cpp": _cpp,
    "java": _java,
    "go": _go,
    "rust": _rust,
}
"""How a test is made to call our function: C++ and Go by another name, Java by a class that extends the solution's, Rust by an
import that goes before others; in JavaScript and Ruby the templates do it."""


def _renamed(name: str, other: str, test: str) -> str:
    return re.sub(rf"\b{re.escape(name)}\b(?=\s*\()", other, test)


_GO_IMPORTS = re.compile(r"^import\s*(?:\(([^)]*)\)|([^\n(]+))\n?", re.MULTILINE)


def go_imports(code: str) -> list[str]:
    """Return what ``code`` imports, a name or path each."""
    found = (several or one for several, one in _GO_IMPORTS.findall(code))
    return [line.strip() for text in found for line in text.splitlines() if line.strip()]


def without_go_imports(code: str) -> str:
    """Return ``code`` without its imports and its package."""
    return _GO_IMPORTS.sub("", re.sub(r"^package \w+\s*$", "", code, flags=re.MULTILINE))


def _unusable(seen: Execution) -> Unusable:
    said = seen.stderr.decode(errors="replace")
    if _MISSING.search(said):
        return Unusable(DropReason.NOT_SUPPORTED, _lines(said, _MISSING))
    if seen.status is Status.COMPILE_ERROR and _NO_WORD.search(said):
        return Unusable(DropReason.NOT_ENCODABLE, _lines(said, _NO_WORD))
    detail = f"its own solution, on its own test: {seen.reason} {_lines(said, re.compile('error|Error|panic|ssert'))}"
    return Unusable(DropReason.REFERENCE_FAILS, detail[:300])


def _lines(said: str, telling: re.Pattern[str]) -> str:
    """Return the first line that ``telling`` finds something in, else the last one."""
    lines = said.strip().splitlines() or [""]
    return next((line for line in lines if telling.search(line)), lines[-1]).strip()[:250]


def _read(output: bytes) -> Traced:
    # What comes back was made beside foreign code: it is data, and checked as such.
    calls: dict[bytes, Call] = {}
    not_encodable = 0
    for line in output.split(b"\n"):
        if not line.startswith(_MARK):
            continue
        call = _call(line[1:].split(b"\t"))
        if call is None:
            not_encodable += 1
        else:
            calls.setdefault(call.arguments, call)
    return Traced(calls=tuple(calls.values()), not_encodable=not_encodable, raised=0)


def _call(parts: list[bytes]) -> Call | None:
    if len(parts) != 3 or parts[0] != b"call":  # noqa: PLR2004 - the word, arguments, result
        return None
    try:
        arguments, result = encoding.decode(parts[1]), encoding.decode(parts[2])
        if not isinstance(arguments, list):
            return None
        return Call(arguments=encoding.encode(arguments), result=encoding.encode(result))
    except (encoding.EncodingError, RecursionError):
        return None
