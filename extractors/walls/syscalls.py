"""The seccomp filter of the reader child: which system calls are refused, by libseccomp (pyseccomp).

A deny list, since the OCR runtime needs threads and memory in its own ways. Refused: every socket, every new
program and process, every look into or signal to another process, every change of the system. Threads stay.
Sources: seccomp(2), clone(2); the default profiles of container runtimes name the same calls.

>>> "socket" in DENIED and "execve" in DENIED
True
"""

import contextlib
import errno
import os

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


def load() -> None:
    """Loads the filter for this thread and all that it starts. Raises OSError or ImportError."""
    import pyseccomp as seccomp

    refuse = seccomp.ERRNO(errno.EPERM)
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    rules.set_attr(seccomp.Attr.CTL_TSYNC, 1)
    for name in DENIED:
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            rules.add_rule(refuse, name)
    me = os.getpid()
    for name in ("kill", "tgkill"):
        rules.add_rule(refuse, name, seccomp.Arg(0, seccomp.NE, me))
    rules.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.add_rule(refuse, "prlimit64", seccomp.Arg(2, seccomp.NE, 0))
    rules.load()
