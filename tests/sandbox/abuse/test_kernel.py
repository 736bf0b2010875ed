"""The kernel's own surface and the network (58 to 66)."""

import contextlib
import os
import socket
from pathlib import Path

import pytest

from afterburner.core.status import Status
from tests.sandbox.abuse.programs import LIBC, C, words


def test_a58_nothing_outside_can_be_reached(run, needs):
    needs("network-namespace")
    source = """
        import socket
        for address in (("1.1.1.1", 53), ("169.254.169.254", 80), ("10.0.0.1", 22), ("127.0.0.1", 22), ("8.8.8.8", 443)):
            s = socket.socket(); s.settimeout(0.2)
            if s.connect_ex(address) == 0: print(address)
        try: socket.getaddrinfo("example.org", 80); print("resolved")
        except OSError: pass
        for family, kind in ((socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
            try: socket.socket(family, kind); print("raw")
            except OSError: pass
    """
    assert words(run(source)) == []


def test_a58_a_service_of_this_machine_can_not_be_reached(run, needs):
    """Neither by port nor by abstract name."""
    needs("network-namespace")
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as by_port:
        port = by_port.getsockname()[1]
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as by_name:
            by_name.bind(f"\0afterburner-test-{os.getpid()}")
            by_name.listen()
            name = by_name.getsockname()
            source = f"""
                import socket
                print(socket.socket().connect_ex(("127.0.0.1", {port})) != 0)
                print(socket.socket(socket.AF_UNIX).connect_ex({name!r}) != 0)
            """
            assert words(run(source)) == ["True", "True"]


def test_a58_a_socket_in_a_folder_of_this_machine_can_not_be_reached(run, needs, tmp_path):
    """Where the container engine's is, for instance."""
    needs("private-root")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as by_path:
        by_path.bind(str(tmp_path / "s"))
        by_path.listen()
        tmp_path.chmod(0o755)
        source = f"import socket; print(socket.socket(1).connect_ex({str(tmp_path / 's')!r}) != 0)"
        assert words(run(source)) == ["True"]


def test_a58_only_usual_kinds_of_sockets_can_be_made(run, needs):
    """Each other kind makes the kernel load a module of its own, seldom read by anybody."""
    needs("seccomp")
    source = """
import socket
usual = {socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK}
for family in set(range(1, 64)) - usual:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for upper in (0, 1 << 32):
            if libc.syscall(41, ctypes.c_long(upper | family), kind, 0) >= 0: print(family, kind)
"""
    assert words(run(LIBC + source)) == []


def test_a59_the_own_loopback_works_and_its_ports_are_free_again(run, needs):
    needs("network-namespace")
    source = """
        import socket
        s = socket.socket(); s.bind(("127.0.0.1", 4713)); s.listen()
        print(socket.create_connection(("127.0.0.1", 4713)) is not None)
    """
    udp = "import socket\ns = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 4714)); print(True)"
    assert [words(run(source)) for _ in range(2)] == [["True"], ["True"]]
    assert [words(run(udp)) for _ in range(2)] == [["True"], ["True"]]


def test_a60_a61_a64_a65_no_privileged_call_is_granted(run, needs):
    """Mounting, leaving the root, entering namespaces, clocks, names, modules, reboot."""
    needs("unprivileged-user")
    source = """
calls = {
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "umount": lambda: libc.umount2(b"/tmp", 2),
    "chroot": lambda: libc.chroot(b"/tmp"),
    "pivot_root": lambda: libc.syscall(155, b"/tmp", b"/tmp"),
    "setns": lambda: libc.setns(os.open("/proc/self/ns/net", 0), 0),
    "unshare": lambda: libc.unshare(0x00020000),
    "sethostname": lambda: libc.sethostname(b"x", 1),
    "settimeofday": lambda: libc.settimeofday(ctypes.byref((ctypes.c_long * 2)(0, 0)), None),
    "clock_adjtime": lambda: libc.syscall(305, 0, ctypes.create_string_buffer(b"\\1", 256)),
    "setuid": lambda: libc.setuid(0),
    "setgid": lambda: libc.setgid(0),
    "reboot": lambda: libc.reboot(0),
    "swapon": lambda: libc.swapon(b"/tmp/x", 0),
    "syslog": lambda: libc.klogctl(3, ctypes.create_string_buffer(10), 10),
    "init_module": lambda: libc.syscall(175, 0, 0, 0),
    "iopl": lambda: libc.syscall(172, 3),
    "open_by_handle": lambda: libc.syscall(304, -100, 0, 0),
    "kexec": lambda: libc.syscall(246, 0, 0, 0, 0),
    "acct": lambda: libc.acct(b"/tmp/x"),
    "quotactl": lambda: libc.syscall(179, 0x800003, 0, 0, 0),
}
print(*[name for name, call in calls.items() if call() != -1])
"""
    assert words(run(LIBC + source)) == []


SURFACE = {
    "io_uring_setup": "425, 8, ctypes.create_string_buffer(120)",
    "add_key": "248, b'user', b'k', b'v', 1, -2",
    "keyctl": "250, 0, -3, 1",
    "request_key": "249, b'user', b'k', None, -2",
    "bpf": "321, 0, ctypes.create_string_buffer(b'\\2\\0\\0\\0\\4\\0\\0\\0\\4\\0\\0\\0\\4', 128), 128",
    "perf_event_open": "298, ctypes.create_string_buffer(b'\\1\\0\\0\\0\\x80', 128), 0, -1, -1, 0",
    "userfaultfd": "323, 1",
    "personality": "135, 0xFFFFFFFF",
    "name_to_handle_at": "303, -100, b'/', ctypes.create_string_buffer(b'\\x80', 200), ctypes.create_string_buffer(8), 0",
    "fanotify_init": "300, 0, 0",
    "kcmp": "312, os.getpid(), os.getpid(), 0, 0, 0",
    "move_pages": "279, 0, 0, None, None, None, 0",
    "fsopen": "430, b'tmpfs', 0",
    "open_tree": "428, -100, b'/tmp', 1",
    "mount_setattr": "442, -100, b'/tmp', 0, None, 0",
}


@pytest.mark.parametrize("call", SURFACE.values(), ids=SURFACE)
def test_a61_what_no_program_needs_of_the_kernel_is_not_there(run, needs, call):
    """With arguments that the kernel would take: an error alone could be about them."""
    needs("seccomp")
    result, number = words(run(LIBC + f"print(libc.syscall({call}), ctypes.get_errno())"))
    assert (result, number in {"1", "38"}) == ("-1", True)


@pytest.mark.parametrize("flags", ["CLONE_NEWUSER", "CLONE_NEWNS", "CLONE_NEWPID", "CLONE_NEWNET", "0x02000000"])
def test_a60_no_namespace_can_be_made_by_any_call(run_c, needs, flags):
    """By unshare, clone, or clone3, whose flags are in memory, out of a filter's sight."""
    needs("seccomp")
    source = C + (
        f"int main(void) {{ int through = unshare({flags}) == 0;\n"
        f"pid_t pid = syscall(SYS_clone, {flags} | SIGCHLD, 0, 0, 0, 0); if (pid == 0) _exit(0); through |= (pid > 0) << 1;\n"
        f"unsigned long wanted[11] = {{{flags}, 0, 0, 0, SIGCHLD}}; pid = syscall(435, wanted, sizeof wanted);\n"
        'if (pid == 0) _exit(0); through |= (pid > 0) << 2; printf("%d", through); }'
    )
    assert words(run_c(source)) == ["0"]


def test_a60_no_user_namespace_can_be_made(run, needs):
    needs("unprivileged-user")
    if _refused_user_namespaces():
        pytest.xfail("this kernel refuses them to everybody")
    assert words(run(LIBC + "print(libc.unshare(0x10000000))")) == ["-1"]


def _refused_user_namespaces() -> bool:
    with contextlib.suppress(OSError, ValueError):
        return int(Path("/proc/sys/user/max_user_namespaces").read_text("ascii")) == 0
    return True


def test_a60_dots_lead_nowhere(run, needs):
    """The root's parent is the root, also by descriptors of folders that are open."""
    needs("private-root", "unprivileged-user")
    source = """
        import os
        root = os.open("/", os.O_RDONLY)
        above = os.open("../" * 30, os.O_RDONLY, dir_fd=root)
        print(os.fstat(root).st_ino == os.fstat(above).st_ino, "home" in os.listdir(above), "var" in os.listdir(above))
    """
    assert words(run(source)) == ["True", "False", "False"]


FOREIGN = """
import mmap
# mov eax, NUMBER; int 0x80; ret
code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes([0xB8]) + (NUMBER).to_bytes(4, "little") + b"\\xCD\\x80\\xC3")
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
print(ctypes.CFUNCTYPE(ctypes.c_int)(address)(), flush=True)
"""
GETPID_32 = 20


def test_a62_calls_of_a_foreign_architecture_are_a_security_violation(run, needs):
    needs("seccomp")
    if os.uname().machine != "x86_64":
        pytest.skip("the program is machine code of x86-64")
    seen = run(LIBC + FOREIGN.replace("NUMBER", str(GETPID_32)))
    # A kernel without them answers with a segmentation fault of its own.
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGSEGV") or (
        seen.status is Status.SECURITY_VIOLATION
    )
    assert seen.stdout == b""


def test_a62_calls_of_x32_are_a_security_violation(run, needs):
    """x32's numbers are those of x86-64 with one bit more: getpid."""
    needs("seccomp")
    if os.uname().machine != "x86_64":
        pytest.skip("x32 is x86-64's")
    seen = run(LIBC + "print(libc.syscall(39 | 1 << 30))")
    assert seen.status is Status.SECURITY_VIOLATION or words(seen) == ["-1"]


def test_a63_a_set_user_id_program_gains_nothing(run, needs):
    needs("unprivileged-user")
    source = """
        import os, subprocess
        print("NoNewPrivs:\\t1" in open("/proc/thread-self/status").read())
        for path in ("/usr/bin/su", "/usr/bin/passwd", "/usr/bin/mount", "/bin/su"):
            if os.path.exists(path):
                done = subprocess.run([path, "-c", "id -u"], stdin=subprocess.DEVNULL, capture_output=True)
                if done.stdout.strip() == b"0": print("root")
    """
    assert words(run(source)) == ["True"]


def test_a63_no_capability_is_held_nor_can_be_got(run):
    source = """
        for line in open("/proc/thread-self/status"):
            if line.startswith(("CapInh", "CapPrm", "CapEff", "CapAmb")): print(int(line.split()[1], 16))
    """
    assert words(run(source)) == ["0"] * 4


def test_a64_kernel_settings_can_not_be_written(run, needs):
    needs("unprivileged-user")
    source = """
        paths = ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory"]
        paths += ["/proc/sysrq-trigger", "/proc/sys/kernel/shmmni", "/sys/fs/cgroup/cgroup.procs", "/proc/1/oom_score_adj"]
        for path in paths:
            try: open(path, "r+").write("0")
            except OSError: continue
            print(path)
    """
    assert words(run(source)) == []


def test_a64_nothing_in_proc_or_sys_can_be_written(run, needs):
    """Not even the program's own: a process name may be set by a call, which leaves no other way open."""
    needs("landlock")
    source = """
        import os
        for top in ("/proc/self", "/proc/sys", "/sys"):
            for at, _, names in os.walk(top):
                for name in names:
                    path = os.path.join(at, name)
                    if "/fd/" in path or "/task/" in path or "/map_files/" in path: continue
                    try: os.close(os.open(path, os.O_WRONLY)); print(path)
                    except OSError: pass
    """
    assert words(run(source)) == []


@pytest.mark.parametrize("language", ["python", "c"])
def test_a66_a_crash_leaves_no_core(run, toolchain, language):
    toolchain(language)
    sources = {
        "python": "import ctypes, resource\nprint(*resource.getrlimit(resource.RLIMIT_CORE), flush=True)\nctypes.string_at(0)",
        "c": "#include <sys/resource.h>\n"
        + C
        + (
            'int main(void) { struct rlimit core; getrlimit(RLIMIT_CORE, &core); printf("%ld %ld\\n", (long)core.rlim_cur,'
            "(long)core.rlim_max); fflush(stdout); *(volatile int *)0 = 1; }"
        ),
    }
    seen = run(sources[language], language=language)
    assert seen.reason == "signal:SIGSEGV"
    assert all(int(word) <= 1 for word in seen.stdout.split())
