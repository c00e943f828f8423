"""What must not be in the repository: addresses of registries, paths of somebody's machine, unlocked packages."""

import re
import tomllib

from tests.house import files

# Written in pieces, so that this file does not name them either.
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "yarn" + "pkg.com", "deb." + "debian.org")
MACHINE = ("/wo" + "rk/main", "/wo" + "rk/shared", "/ro" + "ot/", "/tm" + "p/brief", "/home/" + "user")
PINNED = re.compile(r"[A-Za-z0-9_.-]+(?:\[[a-z,]+\])?==[^ ;]+(?: ;.*)? \\")


def named(text: str) -> list[str]:
    """Registry hosts and machine paths that a text names."""
    return [word for word in (*HOSTS, *MACHINE) if word in text]


def unlocked(lock: str) -> list[str]:
    """Lines of a lock file that are neither a pinned package, its hashes nor a remark."""
    return [
        line
        for line in lock.splitlines()
        if line and not (PINNED.fullmatch(line) or line.startswith(("    --hash=sha256:", "#")))
    ]


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    found = [f"{path.relative_to(files.HOME)}: {word}" for path in files.tracked() for word in named(files.text(path))]
    assert not found, "\n".join(found)


def test_a_registry_and_a_path_are_noticed() -> None:
    assert named(f"https://{HOSTS[0]}/simple") == [HOSTS[0]]
    assert named(f"see {MACHINE[0]}x") == [MACHINE[0]]


def test_every_python_package_is_pinned_with_its_hashes_and_no_index_is_named() -> None:
    locks = sorted((files.HOME / "requirements").glob("*.txt"))
    assert {lock.stem for lock in locks} == {"run", "dev", "node", "uv"}
    found = [f"{lock.name}: {line}" for lock in locks for line in unlocked(lock.read_text())]
    assert not found, "\n".join(found)


def test_an_unpinned_package_and_an_index_are_noticed() -> None:
    assert unlocked("--index-url x\nclick>=8\nclick==8.5.1 \\\n    --hash=sha256:00\n") == ["--index-url x", "click>=8"]


def test_the_packages_that_run_are_among_those_that_are_tested() -> None:
    run, dev = (
        set(re.findall(r"^(\S+==\S+)", (files.HOME / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    )
    assert run - dev == set()


def test_the_lock_of_the_front_end_names_no_address() -> None:
    assert '"resolved"' not in (files.HOME / "web" / "package-lock.json").read_text()


def test_every_silence_gives_its_reason() -> None:
    found = [
        f"{path.relative_to(files.HOME)}:{number}"
        for path in files.python("headway", "tests", "bench", "script", "web")
        for number, line in enumerate(files.text(path).splitlines(), 1)
        if silent(line)
    ]
    assert not found, "\n".join(found)


SILENCE = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[a-z, -]+\])?)(.*)")


def silent(line: str) -> bool:
    """A lint or type check is switched off on this line, and the line does not say why."""
    found = SILENCE.search(line)
    return bool(found) and len(found[1].strip(" #-")) < 8 if found else False


def test_a_silence_without_a_reason_is_noticed() -> None:
    mark = "# no" + "qa: S603"
    assert silent(f"x = 1  {mark}")
    assert not silent(f"x = 1  {mark} - a fixed command")


def needed() -> tuple[set[str], set[str]]:
    """What pyproject.toml says is needed to run, and to test besides."""
    project = tomllib.loads((files.HOME / "pyproject.toml").read_text())
    wanted = (project["project"]["dependencies"], project["dependency-groups"]["dev"])
    run, dev = ({re.split(r"[\[<>=; ]", line)[0].lower() for line in lines} for lines in wanted)
    return run, dev


def test_everything_that_the_project_needs_is_in_the_lock_files() -> None:
    run, dev = needed()
    locked = {
        name: set(
            re.findall(
                r"^([A-Za-z0-9_.-]+)(?:\[.*\])?==", (files.HOME / "requirements" / name).read_text(), re.MULTILINE
            )
        )
        for name in ("run.txt", "dev.txt")
    }
    assert run - locked["run.txt"] == set()
    assert (run | dev) - locked["dev.txt"] == set()
