"""How long, deep and wide Python code may be: file 400 lines, function 40, nesting 3, arguments 6."""

import ast
from collections.abc import Iterator

FILE = 400  # lines
FUNCTION = 40  # lines, the docstring aside
NESTING = 3  # blocks inside blocks
ARGUMENTS = 6

Function = ast.FunctionDef | ast.AsyncFunctionDef
EDGES = {"get", "post", "put", "patch", "delete", "click.command"}
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match)


def faults(source: str, *, test: bool = False) -> list[str]:
    """What is too large in one file, one sentence each. Tests may take as many fixtures as they like."""
    lines = source.count("\n")
    found = [f"the file has {lines} lines, {FILE} are allowed"] if lines > FILE else []
    for function in _functions(ast.parse(source)):
        found += [f"{function.name}, line {function.lineno}: {fault}" for fault in _of_function(function, test=test)]
    return found


def without_docstring(source: str) -> list[str]:
    """Names of public functions that do not say what they compute."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, Function) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _of_function(function: Function, *, test: bool) -> Iterator[str]:
    length = (function.end_lineno or function.lineno) - function.lineno + 1 - _docstring_lines(function)
    if length > FUNCTION:
        yield f"{length} lines, {FUNCTION} are allowed"
    depth = max((_depth(child) for child in function.body), default=0)
    allowed = NESTING + test  # a test or benchmark stands inside the block of its stage: a server, a browser
    if depth > allowed:
        yield f"blocks {depth} deep, {allowed} are allowed"
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs) if a.arg not in {"self", "cls"}]
    if len(names) > ARGUMENTS and not test and not _is_edge(function):
        yield f"{len(names)} arguments, {ARGUMENTS} are allowed"


def _is_edge(function: Function) -> bool:
    """Routes and commands: their arguments are the parameters of a request or the options of a command line."""
    called = (decorator.func for decorator in function.decorator_list if isinstance(decorator, ast.Call))
    names = {ast.unparse(name) for name in (*called, *function.decorator_list)}
    return bool(names & EDGES)


def _docstring_lines(function: Function) -> int:
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def _depth(node: ast.AST) -> int:
    """Blocks inside one another; `elif` and `case` do not count as deeper, a function inside counts by itself."""
    if isinstance(node, Function | ast.ClassDef | ast.Lambda):
        return 0
    own = 1 if isinstance(node, BLOCKS) else 0
    return own + max((_depth(child) - _is_elif(node, child) for child in ast.iter_child_nodes(node)), default=0)


def _is_elif(node: ast.AST, child: ast.AST) -> int:
    return int(isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child])
