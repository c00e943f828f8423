"""No file, function, block or list of arguments grows beyond what one can hold in mind."""

import textwrap

from tests.house import files, shape


def test_no_file_function_block_or_argument_list_is_too_large() -> None:
    found = [
        f"{path.relative_to(files.HOME)}: {fault}"
        for path in files.python("headway", "bench", "script", "web", "tests")
        for fault in shape.faults(files.text(path), test=path.relative_to(files.HOME).parts[0] in {"tests", "bench"})
    ]
    assert not found, "\n".join(found)


def test_every_public_rule_says_what_it_computes() -> None:
    found = [
        f"{path.relative_to(files.HOME)}: {name}"
        for path in files.python("headway")
        if path.stem == "rules" or (path.parent.name == "rules" and path.stem != "__init__")
        for name in shape.without_docstring(files.text(path))
    ]
    assert not found, "\n".join(found)


def test_a_function_without_docstring_is_noticed() -> None:
    assert shape.without_docstring("def share():\n    return 1\n\ndef _part():\n    return 2\n") == ["share"]


def test_too_long_a_file_is_noticed() -> None:
    assert shape.faults("x = 1\n" * 400) == []
    assert shape.faults("x = 1\n" * 401) == ["the file has 401 lines, 400 are allowed"]


def test_too_long_a_function_is_noticed_and_its_docstring_does_not_count() -> None:
    body = "    x = 1\n" * 39
    assert shape.faults(f"def f():\n{body}") == []
    assert shape.faults(f'def f():\n    """One.\n\n    Two.\n    """\n{body}') == []
    assert shape.faults(f"def f():\n{body}    y = 1\n") == ["f, line 1: 41 lines, 40 are allowed"]


def test_too_deep_a_nesting_is_noticed_and_elif_is_not_deeper() -> None:
    deep = """
        def f(a):
            for b in a:
                if b:
                    while c:
                        {}
    """
    assert shape.faults(textwrap.dedent(deep.format("x = 1"))) == []
    assert shape.faults(textwrap.dedent(deep.format("with x: y = 1"))) == ["f, line 2: blocks 4 deep, 3 are allowed"]
    chain = "def f(a):\n    if a: x = 1\n" + "    elif a: x = 2\n" * 6
    assert shape.faults(chain) == []


def test_too_many_arguments_are_noticed() -> None:
    assert shape.faults("def f(self, a, b, *, c, d, e, g): ...\n") == []
    assert shape.faults("def f(a, b, *, c, d, e, g, h): ...\n") == ["f, line 1: 7 arguments, 6 are allowed"]
    assert shape.faults("def f(a, b, *, c, d, e, g, h): ...\n", test=True) == []
    assert shape.faults("@get('/x', permission='guest')\nasync def f(a, b, *, c, d, e, g, h): ...\n") == []
