"""A real browser for the tests: what a page is after its scripts have run."""

import shutil
import subprocess

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")


def dom(path, profile, *, fragment="", flags=()):
    """Return the page's elements as HTML after its scripts have run."""
    return browser("--dump-dom", f"{path.as_uri()}{fragment}", profile=profile, flags=flags).stdout


def screenshot(path, out, profile, *, size, flags=()):
    """Write what the page looks like to ``out``."""
    sized = (f"--window-size={size[0]},{size[1]}", "--hide-scrollbars", *flags)
    browser(f"--screenshot={out}", path.as_uri(), profile=profile, flags=sized)


def browser(*what, profile, flags=()):
    settings = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=8000")
    command = [BROWSER, *settings, f"--user-data-dir={profile}", *flags, *what]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
