"""Reading the project's own sources: who imports whom, how long, how documented. Works on any text given."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

Sources = Mapping[str, str]
"""Source text by dotted module name; a package is named without `__init__`."""


def imported_modules(source: str, known: Sequence[str] | Mapping[str, object] = ()) -> set[str]:
    """Modules that a source imports anywhere; `from a import b` is `a.b` where that is a known module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in names}
    return found


def imported_at_once(source: str) -> set[str]:
    """First parts of the modules that importing a source imports; those inside functions come later."""
    tree = ast.parse(source)
    later = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    statements = [ast.unparse(node) for node in ast.walk(tree) if _is_import(node) and id(node) not in later]
    return {name.partition(".")[0] for name in imported_modules("\n".join(statements))}


def _is_import(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def crossings(sources: Sources, rules: Mapping[str, str], roots: Sequence[str]) -> list[str]:
    """Imports of one's own modules that no rule allows.

    Args:
        sources: all modules.
        rules: pattern of a module to pattern of what it may import; the first that matches counts.
        roots: first parts of the names of one's own modules.
    """
    found: list[str] = []
    for module, source in sources.items():
        allowed = next((may for who, may in rules.items() if re.fullmatch(who, module)), None)
        if allowed is None:
            found.append(f"{module}: no rule speaks of it")
            continue
        own = [name for name in imported_modules(source, sources) if name.partition(".")[0] in roots]
        found += [f"{module} -> {name}" for name in sorted(own) if not re.fullmatch(allowed, name)]
    return found


def cycle(sources: Sources) -> list[str]:
    """Modules that import each other in a ring; empty when there is none."""
    graph = {module: imported_modules(source, sources) & set(sources) for module, source in sources.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


def users_of(words: Sequence[str], sources: Sources) -> set[str]:
    """Modules that name one of the words as a variable, attribute or import."""
    return {module for module, source in sources.items() if set(words) & set(_names(source))}


def _names(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def long_functions(source: str, limit: int) -> list[str]:
    """Functions whose body, docstring apart, has more than `limit` lines."""
    return [
        f"{node.name} ({_body_lines(node)})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _body_lines(node) > limit
    ]


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def undocumented(source: str) -> list[str]:
    """What lacks a docstring: the module, and names in `__all__` that it defines itself."""
    tree = ast.parse(source)
    bare = [] if ast.get_docstring(tree) else ["the module"]
    documented = dict(_definitions(tree.body))
    return bare + [name for name in _exported(tree) if not documented.get(name, True)]


def _definitions(body: Sequence[ast.stmt]) -> Iterator[tuple[str, bool]]:
    """Names that statements define, and whether each has a docstring.

    That of a constant stands behind it; constants in adjacent lines may share one behind the last.
    """
    is_said, below = False, None
    for statement in reversed(body):
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, bool(ast.get_docstring(statement))
            case ast.Assign(targets=[target]) | ast.AnnAssign(target=target):
                is_shared = isinstance(below, ast.Assign | ast.AnnAssign) and _touch(statement, below)
                is_said = _is_text(below) or (is_shared and is_said)
                names = [part.id for part in ast.walk(target) if isinstance(part, ast.Name)]
                yield from ((name, is_said) for name in names)
        below = statement


def _touch(upper: ast.stmt, lower: ast.stmt) -> bool:
    return upper.end_lineno is not None and upper.end_lineno + 1 == lower.lineno


def _is_text(statement: ast.stmt | None) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def _exported(tree: ast.Module) -> list[str]:
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                names: list[str] = ast.literal_eval(value)
                return names
    return []
