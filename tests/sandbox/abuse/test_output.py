"""Floods of output, any bytes, and standard streams that are closed or never read (43 to 49)."""

import pytest

from afterburner.core.status import Status
from tests.sandbox.abuse.programs import MIB


@pytest.mark.parametrize("targets", [(1,), (2,), (1, 2)])
def test_a43_a44_a_flood_of_output_is_ended(run, targets):
    source = f"import os\nwhile True:\n    for fd in {targets}: os.write(fd, b'y' * 65536)"
    seen = run(source, output_bytes=4 * MIB)
    assert seen.status is Status.OUTPUT_LIMIT_EXCEEDED
    assert max(len(seen.stdout), len(seen.stderr)) <= 4 * MIB
    assert seen.wall_s < 2


def test_a43_a50_a_sparse_output_is_bounded_too(run):
    """A file's length is made without writing."""
    seen = run("import os\nos.ftruncate(1, 100 << 20)", output_bytes=4 * MIB)
    assert seen.status is Status.OUTPUT_LIMIT_EXCEEDED
    assert len(seen.stdout) <= 4 * MIB


def test_a43_a_flood_by_children_is_ended(run):
    source = "import os\nos.fork(); os.fork()\nwhile True: os.write(1, b'y' * 4096)"
    assert run(source, output_bytes=4 * MIB).status is Status.OUTPUT_LIMIT_EXCEEDED


def test_a43_output_is_no_place_to_keep_data(run):
    """It is not counted as memory; so what was once written there can't be read back."""
    source = """
        import os
        os.write(2, b"kept")
        for fd in (1, 2):
            for attempt in (lambda: os.pread(fd, 4, 0),
                            lambda: os.pread(os.open(f"/proc/self/fd/{fd}", os.O_RDONLY), 4, 0)):
                try: attempt(); os.write(1, b"through")
                except OSError: pass
    """
    seen = run(source)
    assert (seen.status, seen.stdout, seen.stderr) == (Status.OK, b"", b"kept")


def test_a45_one_megabyte_of_output_is_legal(run):
    assert len(run("import os; os.write(1, b'x' * (1 << 20))").stdout) == MIB


def test_a46_any_bytes_are_output(run):
    data = b"\x00\xff\xfe\xed\xa0\x80\x1b[2J"
    assert run(f"import os; os.write(1, {data!r})").stdout == data


@pytest.mark.parametrize("action", ["os.close(1)", "os.dup2(os.open('/dev/null', 1), 1)", "sys.stdout.close()"])
def test_a47_closing_stdout_leaves_what_was_written(run, action):
    seen = run(f"import os, sys\nos.write(1, b'kept'); {action}")
    assert seen.stdout == b"kept"


def test_a47_a_program_may_close_everything(run):
    seen = run("import os\nos.write(1, b'kept'); os.closerange(0, 1024)")
    assert seen.stdout == b"kept"
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}


def test_a47_writing_somewhere_else_in_the_output_stays_within_bounds(run):
    """Seeking and punching: the length is what counts."""
    seen = run("import os\nos.lseek(1, 3 << 20, 0); os.write(1, b'x'); os.lseek(1, 0, 0); os.write(1, b'y')")
    assert len(seen.stdout) <= (3 << 20) + 2


def test_a48_a49_unread_input_and_an_early_end_are_fine(run):
    assert run("pass", b"x" * (3 * MIB)).status is Status.OK


def test_a49_closing_the_input_in_the_middle_is_fine(run):
    assert run("import os\nos.read(0, 10); os.close(0)", b"x" * (3 * MIB)).status is Status.OK
