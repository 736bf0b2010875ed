"""Imports of Go, which are an error where they are missing and where they are too many.

Published solutions leave imports out, and some of their twins use less than is imported: their publisher's own evaluation puts
that in order before it compiles them, and so it is here.
"""

import re

_IMPORTS = re.compile(r"^import\s*(?:\(([^)]*)\)|([^\n(]+))\n?", re.MULTILINE)
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_USUAL = (
    "bytes",
    "crypto/md5",
    "container/heap",
    "container/list",
    "errors",
    "fmt",
    "math",
    "math/big",
    "math/bits",
    "math/rand",
    "regexp",
    "sort",
    "strconv",
    "strings",
    "time",
    "unicode",
    "unicode/utf8",
)
"""What is imported where it is used and not imported."""


def imports_of(code: str) -> list[str]:
    """Return what ``code`` imports, as it stands there: each a path in quotes, with a name before it or not."""
    found = (several or one for several, one in _IMPORTS.findall(code))
    return [line.strip() for text in found for line in text.splitlines() if line.strip()]


def without_imports(code: str) -> str:
    """Return ``code`` without its imports and its package."""
    return _IMPORTS.sub("", re.sub(r"^package \w+\s*$", "", code, flags=re.MULTILINE))


def needed_imports(code: str, *more: str) -> list[str]:
    """Return what ``code`` uses of its own imports, of ``more`` and of the usual packages."""
    rest = _COMMENTS.sub("", without_imports(code))
    known = {_name(one): one for one in (*(f'"{path}"' for path in _USUAL), *more, *imports_of(code))}
    return [one for name, one in known.items() if re.search(rf"(?<![.\w]){re.escape(name)}\.[A-Z]", rest)]


def with_needed_imports(code: str) -> str:
    """Return ``code`` with the imports that it uses, and no others."""
    imports = "".join(f"\t{one}\n" for one in needed_imports(code))
    return f"import (\n{imports})\n{without_imports(code)}" if imports else without_imports(code)


def _name(imported: str) -> str:
    first, _space, path = imported.rpartition(" ")
    return first.strip() or path.strip('"').rpartition("/")[2]
