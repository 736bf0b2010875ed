"""Words: the names in programs, and what statements talk about.

``small`` is fit for a model that is trained from nothing: few names, few words, and a text that is always built the same way.
``full`` varies names and stories.
"""

import ast
import builtins
import keyword
from collections.abc import Mapping
from enum import StrEnum
from random import Random


class Vocabulary(StrEnum):
    """How many words there are."""

    SMALL = "small"
    FULL = "full"


FEW_NAMES: Mapping[str, tuple[str, ...]] = {
    "x": ("x", "v"),
    "i": ("i", "p"),
    "t": ("t", "s"),
    "out": ("out", "r"),
    "best": ("best", "b"),
    "add": ("add", "put"),
    "ok": ("ok", "good"),
}
"""Other names that a local name may get in the small vocabulary; the rest stay as they are."""

MANY_NAMES: Mapping[str, tuple[str, ...]] = {
    "x": ("x", "value", "item", "current", "v"),
    "y": ("y", "other", "second", "w"),
    "i": ("i", "index", "position", "place", "left_index"),
    "j": ("j", "right_index", "inner", "later"),
    "t": ("total", "result", "acc", "answer", "running"),
    "out": ("out", "output", "collected", "results", "answers"),
    "best": ("best", "record", "champion", "best_so_far"),
    "new": ("new", "candidate", "challenger"),
    "d": ("table", "counts", "lookup", "by_key", "memo"),
    "s": ("seen", "known", "members", "visited"),
    "n": ("n", "size", "length", "count"),
    "m": ("m", "other_size", "width"),
    "a": ("a", "first", "low", "begin"),
    "b": ("b", "last", "high", "finish"),
    "q": ("queue", "pending", "todo", "waiting"),
    "h": ("heap", "store", "nearest"),
    "p": ("prefix", "sums", "partial", "cumulative"),
    "w": ("window", "part", "piece", "chunk"),
    "c": ("c", "cell", "number", "amount"),
    "u": ("u", "node", "source"),
    "v": ("v", "neighbour", "target"),
    "g": ("graph", "adjacent", "links"),
    "row": ("row", "line", "strip"),
    "lo": ("lo", "lower", "bottom"),
    "hi": ("hi", "upper", "top"),
    "mid": ("mid", "middle", "half"),
    "res": ("res", "outcome", "final"),
    "add": ("add", "push", "keep"),
    "ok": ("matches", "is_wanted", "check", "qualifies"),
}
"""The same in the full vocabulary."""

MANY_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "xs": ("xs", "values", "numbers", "items", "data"),
    "ys": ("ys", "others", "second_list", "targets"),
    "k": ("k", "limit", "parameter"),
    "s": ("s", "text", "word", "line"),
    "n": ("n", "bound", "last_number"),
    "qs": ("qs", "queries", "questions", "requests"),
    "ops": ("ops", "updates", "changes"),
    "ps": ("ps", "intervals", "spans", "pairs"),
    "es": ("es", "edges", "links", "roads"),
    "grid": ("grid", "field", "board", "matrix"),
}
"""What an argument may be called in the full vocabulary."""

SETTINGS: tuple[tuple[str, str], ...] = (
    ("A harbour weighs its crates", "crates"),
    ("A weather station keeps its readings", "readings"),
    ("A library counts the pages of its books", "books"),
    ("A bakery notes what each customer paid", "payments"),
    ("An orchard writes down the yield of its trees", "trees"),
    ("A museum numbers its exhibits", "exhibits"),
    ("A rail depot logs the lengths of its wagons", "wagons"),
    ("A choir records the ages of its singers", "singers"),
    ("A laboratory lists the masses of its samples", "samples"),
    ("A post office stamps its parcels", "parcels"),
)
"""Where a story takes place, and what it is about."""


def chosen_names(module: ast.Module, fixed: Mapping[str, str], vocabulary: Vocabulary, rng: Random) -> dict[str, str]:
    """Return a name for every name that the program binds: those in ``fixed`` as they say, the others drawn."""
    pools = FEW_NAMES if vocabulary is Vocabulary.SMALL else MANY_NAMES
    names = bound_names(module)
    loaded = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)} - set(names)
    taken = {*fixed.values(), *loaded, *(name for name in names if name not in pools and name not in fixed)}
    chosen = dict(fixed)
    for name in names:
        if name in chosen or name not in pools:
            continue
        free = [new for new in pools[name] if new not in taken and not _is_reserved(new)]
        new = rng.choice(free) if free else _numbered(name, taken)
        chosen[name] = new
        taken.add(new)
    return chosen


def _is_reserved(name: str) -> bool:
    return keyword.iskeyword(name) or hasattr(builtins, name)


def _numbered(name: str, taken: set[str]) -> str:
    candidates = (name if count == 1 else f"{name}{count}" for count in range(1, 100))
    return next(new for new in candidates if new not in taken)


def bound_names(module: ast.Module) -> list[str]:
    """Return the names that the program itself gives: to functions, arguments and variables; not those it imports."""
    found: dict[str, None] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            found[node.name] = None
        elif isinstance(node, ast.arg):
            found[node.arg] = None
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found[node.id] = None
    return list(found)


def renamed(module: ast.Module, names: Mapping[str, str]) -> ast.Module:
    """Rename in place what ``names`` says, and return the program."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)
        elif isinstance(node, ast.Nonlocal | ast.Global):
            node.names = [names.get(name, name) for name in node.names]
    return module
