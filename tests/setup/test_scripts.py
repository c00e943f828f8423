"""The scripts beside `headway serve`: they parse in any POSIX shell, find Python or say there is none, and add up."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house import files

SHELL = shutil.which("dash") or "/bin/sh"
REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shell(line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, "-c", f". script/_setup.sh; {line}"],
        cwd=files.HOME,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["run", "test", "check", "bench", "_setup.sh", "../.ci/run"])
def test_a_script_is_posix_shell(name: str) -> None:
    script = files.HOME / "script" / name
    done = subprocess.run([SHELL, "-n", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert script.read_text().startswith(("#!/bin/sh\n", "# "))


def test_a_python_that_is_new_enough_is_found() -> None:
    found = shell("find_python", HEADWAY_PYTHON=sys.executable)
    assert found.stdout.strip() == sys.executable


def test_without_a_python_it_says_what_to_do(tmp_path: Path) -> None:
    told = shell("find_python", PATH=str(tmp_path))
    assert told.returncode == 1
    assert told.stderr.startswith("Headway needs Python 3.11 or newer, and none was found.")


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert "none was found" in shell("find_python", PATH=str(tmp_path)).stderr


def test_the_summary_adds_all_reports_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "back-end.xml").write_text(REPORT.format(10, 0, 0, 0))
    (tmp_path / "browser.xml").write_text(REPORT.format(3, 0, 0, 0))
    summary = load(files.HOME / "script" / "summary.py")
    assert summary.main(tmp_path, []) == 0
    assert capsys.readouterr().out == "13 passed, 0 failed\n"


@pytest.mark.parametrize(
    ("report", "stages", "ci", "last"),
    [
        ((10, 1, 1, 0), [], "", "8 passed, 2 failed"),
        ((10, 0, 0, 0), ["lint"], "", "10 passed, 1 failed"),
        ((10, 0, 0, 1), [], "true", "9 passed, 1 failed, 1 skipped"),
        ((0, 0, 0, 0), [], "", "0 passed, 1 failed"),
    ],
    ids=["a failed test", "a failed stage", "a skipped test with CI=true", "no test at all"],
)
def test_the_summary_fails_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    report: tuple[int, ...],
    stages: list[str],
    ci: str,
    last: str,
) -> None:
    monkeypatch.setenv("CI", ci)
    (tmp_path / "back-end.xml").write_text(REPORT.format(*report))
    assert load(files.HOME / "script" / "summary.py").main(tmp_path, stages) == 1
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_a_skipped_test_is_no_failure_on_somebodys_own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "back-end.xml").write_text(REPORT.format(10, 0, 0, 1))
    assert load(files.HOME / "script" / "summary.py").main(tmp_path, []) == 0


def test_the_pages_are_built_again_when_a_source_changes_and_not_otherwise(tmp_path: Path) -> None:
    shutil.copytree(files.HOME / "web", tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    build = load(tmp_path / "web" / "build.py")
    assert build.needed()
    build.STATIC.mkdir(parents=True)
    (build.STATIC / "index.html").write_text("<!doctype html>")
    build.STAMP.write_text(build.sources())
    assert not build.needed()
    (tmp_path / "web" / "node_modules").mkdir()
    (tmp_path / "web" / "node_modules" / "x.js").write_text("1")
    assert not build.needed()
    (tmp_path / "web" / "src" / "added.ts").write_text("export const added = 1;\n")
    assert build.needed()
