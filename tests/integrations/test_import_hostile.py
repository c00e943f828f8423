"""Files that mean harm, and files that are only broken: a clear sentence with a stable code, and nothing else."""

import asyncio
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import headway
from headway.integrations.imports.rules.values import Known, Options, Plan, Refused
from headway.integrations.imports.sandbox import plan_file
from tests.integrations import sheets
from tests.integrations.sheets import HAND

GOOD = sheets.as_workbook(sheets.repeated(HAND))


def plan_of(content: bytes, *, seconds: float = 60) -> Plan:
    return asyncio.run(plan_file(content, Options(), Known(), seconds=seconds))


def refusal(content: bytes, *, seconds: float = 60) -> Refused:
    with pytest.raises(Refused) as refused:
        plan_of(content, seconds=seconds)
    assert len(refused.value.message) > 20
    return refused.value


def rewritten(parts: dict[str, bytes], *, keep: bool = True) -> bytes:
    """The good workbook with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist() if keep else []:
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet_xml(body: bytes, before: bytes = b"") -> bytes:
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return (
        b'<?xml version="1.0"?>' + before + b"<worksheet " + main + b"><sheetData>" + body + b"</sheetData></worksheet>"
    )


SHEET = "xl/worksheets/sheet1.xml"


def test_the_child_gives_the_same_plan_as_the_rules() -> None:
    assert sheets.content(plan_of(GOOD)) == sheets.expected(HAND)


def test_a_file_over_twenty_megabytes_is_refused_before_it_is_read() -> None:
    assert refusal(b"a,b\n" * 6_000_000).code == "imports.file_too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "imports.empty_file"),
        (b"  \r\n ", "imports.empty_file"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "imports.not_a_spreadsheet"),
        (b"%PDF-1.7 whatever", "imports.not_a_spreadsheet"),
        (b"Objective,Key result\nGrow,\x00\x01\x02\n" + b"x" * 5000, "imports.not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "imports.old_workbook"),
        (b"PK\x03\x04 not really a zip", "imports.broken_file"),
        (GOOD[: len(GOOD) // 2], "imports.broken_file"),
        (b"one,two,three\n1,2,3\n", "imports.no_known_column"),
        (b'Objective,Key result\nGrow,"' + b"x" * 1_500_000 + b'"\n', "imports.field_too_large"),
        (b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00cposix\nsystem\n", "imports.not_a_spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_with_its_code(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert refusal(rewritten({"../../etc/passwd": b"x"}, keep=False)).code == "imports.not_a_spreadsheet"


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    assert refusal(rewritten({"xl/media/a.xml": b"\0" * (150 * 2**20)})).code == "imports.packed_too_tightly"
    assert refusal(rewritten({"xl/media/a.xml": b"\0" * (201 * 2**20)})).code == "imports.unpacks_too_large"


def test_a_zip_whose_directory_lies_about_sizes_is_refused() -> None:
    big = rewritten({SHEET: sheet_xml(b"<row><c><v>1</v></c></row>" * 200_000)})
    with zipfile.ZipFile(io.BytesIO(big)) as archive:
        true_size = archive.getinfo(SHEET).file_size
    lied = big.replace(true_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refusal(lied).code == "imports.broken_file"


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert refusal(rewritten({SHEET: sheet_xml(body, bomb)})).code == "imports.unsafe_xml"


def test_a_cell_in_the_last_corner_is_refused_before_space_is_made_for_it() -> None:
    body = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(rewritten({SHEET: sheet_xml(body)})).code == "imports.too_many_cells"


def test_more_than_two_million_cells_are_refused() -> None:
    assert refusal(b"a" + b",a" * 2_100_000).code == "imports.too_many_cells"


def test_broken_xml_is_refused() -> None:
    assert refusal(rewritten({SHEET: sheet_xml(b"<row><c>")})).code == "imports.broken_file"


def test_a_child_that_takes_too_long_is_ended() -> None:
    assert refusal(GOOD, seconds=0.01).code == "imports.took_too_long"


def test_a_formula_cell_is_text_and_only_our_own_exports_lose_the_apostrophe() -> None:
    foreign = b"Title,Status\n'=SUM(A1),Open\n=cmd|x,Open\n"
    assert [task.title for task in plan_of(foreign).tasks] == ["'=SUM(A1)", "=cmd|x"]
    own = b"Headway id,Title,Status\n1,'=SUM(A1),Open\n2,'quoted,Open\n"
    assert [task.title for task in plan_of(own).tasks] == ["=SUM(A1)", "'quoted"]


FENCED = """
import os, socket, sys, tempfile
sys.path.insert(0, {root!r})
from headway.integrations.imports import child
child.fence()
def tried(work):
    try:
        work()
        return "worked"
    except BaseException as error:
        return type(error).__name__
print(tried(lambda: socket.socket()), tried(os.fork), tried(lambda: open({file!r}, "w").write("x")),
      tried(lambda: os.execv("/bin/true", ["true"])), tried(lambda: bytearray(2**30)))
"""


def test_inside_the_fence_there_is_no_network_no_program_no_new_file_and_little_memory(tmp_path: Path) -> None:
    root, file = str(Path(headway.__file__).parent.parent), str(tmp_path / "made")
    code = FENCED.format(root=root, file=file)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    answers = done.stdout.split()
    assert answers[-1] == "MemoryError"
    assert set(answers[:-1]) == {"PermissionError"}
    assert not Path(file).exists()


def test_a_large_sheet_is_planned_within_the_limits_of_the_child() -> None:
    rows = ["Objective,Key result,Owner,Baseline,Target,Current"]
    rows += [f"Objective {n // 5},Cut waiting at desk {n},Person {n % 90},94,60,81" for n in range(5000)]
    plan = plan_of("\n".join(rows).encode(), seconds=100)
    assert (len(plan.objectives), len(plan.key_results), len(plan.measurements)) == (1000, 5000, 5000)
