"""Files that many open and write at one time."""

import sqlite3
import threading

import pytest

from afterburner.core.database import connected


def test_one_who_opens_while_another_makes_the_file_waits(tmp_path) -> None:
    # SQLite answers "database is locked" at once here, without its own waiting.
    maker = sqlite3.connect(tmp_path / "file", isolation_level=None)
    maker.execute("BEGIN IMMEDIATE")
    opened: list[sqlite3.Connection] = []
    opening = threading.Thread(target=lambda: opened.append(connected(tmp_path / "file", any_thread=True)))
    opening.start()
    opening.join(timeout=0.1)
    assert opening.is_alive()
    maker.execute("COMMIT")
    opening.join(timeout=30)
    assert opened[0].execute("PRAGMA journal_mode").fetchone() == ("wal",)
    opened[0].close()
    maker.close()


def test_another_one_s_write_is_waited_for(tmp_path) -> None:
    first = connected(tmp_path / "file")
    first.execute("CREATE TABLE t (x)")
    first.execute("BEGIN IMMEDIATE")
    second = connected(tmp_path / "file", any_thread=True)
    writing = threading.Thread(target=second.execute, args=("INSERT INTO t VALUES (1)",))
    writing.start()
    first.execute("COMMIT")
    writing.join(timeout=30)
    assert first.execute("SELECT count(*) FROM t").fetchone() == (1,)
    first.close()
    second.close()


def test_what_is_no_database_is_said_at_once(tmp_path) -> None:
    (tmp_path / "file").write_text("no database " * 100)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        connected(tmp_path / "file")
