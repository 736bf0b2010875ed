"""SQLite files that several threads and processes write at one time."""

import sqlite3
import time
from pathlib import Path

WAIT_S = 60.0
"""For another process's write to end; it takes milliseconds."""
_PAUSE_S = 0.005


def connected(path: Path | None, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open the file at ``path``, or make it; with no path, in memory. It has a write-ahead log; each statement commits itself.

    The connection is the calling thread's; with ``any_thread``, that of whoever holds the caller's lock.

    Raises:
        sqlite3.Error: it can't be opened, or is no database.

    """
    database = sqlite3.connect(
        path or ":memory:", timeout=WAIT_S, isolation_level=None, check_same_thread=not any_thread
    )
    try:
        _write_ahead(database)
    except BaseException:
        database.close()
        raise
    return database


def _write_ahead(database: sqlite3.Connection) -> None:
    # Of two that turn a new file over to a log at one time, SQLite refuses one at once: here its own waiting could be a
    # deadlock, so it leaves that to the caller.
    end_s = time.monotonic() + WAIT_S
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end_s:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
