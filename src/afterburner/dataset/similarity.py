"""Is this solution another one but for names and layout; is this problem one of a benchmark's? Pure.

fingerprint(a) == fingerprint(b)            the same program but for names, comments and white space
overlap(statement, known)                   an n-gram of words that a benchmark has too
"""

import ast
import builtins
import hashlib
import re
from collections.abc import Iterable

from afterburner.core.problem import Solution

NGRAM = 13
"""Words in a row that two independent statements hardly share. Source: Brown et al., Language models are few-shot learners
(2020), appendix C, which took 13 for the decontamination of GPT-3."""

_WORD = re.compile(r"[a-z0-9]+")
_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    | (?P<number>\d[\w.]*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<sign>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_HASH_COMMENTS = {"python", "ruby"}
_KEPT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "auto bool break byte case catch char class const continue def default defer delete do double elif else elsif end enum "
        "extends false final finally float fn for foreach from func function go if impl import in int interface let long loop "
        "map match module mut namespace new nil None null package private pub public range return self short signed sizeof "
        "static string struct super switch template then this throw throws true try type typedef typename unless unsigned "
        "until use using var vector virtual void volatile when where while with yield",
    )
)
"""What languages keep for themselves: a program that uses other ones is another program."""


def fingerprint(solution: Solution) -> str:
    """Return the digest of a solution's structure: names it made up, comments and layout don't count.

    Python that parses is compared by its syntax tree, anything else by its tokens.
    """
    structure = _tree(solution.code) if solution.language == "python" else None
    if structure is None:
        structure = _tokens(solution)
    return hashlib.sha256(f"{solution.language}\0{structure}".encode(errors="surrogateescape")).hexdigest()[:32]


class _Nameless(ast.NodeTransformer):
    """Replaces the names that a program made up by their order of appearance, and takes out docstrings."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "arg", "name", "attr"):
            name = getattr(node, field, None)
            is_own = isinstance(name, str) and not isinstance(node, ast.alias) and not hasattr(builtins, name)
            if is_own and (field != "attr" or name in self.names):
                setattr(node, field, self.names.setdefault(str(name), f"n{len(self.names)}"))
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) > 1 and _is_text(body[0]):
            del body[0]
        return super().visit(node)  # type: ignore[no-any-return] # the base class says Any


def _is_text(statement: ast.AST) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _tree(code: str) -> str | None:
    try:
        return ast.dump(_Nameless().visit(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _tokens(solution: Solution) -> str:
    code = solution.code
    if solution.language in _HASH_COMMENTS:
        code = re.sub(r"(?m)(^|\s)#.*$", "", code)
    names: dict[str, str] = {}
    parts = []
    for found in _TOKEN.finditer(code):
        if found.lastgroup == "comment" and solution.language not in _HASH_COMMENTS:
            continue
        word = found.group()
        is_own = found.lastgroup == "name" and word not in _KEPT_WORDS
        parts.append(names.setdefault(word, f"n{len(names)}") if is_own else word)
    return " ".join(parts)


def ngrams(text: str, n: int = NGRAM) -> frozenset[str]:
    """Return the n-grams of the words of ``text``, lower case and without signs; of a shorter text, all of it as one."""
    words = _WORD.findall(text.lower())
    if not words:
        return frozenset()
    return frozenset(" ".join(words[start : start + n]) for start in range(max(1, len(words) - n + 1)))


def benchmark_ngrams(statements: Iterable[str], n: int = NGRAM) -> frozenset[str]:
    """Return the n-grams of all ``statements`` of a benchmark."""
    return frozenset().union(*(ngrams(statement, n) for statement in statements))


def overlap(statement: str, known: frozenset[str], n: int = NGRAM) -> str | None:
    """Return one n-gram that ``statement`` shares with ``known``, the first by the alphabet; None where there is none."""
    shared = ngrams(statement, n) & known
    return min(shared) if shared else None
