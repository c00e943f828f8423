"""What runs in the limited child process: fences itself in, reads one file from standard input, answers in JSON.

Started as `python -I -c ...` by `sandbox.py`, with an empty environment. Everything hostile happens here.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from typing import Any

import msgspec
import python_calamine  # noqa: F401 - loaded before the fence goes up: afterwards no library can be opened

from headway.integrations.imports.reading.files import read_file
from headway.integrations.imports.rules.planning import make_plan
from headway.integrations.imports.rules.values import Known, Options, Refused

MEMORY = 2**30
CPU_SECONDS = 60
OPEN_FILES = 16
_NEWNET = 0x40000000
_NEWUSER = 0x10000000
_SET_NO_NEW_PRIVS, _SET_SECCOMP, _SECCOMP_FILTER = 38, 22, 2
_ALLOW, _EPERM = 0x7FFF0000, 0x00050001
# Per machine: its number, that of openat, and the calls refused by number.
# socket connect bind socketpair execve execveat fork vfork clone clone3 open creat openat2 ptrace kill unlink
_X86 = (41, 42, 49, 53, 59, 322, 57, 58, 56, 435, 2, 85, 437, 101, 62, 87, 263, 82, 264, 316)  # and unlinkat, rename*
_ARM = (198, 203, 200, 199, 221, 281, 220, 435, 437, 117, 129, 35, 38, 276)  # it has no fork, vfork, open, creat
_ARCHES: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, 257, _X86),
    "aarch64": (0xC00000B7, 56, _ARM),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


_TOO_MUCH = "The file needs too much memory. Split it and import the parts."


class Request(msgspec.Struct, frozen=True):
    options: Options
    known: Known


def main() -> None:
    """Read `length, request, file` from standard input; write `{"plan": ...}` or `{"code": ..., "message": ...}`."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    length = int.from_bytes(incoming.read(8), "big")
    request = msgspec.json.decode(incoming.read(length), type=Request)
    content = [incoming.read()]
    fence()
    outgoing.write(answer(content.pop(), request))
    outgoing.flush()


def answer(content: bytes, request: Request) -> bytes:
    """The reply to one request, as JSON."""
    reply: dict[str, Any]
    try:
        sheets = read_file(content)
        del content
        reply = {"plan": make_plan(sheets, request.options, request.known)}
        sheets.clear()
    except Refused as refusal:
        reply = {"code": refusal.code, "message": refusal.message}
    except (MemoryError, RecursionError):
        reply = {
            "code": "imports.too_large_to_read",
            "message": "The file needs too much memory. Split it and import the parts.",
        }
    return msgspec.json.encode(reply)


def fence() -> None:
    """Give up, for good, what reading a table does not need: memory, time, files, network, other programs."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    os.closerange(3, OPEN_FILES)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEWNET) != 0:
        libc.unshare(_NEWUSER | _NEWNET)
    _filter_calls(libc)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Have the kernel refuse the calls above, and opening files to write (EPERM). False where it cannot."""
    arch = _ARCHES.get(platform.machine())
    if arch is None:
        return False
    number, openat, refused = arch
    load, equal, any_of, give = 0x20, 0x15, 0x45, 0x06
    refuse = len(refused) + 8
    rows = [(load, 0, 0, 4), (equal, 0, refuse - 2, number), (load, 0, 0, 0), (equal, len(refused) + 1, 0, openat)]
    rows += [(equal, refuse - 5 - place, 0, call) for place, call in enumerate(refused)]
    rows += [
        (give, 0, 0, _ALLOW),
        (load, 0, 0, 32),
        (any_of, 1, 0, _WRITING),
        (give, 0, 0, _ALLOW),
        (give, 0, 0, _EPERM),
    ]
    code = b"".join(struct.pack("HBBI", *row) for row in rows)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(rows), ctypes.addressof(buffer))
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(
        libc.prctl(_SET_SECCOMP, _SECCOMP_FILTER, ctypes.create_string_buffer(program, len(program)), 0, 0) == 0
    )


if __name__ == "__main__":
    main()
