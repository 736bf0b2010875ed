"""Drivers made from a signature: whole programs around a function, in every language but Python, which needs none.

    drivers = drivers_for(parse_signature("longest_calm(heights: list[int], k: int) -> int"))

A driver reads the encoded arguments (``core.encoding``) from stdin, calls the function and prints the encoded result. What a
solution prints itself is part of the answer, and makes it wrong. Each language is a template in ``templates/`` and a row in
``_LANGUAGES``: what its types are called, and how an argument is read. ``declared`` makes drivers for functions that are declared
in the words of their own language instead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from afterburner.core.problem import Driver
from afterburner.core.signature import Parameter, Scalar, Signature, ValueType
from afterburner.dataset.drivers.filling import filled


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """How one language writes types, arguments and the beginning of a solution."""

    type_name: Callable[[ValueType], str]
    argument: Callable[[Parameter, str], str] | None
    """Declares and reads one argument, given its type's name; None: the template reads all of them itself."""
    starter: str
    """With ``{name}``, ``{parameters}``, ``{returns}`` and ``{nothing}``."""
    parameter: str
    """One parameter in the starter: with ``{type}`` and ``{name}``."""
    nothing: tuple[str, str, str, str, str] = ("", "", "", "", "")
    """What a starter returns, so that it compiles: for an int, a float, a bool, a str, a list."""


def _around(scalars: dict[Scalar, str], before: str, after: str) -> Callable[[ValueType], str]:
    return lambda value: before * value.depth + scalars[value.scalar] + after * value.depth


def _names(*names: str) -> dict[Scalar, str]:
    return dict(zip((Scalar.INT, Scalar.FLOAT, Scalar.BOOL, Scalar.STR), names, strict=True))


def _java(parameter: Parameter, type_name: str) -> str:
    return f"        {type_name} {parameter.name} = ({type_name}) AfterburnerValues.take({type_name}.class);"


def _go(parameter: Parameter, type_name: str) -> str:
    held = parameter.name
    return f"\tvar {held} {type_name}\n\tin.take(afterburnerreflect.ValueOf(&{held}).Elem())"


def _rust(parameter: Parameter, type_name: str) -> str:
    return f"    let {parameter.name}: {type_name} = afterburner::Take::take(&mut reader);"


_java_type = _around(_names("long", "double", "boolean", "String"), "", "[]")
_go_type = _around(_names("int", "float64", "bool", "string"), "[]", "")
_plain_type = _around(_names("int", "float", "bool", "str"), "[", "")

_LANGUAGES = {
    "cpp": _Writer(
        type_name=_around(_names("long long", "double", "bool", "string"), "vector<", ">"),
        argument=None,
        starter="{returns} {name}({parameters}) {{\n    return {{}};\n}}\n",
        parameter="{type} {name}",
    ),
    "java": _Writer(
        type_name=_java_type,
        argument=_java,
        starter="class Solution {{\n    static {returns} {name}({parameters}) {{\n        return {nothing};\n    }}\n}}\n",
        parameter="{type} {name}",
        nothing=("0", "0", "false", '""', "null"),
    ),
    "javascript": _Writer(
        type_name=_plain_type,
        argument=None,
        starter="function {name}({parameters}) {{\n}}\n",
        parameter="{name}",
    ),
    "go": _Writer(
        type_name=_go_type,
        argument=_go,
        starter="func {name}({parameters}) {returns} {{\n\treturn {nothing}\n}}\n",
        parameter="{name} {type}",
        nothing=("0", "0", "false", '""', "nil"),
    ),
    "rust": _Writer(
        type_name=_around(_names("i64", "f64", "bool", "String"), "Vec<", ">"),
        argument=_rust,
        starter="fn {name}({parameters}) -> {returns} {{\n    Default::default()\n}}\n",
        parameter="{name}: {type}",
    ),
    "ruby": _Writer(
        type_name=_plain_type,
        argument=None,
        starter="def {name}({parameters})\nend\n",
        parameter="{name}",
    ),
}


# Values of a signature are plain JSON, which these languages read and write by themselves; only Java has more to be said.
_WAYS = {
    "java": {"CALL": "Solution.@@NAME@@", "DECLARED": ""},
    "javascript": {"READ": "", "WRITE": "lists"},
    "ruby": {"READ": "", "WRITE": "JSON.generate", "OPTIONS": ", allow_nan: true"},
}


def drivers_for(signature: Signature) -> tuple[Driver, ...]:
    """Return a driver for each language but Python, whose functions the sandbox calls itself."""
    return tuple(_driver(language, writer, signature) for language, writer in _LANGUAGES.items())


def _driver(language: str, writer: _Writer, signature: Signature) -> Driver:
    types = [writer.type_name(parameter.type) for parameter in signature.parameters]
    lines = [] if writer.argument is None else list(map(writer.argument, _local(signature), types))
    words = {
        **_WAYS.get(language, {}),
        "NAMES": ", ".join(parameter.name for parameter in _local(signature)),
        "TYPES": "".join(f", {name}" for name in types),
        "RESULT": writer.type_name(signature.returns),
        "NAME": signature.name,
    }
    template = filled(language, "driver", words, reading=lines, values=language not in _WAYS or language == "java")
    return Driver(language=language, template=template, starter=_starter(writer, signature, types))


def _local(signature: Signature) -> list[Parameter]:
    """Return the parameters by names that no language keeps for itself."""
    return [Parameter(name=f"argument{i}", type=p.type) for i, p in enumerate(signature.parameters)]


def _starter(writer: _Writer, signature: Signature, types: list[str]) -> str:
    pairs = zip(signature.parameters, types, strict=True)
    parameters = [writer.parameter.format(name=parameter.name, type=name) for parameter, name in pairs]
    return writer.starter.format(
        name=signature.name,
        parameters=", ".join(parameters),
        returns=writer.type_name(signature.returns),
        nothing=writer.nothing[-1 if signature.returns.depth else list(Scalar).index(signature.returns.scalar)],
    )
