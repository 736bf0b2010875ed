"""Pages with charts and scripts: how scripts and data get in, and nothing else does.

page = assembled(rendered, {"charts": [...], "themes": {...}}, ("charts.js",))

Theory of operation. All scripts are ours: the charts' library, and files beside the templates. The page's content policy names
them by their hashes, and forbids every other script, every request, and the compiling of text to code: Vega's expressions are
interpreted. Data go in as JSON in an element that no browser executes; the scripts make text nodes and marks of it.
"""

import base64
import hashlib
import json
from collections.abc import Sequence

from afterburner.report.drawing_page import page_library
from afterburner.report.html import environment
from afterburner.report.text import visible

_SCRIPTS, _DATA, _HASHES = "<!--scripts-->", "<!--data-->", "<!--hashes-->"
"""Where texts go that must not be touched. No stranger can write these: escaping leaves no ``<`` of theirs."""


def assembled(rendered: str, document: dict[str, object], scripts: Sequence[str]) -> str:
    """Return the page with the charts' library, the ``scripts`` by the names of their files, and ``document`` in it.

    Raises:
        UsageError: vl-convert is missing.

    """
    page = visible(rendered)
    sources = [page_library(), *map(_source, scripts)]
    hashes = " ".join(f"'sha256-{_hash(one)}'" for one in sources)
    elements = "\n".join(f"<script>{one}</script>" for one in sources)
    for place, text in ((_HASHES, hashes), (_DATA, embedded(document)), (_SCRIPTS, elements)):
        before, found, after = page.partition(place)
        assert found, place
        page = f"{before}{text}{after}"
    return page


def _source(name: str) -> str:
    loader = environment().loader
    assert loader is not None
    return loader.get_source(environment(), name)[0]


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def embedded(document: object) -> str:
    """Return ``document`` as JSON that may stand in an element of HTML: it has no ``<``, ``>`` or ``&``, and is ASCII alone.

    Characters that mislead the reader of a page are shown by number, as everywhere else.
    """
    text = json.dumps(_shown(document), separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _shown(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return value
