"""`afterburner serve` as a user starts it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "-1"),
        ("--port", "70000"),
        ("--workers", "0"),
        ("--queue", "0"),
        ("--max-body", "-1"),
        ("--max-body", "nan"),
        ("--grace", "nan"),
        ("--token", "no\nheader"),
        ("--host", "no such host"),
    ],
)
def test_settings_that_make_no_sense_are_exit_code_2(afterburner: Command, arguments: tuple[str, ...]) -> None:
    said = afterburner("serve", "--port", "0", *arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err


def test_a_port_that_is_taken_is_exit_code_2_with_a_hint(afterburner: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = afterburner("serve", "--port", taken.getsockname()[1])
    assert said.code == 2
    assert "hint:" in said.err


def test_without_its_packages_it_says_how_to_get_them(tmp_path: Path) -> None:
    code = (
        "import importlib.util, sys\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'fastapi' else find(name, *more)\n"
        "from afterburner.cli.app import main\n"
        "sys.argv = ['afterburner', 'serve']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, env=os.environ, check=False)
    assert done.returncode == 2
    assert b"afterburner[serve]" in done.stderr


def test_the_command_line_starts_without_the_services_packages(tmp_path: Path) -> None:
    code = "import sys; import afterburner.cli.app; print(sorted({'fastapi', 'uvicorn', 'httpx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, check=True)
    assert done.stdout == b"[]\n"
