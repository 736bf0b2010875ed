"""Replies of language models on disk: what was asked for once is not paid for twice, and comes out the same.

    model = CachedModel(model, ReplyCache(Path("replies.sqlite")))

The key holds everything that shapes a reply: the model's identity, the prompt, the number of the sample. Several processes may
use one file.
"""

import hashlib
import json
import logging
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.policy.kept_texts import opened
from afterburner.policy.model import Answer, Call, Completion, Keep, Model

SCHEMA_VERSION = 1
"""1: the first. A part of every key, so that replies of other versions are passed over."""

_log = logging.getLogger(__name__)
_COMPLETION = TypeAdapter(Completion)


class ReplyCache:
    """Replies in an SQLite file; safe in every thread."""

    def __init__(self, path: Path) -> None:
        """Open the cache at ``path``, or make it.

        Raises:
            DataError: it can't be opened.

        """
        self._lock = threading.Lock()
        self._database = opened(path, "replies")

    def get(self, identity: Mapping[str, object], call: Call) -> Completion | None:
        """Return the reply that was kept, as cached; None where there is none that can be read: then it may be put again."""
        key = _key(identity, call)
        with self._lock:
            row = self._database.execute("SELECT body FROM replies WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            found = _COMPLETION.validate_json(row[0])
        except ValidationError:
            with self._lock:
                self._database.execute("DELETE FROM replies WHERE key = ? AND body = ?", (key, row[0]))
            return None
        return replace(found, usage=replace(found.usage, is_cached=True))

    def put(self, identity: Mapping[str, object], call: Call, completion: Completion) -> None:
        """Keep a reply; the first one stays."""
        body = json.dumps(_COMPLETION.dump_python(completion, mode="json"))
        try:
            with self._lock:
                statement = "INSERT OR IGNORE INTO replies VALUES (?, ?)"
                self._database.execute(statement, (_key(identity, call), body))
        except sqlite3.Error as error:  # a full disk must not cost the reply that is at hand
            _log.warning("a reply could not be kept for later runs: %s", error)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class CachedModel:
    """Implements ``policy.model.Model``: replies from a cache where it has them, else from another model."""

    def __init__(self, model: Model, cache: ReplyCache) -> None:
        self._model = model
        self._cache = cache

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    @property
    def identity(self) -> Mapping[str, object]:
        """The model's."""
        return self._model.identity

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        """Yield what the cache has, in the order of ``calls``, then the model's answers as they come.

        Raises:
            UsageError: as the model does.

        """
        identity = self._model.identity
        found = [(call, self._cache.get(identity, call)) for call in calls]
        missing = [call for call, reply in found if reply is None]

        def kept(call: Call, completion: Completion) -> None:
            self._cache.put(identity, call, completion)
            keep(call, completion)

        for call, reply in found:
            if reply is not None:
                yield Answer(call=call, outcome=reply)
        if missing:
            yield from self._model.complete(missing, keep=kept)


def _key(identity: Mapping[str, object], call: Call) -> str:
    parts = {"version": SCHEMA_VERSION, "identity": identity, "prompt": call.prompt, "sample": call.sample}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
