"""Drivers for functions that are declared in their own language, with whatever types it has.

    declaration = parse_declaration("cpp", "bool is_close(vector<float> numbers, float threshold)")
    driver = declared_driver(declaration, starter="bool is_close(vector<float> numbers, float threshold) {")

It differs from a signature (``core.signature``) in that the types stay words of the language: they are not understood here, only
put where the driver declares its variables, and the language's own compiler finds what reads and writes them. For JavaScript
and Ruby, which declare no types, values are read and written as what they are.
"""

import re
from dataclasses import dataclass

from afterburner.core.errors import UsageError
from afterburner.core.problem import Driver
from afterburner.dataset.drivers.filling import filled

_OPEN, _CLOSE = "<([{", ">)]}"
_MODIFIERS = re.compile(
    r"\b(?:public|private|protected|static|final|synchronized|inline|func|fn|pub|const|let|var|def)\b\s*"
)
_LIFETIME = re.compile(r"'(?!static\b)[a-z]\w*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A function as its language declares it."""

    language: str
    name: str
    types: tuple[str, ...]
    """Of the parameters, as they are written; empty words in languages that write none."""
    returns: str
    """The type of the result; empty in languages that write none."""
    generics: str = ""
    """What stands in angle brackets after the name: lifetimes in Rust."""
    raises: str = ""
    """What Java's ``throws`` lists."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names for the arguments, which no language keeps for itself."""
        return tuple(f"argument{place}" for place in range(len(self.types)))


def parse_declaration(language: str, text: str) -> Declaration:
    """Return the function that ``text`` declares: its head, without a body.

    Raises:
        UsageError: it is no head of a function of this language.

    """
    parsers = {"cpp": _c_like, "java": _c_like, "go": _go, "rust": _rust, "javascript": _untyped, "ruby": _untyped}
    declaration = parsers[language](language, " ".join(text.split()))
    if declaration is None:
        raise UsageError(f"{text!r:.120} declares no function of {language}", hint="give its head, without a body")
    return declaration


def _c_like(language: str, text: str) -> Declaration | None:
    found = re.fullmatch(r"(.+?)\b(\w+)\s*\((.*)\)(?:\s*throws\s+(.+))?", _MODIFIERS.sub("", text))
    if found is None:
        return None
    returns, name, inside, raises = (part.strip() for part in found.groups(""))
    # The last word is the parameter's name; references are for the caller to hold.
    types = [re.sub(r"\s*&?\s*\w+$", "", part) for part in split_list(inside)]
    return Declaration(language=language, name=name, types=tuple(types), returns=returns, raises=raises)


def _go(language: str, text: str) -> Declaration | None:
    found = re.fullmatch(r"(\w+)\s*\((.*?)\)\s*([^()]*)", _MODIFIERS.sub("", text))
    if found is None:
        return None
    name, inside, returns = found.groups()
    types: list[str] = []
    for part in reversed(split_list(inside)):  # in `a, b int` the type stands with the last name alone
        _name, _space, kind = part.partition(" ")
        types.insert(0, kind.strip() or types[0])
    return Declaration(language=language, name=name, types=tuple(types), returns=returns.strip())


def _rust(language: str, text: str) -> Declaration | None:
    found = re.fullmatch(r"(\w+)\s*(<[^()]*>)?\s*\((.*?)\)\s*(?:->\s*(.+))?", _MODIFIERS.sub("", text))
    if found is None:
        return None
    name, generics, inside, returns = found.groups()
    types = [part.partition(":")[2].strip() for part in split_list(inside)]
    if not all(types):
        return None
    return Declaration(
        language=language, name=name, types=tuple(types), returns=(returns or "()").strip(), generics=generics or ""
    )


def _untyped(language: str, text: str) -> Declaration | None:
    found = re.match(r"(\w+)\s*(?:=\s*(?:async\s+)?(?:function\s*\w*\s*)?)?\((.*?)\)", _MODIFIERS.sub("", text))
    if found is None:
        return None
    return Declaration(
        language=language, name=found.group(1), types=tuple("" for _ in split_list(found.group(2))), returns=""
    )


def split_list(text: str) -> list[str]:
    """Return the parts of ``text`` between the commas that are in no bracket."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def declared_driver(declaration: Declaration, *, starter: str = "") -> Driver:
    """Return the driver that calls the function which ``declaration`` declares."""
    words = {**declared_words(declaration), "CALL": f"new Solution().{declaration.name}"}
    words |= {"READ": "afterburnerValues.read", "WRITE": "afterburnerValues.write"}
    if declaration.language == "ruby":
        words |= {"READ": "AfterburnerValues.read", "WRITE": "AfterburnerValues.write", "OPTIONS": ""}
    template = filled(declaration.language, "driver", words, reading=_reading(declaration))
    return Driver(language=declaration.language, template=template, starter=starter)


def declared_words(declaration: Declaration) -> dict[str, str]:
    """Return what templates are filled with for this function: its name, types and parameters."""
    pairs = list(zip(declaration.names, declaration.types, strict=True))
    java = ", ".join(f"{kind} {name}" for name, kind in pairs)
    types = [re.sub(r"\bconst\b|&", "", kind).strip() for kind in declaration.types]
    return {
        "NAME": declaration.name,
        "NAMES": ", ".join(declaration.names),
        "TYPES": "".join(f", {kind}" for kind in types),
        "RESULT": _LIFETIME.sub("", declaration.returns) if declaration.language == "rust" else declaration.returns,
        "DECLARED": f"    interface Declared {{ {declaration.returns} call({java}); }}\n"
        "    private static final java.lang.reflect.Type[] TYPES ="
        " Declared.class.getDeclaredMethods()[0].getGenericParameterTypes();\n",
    }


def _reading(declaration: Declaration) -> list[str]:
    lines = []
    for place, (name, kind) in enumerate(zip(declaration.names, declaration.types, strict=True)):
        ways = {
            "java": f"        {kind} {name} = ({kind}) AfterburnerValues.take(TYPES[{place}]);",
            "go": f"\tvar {name} {kind}\n\tin.take(afterburnerreflect.ValueOf(&{name}).Elem())",
            "rust": f"    let {name}: {_LIFETIME.sub('', kind)} = afterburner::Take::take(&mut reader);",
        }
        lines.append(ways.get(declaration.language, ""))
    return lines
