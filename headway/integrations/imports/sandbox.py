"""Plans a file in a child process that has little memory, little time, no network and no new files.

The parent never parses the file. It checks the size, hands bytes over a pipe and reads JSON back.
"""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import msgspec

import headway
from headway.integrations.imports.reading.files import MOST_BYTES
from headway.integrations.imports.rules.values import Known, Options, Plan, Refused

WALL_SECONDS = 90.0
MOST_ANSWER = 400 * 2**20
_START = "import sys; sys.path.insert(0, {root!r}); from headway.integrations.imports.child import main; main()"


class _Answer(msgspec.Struct, frozen=True):
    plan: Plan | None = None
    code: str = ""
    message: str = ""


async def plan_file(content: bytes, options: Options, known: Known, *, seconds: float = WALL_SECONDS) -> Plan:
    """The plan for a file. Raises `Refused` for what cannot be read, is too large or takes too long."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", "The file is larger than 20 MB. Split it and import the parts.")
    request = msgspec.json.encode({"options": options, "known": known})
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-c",
        _START.format(root=str(Path(headway.__file__).parent.parent)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONHASHSEED": "0", "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            reply, _ = await child.communicate(len(request).to_bytes(8, "big") + request + content)
    except TimeoutError as error:
        raise _too_long() from error
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            await child.wait()
    return await asyncio.to_thread(_read, reply, child.returncode)


def _read(reply: bytes, status: int | None) -> Plan:
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise _too_long()
    if status != 0 or len(reply) > MOST_ANSWER:
        raise Refused(
            "too_large_to_read", "The file could not be read within the limits. Split it and import the parts."
        )
    answer = msgspec.json.decode(reply, type=_Answer)
    if answer.plan is None:
        raise Refused(answer.code.removeprefix("imports."), answer.message)
    return answer.plan


def _too_long() -> Refused:
    return Refused("took_too_long", "Reading the file took too long. Split it and import the parts.")
