"""The seccomp filters of the processes that read: which system calls each may make, by libseccomp (pyseccomp).

The reader has a deny list, since the OCR runtime needs threads and memory in its own ways. Refused: every socket, every
new program and process, every look into or signal to another process, every change of the system. Threads stay. The
nursery has the same list, but may fork and bound its children. The decoder has a list of what is allowed: memory, its pipes, the clock, threads
(HEIC has none without), and files that are only read. Sources: seccomp(2), clone(2); the default profiles of container runtimes.

>>> "socket" in DENIED and "execve" in DENIED
True
>>> "socket" in ALLOWED or "clone" in ALLOWED
False
"""

import contextlib
import ctypes
import errno
import os
from typing import Any

NETWORK = ("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendmmsg", "recvmmsg")
PROCESSES = ("execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev")
PROCESS_FDS = ("pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp", "tkill", "rt_sigqueueinfo")
FILES = ("mount", "umount2", "move_mount", "open_tree", "fsopen", "fsmount", "pivot_root", "chroot", "quotactl")
HANDLES = ("name_to_handle_at", "open_by_handle_at", "mknod", "mknodat", "swapon", "swapoff", "acct")
KERNEL = ("bpf", "perf_event_open", "userfaultfd", "init_module", "finit_module", "delete_module", "reboot")
KERNEL_TOO = (
    "kexec_load",
    "kexec_file_load",
    "syslog",
    "iopl",
    "ioperm",
    "personality",
    "vhangup",
    "modify_ldt",
)
KEYS = ("add_key", "request_key", "keyctl", "io_uring_setup", "io_uring_enter", "io_uring_register")
IDENTITY = (
    "unshare",
    "setns",
    "setuid",
    "setgid",
    "setreuid",
    "setregid",
    "setresuid",
    "setresgid",
    "setgroups",
)
CLOCKS = ("settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "sethostname", "setdomainname")

DENIED = (
    *(NETWORK + PROCESSES + PROCESS_FDS + FILES + HANDLES),
    *(KERNEL + KERNEL_TOO + KEYS + IDENTITY + CLOCKS),
)
_CLONE_THREAD = 0x10000
_SET_SECCOMP, _FILTER, _INSTRUCTION_BYTES = 22, 2, 8
_NEW_NAMESPACES = (0x20000, 0x80, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)

MEMORY = ("mmap", "munmap", "mremap", "mprotect", "brk", "madvise", "futex", "membarrier", "rseq")
PIPES = ("read", "readv", "write", "writev", "close", "lseek", "pread64", "select", "pselect6", "poll", "ppoll")
LOOKS = ("fstat", "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "readlink")
LOOKS_TOO = (
    "readlinkat",
    "getdents64",
    "getcwd",
    "fcntl",
    "uname",
    "sysinfo",
    "getrusage",
    "sched_getaffinity",
)
TIME = ("clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "clock_nanosleep", "getrandom")
ITSELF = ("getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "sched_yield", "exit", "exit_group")
SIGNALS = (
    "rt_sigreturn",
    "rt_sigaction",
    "rt_sigprocmask",
    "sigaltstack",
    "restart_syscall",
    "set_robust_list",
)

ALLOWED = (*(MEMORY + PIPES + LOOKS + LOOKS_TOO), *(TIME + ITSELF + SIGNALS))


def load(*, may_fork: bool = False) -> None:
    """Loads the deny list for this thread and all that it starts. Raises OSError or ImportError."""
    import pyseccomp as seccomp

    refuse = seccomp.ERRNO(errno.EPERM)
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    rules.set_attr(seccomp.Attr.CTL_TSYNC, 1)
    for name in DENIED:
        if not (may_fork and name == "fork"):
            _add(rules, refuse, name)
    me = os.getpid()
    for name in ("kill", "tgkill"):
        rules.add_rule(refuse, name, seccomp.Arg(0, seccomp.NE, me))
    if may_fork:
        for flag in _NEW_NAMESPACES:
            rules.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    else:
        rules.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0))
        rules.add_rule(refuse, "prlimit64", seccomp.Arg(2, seccomp.NE, 0))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.load()


def decoders_filter() -> bytes:
    """The list of what a decoder may do, as the kernel takes it: made once, loaded by each. Raises OSError or
    ImportError."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(defaction=seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        _add(rules, seccomp.ALLOW, name)
    written = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC
    for name, flags_at in (("openat", 2), ("open", 1)):
        _add(rules, seccomp.ALLOW, name, seccomp.Arg(flags_at, seccomp.MASKED_EQ, written, 0))
    rules.add_rule(seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    with os.fdopen(os.memfd_create("filter"), "r+b") as program:
        rules.export_bpf(program)
        program.seek(0)
        return program.read()


def load_decoders(program: bytes) -> None:
    """Loads such a filter for this thread and all that it starts; privileges must be given up before. Raises OSError."""
    count = len(program) // _INSTRUCTION_BYTES
    held = ctypes.create_string_buffer(program, len(program))
    told = _Program(count, ctypes.addressof(held))
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_SECCOMP, _FILTER, ctypes.byref(told), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class _Program(ctypes.Structure):
    _fields_ = (("count", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _add(rules: Any, action: int, name: str, *arguments: Any) -> None:
    """A call that this machine does not have needs no rule."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        rules.add_rule(action, name, *arguments)
