"""The last lines of script/test: what failed, and how many tests passed, failed and were skipped in all runs."""

import os
import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(folder: Path, failed_stages: list[str]) -> int:
    """Exit code 1 for a failed stage or test, for no test at all, and with CI=true for a skipped one."""
    total, failed, skipped = counts(folder)
    if failed_stages:
        print(f"Failed: {', '.join(failed_stages)}")
    bad = bool(failed_stages or failed or not total)
    if skipped and os.environ.get("CI") == "true":
        print("Tests were skipped, and with CI=true none may be.")
        bad = True
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{total - failed - skipped} passed, {max(failed, int(bad))} failed{tail}")
    return int(bad)


def counts(folder: Path) -> tuple[int, int, int]:
    """Tests run, failed (errors included) and skipped over all reports in the folder."""
    total = failed = skipped = 0
    for report in sorted(folder.glob("*.xml")):
        for suite in ET.parse(report).iter("testsuite"):  # noqa: S314 - written by pytest a moment ago
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return total, failed, skipped


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
