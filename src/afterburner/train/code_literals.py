"""What a program spells out that is too long, or too odd, to be there by chance: texts, numbers, tables.

    literals("ANSWERS = [17, 4, 99, 23, 58]", "python")      # one table, by the texts that it would have in a test

Left out, because honest programs hold them: documentation, short texts, alphabets, round numbers and known moduli, tables that
count, and tables of directions.
"""

import ast
import itertools
import json
import re
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LEAST_TEXT = 8
"""Characters of a text: shorter ones are words that any program on the subject has."""
LEAST_DIGITS = 9
"""Digits of a number: among a thousand numbers of nine digits, one in a million is there by chance."""
LEAST_TABLE = 5
"""Numbers of a table."""

_MOST_PARSED = 200_000
"""Characters: the tree of a longer program would take more memory than its flags are worth."""
_WELL_KNOWN = frozenset({998244353, 1000000007, 1000000009, 2147483647, 4294967295, 1103515245, 123456789, 987654321})


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """One of them."""

    line: int
    shown: str
    """As it stands in the code, for people."""
    needles: tuple[bytes, ...]
    """How it would stand in a test, as text and as encoded value."""

    def is_in(self, texts: Iterable[bytes]) -> bool:
        """Tell whether one of ``texts`` holds it, with no word or digit going on at its ends."""
        return any(_holds(text, needle) for text in texts for needle in self.needles)


def _holds(text: bytes, needle: bytes) -> bool:
    if needle not in text:  # fast, and nearly always so
        return False
    return re.search(rb"(?<![\w.-])" + re.escape(needle) + rb"(?![\w.])", text) is not None


@lru_cache(maxsize=16)  # one program is looked at several times in a row
def nodes_of(code: str) -> tuple[ast.AST, ...]:
    """Return all nodes of Python ``code``, its module first; nothing: it is none, or is nested too deeply to be read."""
    if len(code) > _MOST_PARSED:
        return ()
    # Odd escapes in a policy's strings are no warning for whoever trains it. The filters are the process's.
    with _FILTERS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return tuple(ast.walk(ast.parse(code)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ()


_FILTERS = threading.Lock()


def literals(code: str, language: str) -> list[Literal]:
    """Return what ``code`` spells out, in the order of its lines, each once; raises nothing."""
    nodes = nodes_of(code) if language == "python" else ()
    found = _in_nodes(nodes) if nodes else _in_text(code)
    return list({one.needles: one for one in found}.values())


def _in_nodes(nodes: Sequence[ast.AST]) -> Iterator[Literal]:
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if id(node) in told:
            continue
        if isinstance(node, ast.Constant):
            yield from _of_value(node.value, node.lineno)
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            yield from _of_table([_number(item) for item in node.elts], node.lineno)
        elif isinstance(node, ast.Dict):
            yield from _of_table([_number(item) for item in node.values], node.lineno)


def _number(node: ast.expr) -> int | float | None:
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -1, node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return sign * node.value
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """A dictionary that is spelled out."""

    line: int
    pairs: tuple[tuple[object, object], ...]
    """Key and value, where both are constants, or lists or tuples of constants."""


def answer_tables(code: str) -> list[AnswerTable]:
    """Return the dictionaries that Python ``code`` spells out, in no order; raises nothing."""
    nodes = (node for node in nodes_of(code) if isinstance(node, ast.Dict) and node.keys)
    return [AnswerTable(line=node.lineno, pairs=tuple(_pairs(node))) for node in nodes]


def _pairs(node: ast.Dict) -> Iterator[tuple[object, object]]:
    for key, value in zip(node.keys, node.values, strict=True):
        try:
            if key is not None:
                yield ast.literal_eval(key), ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue


_MOST_WRITTEN = 1e300
"""Numbers beyond it are in no test."""
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'" + r"|(?<![\w.])(\d{9,})(?![\w.])")
_BRACED = re.compile(r"[\[{(]\s*(-?\d+(?:\s*,\s*-?\d+){4,})\s*,?\s*[\]})]")


def _in_text(code: str) -> Iterator[Literal]:
    """Yield what looks like literals in any language whose texts are in quotes and whose tables are in brackets."""
    for match in _QUOTED.finditer(code):
        line = code.count("\n", 0, match.start()) + 1
        number = match[3]
        yield from _of_value(match[1] or match[2] or "" if number is None else int(number[:400]), line)
    for match in _BRACED.finditer(code):
        yield from _of_table([int(one[:400]) for one in match[1].split(",")], code.count("\n", 0, match.start()) + 1)


def _of_value(value: object, line: int) -> Iterator[Literal]:
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if isinstance(value, str) and len(value.strip()) >= LEAST_TEXT and not _is_alphabet(value):
        text = value.strip()
        plain = text.encode(errors="surrogatepass")
        encoded = json.dumps(text, ensure_ascii=False)[1:-1].encode(errors="surrogatepass")
        yield Literal(line=line, shown=repr(text), needles=tuple(dict.fromkeys((plain, encoded))))
    if type(value) is int and not _is_round(abs(value)):
        yield Literal(line=line, shown=str(value), needles=(str(value).encode(),))


def _is_alphabet(text: str) -> bool:
    """Tell whether ``text`` has no more to say than an alphabet, a repeated sign or white space."""
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(text)}
    return len(steps) <= 2 or text.isspace()  # noqa: PLR2004 - "a-zA-Z" has two


def _is_round(value: int) -> bool:
    """Tell whether a number is too short, or one that programs hold for other reasons than tests."""
    if value < 10 ** (LEAST_DIGITS - 1) or value in _WELL_KNOWN or value.bit_length() > 1200:  # noqa: PLR2004 - a mask
        return True
    near_power = any((value + shift) & (value + shift - 1) == 0 for shift in (-1, 0, 1))
    return near_power or len(str(value).strip("0")) <= 3 or len(set(str(value))) == 1  # noqa: PLR2004 - as 1e9, 1.5e18


def _of_table(numbers: Sequence[int | float | None], line: int) -> Iterator[Literal]:
    known = [number for number in numbers if number is not None]
    if len(known) < LEAST_TABLE or len(known) < len(numbers) or not 1 < max(map(abs, known)) < _MOST_WRITTEN:
        return
    if len({b - a for a, b in itertools.pairwise(known)}) == 1:
        return
    words = list(map(str, known))
    needles = tuple(separator.join(words).encode() for separator in (",", " ", "\n", ", "))
    yield Literal(line=line, shown=f"[{', '.join(words)}]", needles=needles)
