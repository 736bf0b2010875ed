"""Filling the disk, reading and writing where nothing is the program's, and strange names (50 to 57)."""

import os
from pathlib import Path

import pytest

from afterburner.core import encoding
from afterburner.core.status import Status
from afterburner.sandbox import toolchains
from afterburner.sandbox.cell import artefacts
from afterburner.sandbox.cell.scratch import FolderScratch
from afterburner.sandbox.languages import language_named
from tests.sandbox.abuse.programs import C, words


def test_a50_a_full_disk_is_the_programs_own_failure(run, needs):
    needs("private-root")
    seen = run("f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))", scratch_bytes=20 << 20)
    assert seen.status is Status.RUNTIME_ERROR
    assert b"OSError" in seen.stderr


def test_a50_a_sparse_file_is_bounded(run):
    seen = run("f = open('big', 'wb')\nf.truncate(1 << 40)", scratch_bytes=20 << 20)
    assert seen.status is Status.RUNTIME_ERROR


@pytest.mark.slow
def test_a50_no_files_without_end(run, needs):
    needs("private-root")
    source = """
        import os
        try:
            for index in range(200_000): os.close(os.open(str(index), os.O_CREAT | os.O_WRONLY))
        except OSError as error: print(error.errno)
    """
    assert words(run(source, cpu_s=20, wall_s=40)) == ["28"]


def test_a50_deep_folders_are_cleaned_up(run):
    seen = run("import os\nfor _ in range(3000): os.mkdir('d'); os.chdir('d')")
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}
    assert words(run("import os; print(os.path.exists('d'))")) == ["False"]


def test_a50_folders_that_are_closed_to_their_owner_are_cleaned_up(run):
    run("import os\nos.makedirs('d/e'); open('d/e/f', 'w').close()\nfor name in ('d/e', 'd'): os.chmod(name, 0)")
    assert words(run("import os; print(os.path.lexists('d'))")) == ["False"]


def test_a50_a_scratch_without_a_file_system_of_its_own_is_emptied_too():
    """Deeper than a path or a recursion goes, and closed to its owner."""
    scratch = FolderScratch(None)
    try:
        at = os.open(scratch.home, os.O_RDONLY)
        for _ in range(3000):
            os.mkdir("d", dir_fd=at)
            above, at = at, os.open("d", os.O_RDONLY, dir_fd=at)
            os.close(above)
        os.mkdir("closed", 0, dir_fd=at)
        os.fchmod(at, 0)
        os.close(at)
        scratch.wipe(0)
        assert list(Path(scratch.home).iterdir()) == []
    finally:
        scratch.close()
    assert not Path(scratch.home).exists()


def _link_inside(home):
    (home / "program").mkdir()
    (home / "program" / "x").symlink_to("/etc/passwd")


def _second_name(home):
    (home / "other").touch()
    (home / "program").hardlink_to(home / "other")


def _too_large(home):
    (home / "program").touch()
    os.truncate(home / "program", artefacts.MOST_BYTES + 1)


ARTEFACTS = {
    "link": lambda home: (home / "program").symlink_to("/etc/passwd"),
    "dangling-link": lambda home: (home / "program").symlink_to("/nowhere"),
    "link-to-a-folder": lambda home: (home / "program").symlink_to("/etc"),
    "link-inside": _link_inside,
    "second-name": _second_name,
    "pipe": lambda home: os.mkfifo(home / "program"),
    "too-large": _too_large,
    "missing": lambda home: (home / "other").touch(),
}


@pytest.mark.parametrize("make", ARTEFACTS.values(), ids=ARTEFACTS)
def test_a51_what_a_compiler_leaves_is_taken_only_if_it_is_a_plain_file(tmp_path, make):
    home = tmp_path / "home"
    home.mkdir()
    make(home)
    with (tmp_path / "archive").open("wb") as out, pytest.raises(artefacts.RefusedError):
        artefacts.collect(str(home), ["program"], out.fileno())


def test_a51_a_flood_of_small_files_is_refused(tmp_path):
    home = tmp_path / "home"
    (home / "classes").mkdir(parents=True)
    for index in range(artefacts.MOST_FILES + 1):
        (home / "classes" / str(index)).touch()
    with (tmp_path / "archive").open("wb") as out, pytest.raises(artefacts.RefusedError, match="too_large"):
        artefacts.collect(str(home), ["classes"], out.fileno())


def test_a52_the_hosts_files_are_out_of_sight(run, needs):
    needs("private-root", "unprivileged-user")
    home = str(Path.home())
    source = f"""
        import os
        for path in ("/etc/shadow", "/etc/hostname", "/home", "/var", "/srv", "/mnt", {__file__!r}, {home + "/.ssh"!r}):
            try: open(path).read() if not os.path.isdir(path) else os.listdir(path)
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


def test_a52_a_binary_sees_no_more_than_a_script(run_c, needs):
    needs("private-root", "unprivileged-user")
    paths = ["/etc/shadow", "/etc/hostname", "/home", "/var", __file__, "/.code/afterburner", "/proc/1/root", "/.old"]
    tries = "\n".join(f'if (open("{path}", O_RDONLY) >= 0) puts("{path}");' for path in paths)
    assert words(run_c(C + f"int main(void) {{ {tries} }}")) == []


@pytest.mark.parametrize("inside", ["bin", ".local/bin"])
def test_a52_a_toolchain_in_somebodys_home_does_not_open_the_home(tmp_path, monkeypatch, inside):
    tool = tmp_path / inside / "ruby"
    tool.parent.mkdir(parents=True)
    tool.write_text(f"#!/bin/sh\necho {tool}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    toolchains._found.cache_clear()
    try:
        assert toolchains.toolchain_of(language_named("ruby")).folders == (str(tool.parent),)
    finally:
        toolchains._found.cache_clear()


def test_a53_nothing_outside_the_scratch_can_be_written(run, needs):
    needs("private-root", "unprivileged-user")
    source = """
        import os, sys, sysconfig
        paths = ["/", "/usr", "/usr/bin", "/etc", "/dev", "/proc", sys.prefix, os.path.dirname(os.__file__)]
        paths += [sysconfig.get_paths()["purelib"], os.path.dirname(sys.executable)]
        for path in paths:
            for name in ("sitecustomize.py", "x.pth"):
                try: open(os.path.join(path, name), "w").close()
                except OSError: continue
                print(path)
        for path in (sys.executable, os.__file__, "/etc/passwd"):
            try: open(path, "r+").close()
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


def test_a53_nothing_outside_the_scratch_can_be_changed_otherwise(run, needs):
    """Modes, times, attributes, names and lengths: none needs the file to be opened for writing."""
    needs("private-root")
    source = """
        import os, sys
        for path in (sys.executable, os.__file__, "/etc/passwd", "/", "/usr", "/dev/null", "/proc/self"):
            for change in (lambda: os.chmod(path, 0o777), lambda: os.utime(path), lambda: os.setxattr(path, "user.s", b"s"),
                           lambda: os.rename(path, path + "x"), lambda: os.truncate(path, 0), lambda: os.link(path, "/tmp/l")):
                try: change()
                except OSError: continue
                print(path)
    """
    assert words(run(source)) == []


@pytest.mark.parametrize("entry_point", [None, "f"])
def test_a55_no_descriptor_is_open_but_those_of_the_run(run, entry_point):
    source = """
        import os
        def f():
            found = []
            for fd in range(2048):
                try: os.fstat(fd); found.append(fd)
                except OSError: pass
            return found
        if __name__ == "__main__": print(*f())
    """
    seen = run(source, encoding.encode([]) if entry_point else b"", entry_point=entry_point)
    assert seen.stdout.split()[:3] == [b"0", b"1", b"2"]
    assert len(seen.stdout.split()) == (4 if entry_point else 3)


@pytest.mark.parametrize("language", ["c", "javascript", "ruby", "java"])
def test_a55_nor_in_other_languages(run, toolchain, language):
    """What an interpreter opens for itself is its own; nothing of it is a memory file, a pipe or socket that we made."""
    toolchain(language)
    sources = {
        "c": C + 'int main(void) { for (int fd = 3; fd < 2048; fd++) if (fcntl(fd, F_GETFD) >= 0) puts("open"); }',
        "javascript": LOOK_IN_JAVASCRIPT,
        "ruby": "Dir['/proc/self/fd/*'].each { |f| t = File.readlink(f) rescue next; puts t if t =~ /memfd:(?!std)/ }",
        "java": LOOK_IN_JAVA,
    }
    assert words(run(sources[language], language=language)) == []


LOOK_IN_JAVASCRIPT = """
const fs = require("fs");
for (const fd of fs.readdirSync("/proc/self/fd")) {
    try { const t = fs.readlinkSync("/proc/self/fd/" + fd); if (/memfd:(?!std)/.test(t)) console.log(t); } catch {}
}
"""
LOOK_IN_JAVA = """
import java.nio.file.*;
class Main { public static void main(String[] a) throws Exception {
    try (var fds = Files.list(Path.of("/proc/self/fd"))) { fds.forEach(fd -> {
        try { String t = Files.readSymbolicLink(fd).toString(); if (t.matches(".*memfd:(?!std).*")) System.out.println(t); }
        catch (Exception gone) {} }); } } }
"""


def test_a56_dangerous_devices_are_absent(run, needs):
    needs("private-root", "unprivileged-user")
    source = """
        import os
        allowed = {"null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr", "shm"}
        print(*set(os.listdir("/dev")) - allowed)
        for path in ("/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/sda", "/proc/kmsg", "/proc/kcore"):
            try: open(path, "rb").read(1); print(path)
            except OSError: pass
        try: os.mknod("/tmp/d", 0o60666, os.makedev(8, 0)); print("mknod")
        except OSError: pass
    """
    assert words(run(source)) == []


def test_a57_strange_paths_give_plain_errors(run):
    source = """
        for path in ("a" * 100_000, "%s%n", b"\\xff\\xfe", "/" + "b/" * 3000, ""):
            try: open(path)
            except OSError as error: print(error.errno)
    """
    assert words(run(source)) == ["36", "2", "2", "36", "2"]


def test_a57_no_path_at_all_gives_a_plain_error(run):
    source = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nfor address in (None, 1, 1 << 60):\n"
    source += "    print(libc.open(ctypes.c_void_p(address), 0), ctypes.get_errno())"
    assert words(run(source)) == ["-1", "14"] * 3


def test_a57_strange_names_of_processes_and_files_harm_nobody(run):
    source = """
        import ctypes, os, time
        libc = ctypes.CDLL(None)
        for name in (b") Z 1 1 1", b"%s%n", bytes([10, 255]), b"RssShmem: 77777"):
            if os.fork() == 0:
                libc.prctl(15, name, 0, 0, 0); os.mkdir(name); time.sleep(9)
        time.sleep(0.1); print("fine")
    """
    assert words(run(source)) == ["fine"]
