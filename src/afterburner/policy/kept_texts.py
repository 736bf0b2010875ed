"""Texts by key in an SQLite file, for what policies keep between runs; several threads and processes may use one file."""

import sqlite3
from pathlib import Path

from afterburner.core.database import connected
from afterburner.core.errors import DataError


def opened(path: Path, table: str) -> sqlite3.Connection:
    """Open the file at ``path``, or make it, with a ``table`` of ``key`` and ``body``; every statement commits itself.

    Raises:
        DataError: it can't be opened.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = connected(path, any_thread=True)
        try:
            database.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT")
        except sqlite3.Error:
            database.close()
            raise
    except (OSError, sqlite3.Error) as error:
        hint = "name another folder with --cache, or do without: --no-cache"
        raise DataError(f"the cache {path} can't be opened: {error}", hint=hint) from error
    return database
