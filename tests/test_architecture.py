"""The shape of the project: who may import whom, how long things are, what is documented, what is tracked."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.syntax import (
    Sources,
    crossings,
    cycle,
    imported_at_once,
    imported_modules,
    long_functions,
    undocumented,
    users_of,
)

PROJECT = Path(__file__).parents[1]
PACKAGES = ("data", "deploy", "geo", "indicators", "pages", "reports")
SCRIPTS = ("app", "cli")
ROOTS = (*PACKAGES, *SCRIPTS)

DRAWING = r"pages\.shared\.(scope|scope_bar|map_choices|work|cache|registers|widgets|draw_\w+)"
PURE = r"pages\.shared\.(?!(scope|scope_bar|map_choices|work|cache|registers|widgets|draw_\w+)\b)\w+"
PART = r"pages\.\w+\.draw_\w+"
VIEW = r"pages\.(?!shared\b)\w+\.(?!page\b|draw_)\w+"
DOMAIN = r"(indicators|geo)(\..+)?"
WITH_DATA = r"(indicators|geo|data)(\..+)?"
RULES = {
    r"indicators(\..+)?": r"indicators(\..+)?",
    r"geo(\..+)?": r"geo(\..+)?",
    r"data(\..+)?": WITH_DATA,
    r"reports(\..+)?": rf"{DOMAIN}|reports(\..+)?",
    r"deploy\.verbs(_\w+)?": r"(data|indicators|geo|reports|deploy)(\..+)?|app",
    r"deploy(\..+)?": r"(geo|deploy)(\..+)?",
    r"pages|pages\.\w+": "nothing",
    DRAWING: rf"{WITH_DATA}|deploy\..+|pages\.shared\.\w+",
    PURE: rf"{DOMAIN}|{PURE}",
    rf"pages\.\w+\.page|{PART}": rf"{WITH_DATA}|reports(\..+)?|pages\.shared\.\w+|{VIEW}|{PART}",
    VIEW: rf"{WITH_DATA}|{PURE}|{VIEW}",
    r"app": r"deploy\..+|pages\.shared\.\w+",
    r"cli": r"(data|indicators|geo|reports|deploy)(\..+)?",
}
"""Module to what it may import of the project."""

STREAMLIT_FENCE = rf"app|pages\.\w+\.page|{PART}|{DRAWING}|deploy\.(serving|opening)"
LONGEST_MODULE, LONGEST_PAGE, LONGEST_BODY = 250, 100, 30

WITHOUT_STREAMLIT = """
import importlib, sys
sys.modules["streamlit"] = None
for module in sys.argv[1:]:
    importlib.import_module(module)
"""

TOP_LEVEL = {
    *(
        ".ci",
        ".gitignore",
        ".streamlit",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "pyproject.toml",
    ),
    *("benchmarks", "docs", "tests", *PACKAGES, *(f"{script}.py" for script in SCRIPTS)),
}
MACHINE_PATHS = re.compile(r"(?<![\w.>])/(?:work|farm|root)/")
REGISTRIES = re.compile(r"\b(?:pypi|pythonhosted|npmjs|mirrors?)\.\w+")


@cache
def tracked_files() -> tuple[str, ...]:
    """Paths that git has or would take, relative to the project."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(listing, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return tuple(name for name in listed.split("\0") if name and (PROJECT / name).is_file())


@cache
def sources() -> Sources:
    files = [path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]
    files += [PROJECT / f"{script}.py" for script in SCRIPTS]
    return {_module(path): path.read_text(encoding="utf-8") for path in files}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def test_imports_go_one_way() -> None:
    assert crossings(sources(), RULES, ROOTS) == []


def test_no_page_imports_another() -> None:
    pages = {module: source for module, source in sources().items() if module.startswith("pages.")}
    found = [
        f"{module} -> {name}"
        for module, source in pages.items()
        for name in imported_modules(source, sources())
        if name.startswith("pages.") and name.split(".")[1] not in ("shared", module.split(".")[1])
    ]
    assert found == []


def test_nothing_is_imported_in_a_ring() -> None:
    assert cycle(sources()) == []


def test_commands_take_streamlit_only_when_they_serve() -> None:
    heavy = {"streamlit", "app", "pages"}
    verbs = [name for name in sources() if name.startswith("deploy.verbs")]
    assert [name for name in ("cli", *verbs) if heavy & imported_at_once(sources()[name])] == []


def test_streamlit_stays_in_its_fence() -> None:
    users = {m for m, source in sources().items() if "streamlit" in _first_parts(imported_modules(source))}
    assert {module for module in users if not re.fullmatch(STREAMLIT_FENCE, module)} == set()


def _first_parts(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_state_and_address_have_one_owner() -> None:
    owners = {"pages.shared.scope", "pages.shared.scope_bar"}
    assert users_of(["query_params"], sources()) == owners
    assert users_of(["session_state"], sources()) == {
        *owners,
        "pages.shared.map_choices",
        "pages.shared.work",
    }


def test_views_load_without_streamlit() -> None:
    pure = [m for m in sources() if re.fullmatch(rf"{PURE}|{VIEW}", m)]
    assert "pages.map.view" in pure
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_STREAMLIT, *pure],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("module", sorted(sources()))
def test_modules_are_short_and_documented(module: str) -> None:
    source = sources()[module]
    limit = LONGEST_PAGE if module.endswith(".page") else LONGEST_MODULE
    assert source.count("\n") <= limit
    assert long_functions(source, LONGEST_BODY) == []
    assert undocumented(source) == []


def test_the_top_level_holds_only_what_belongs_there() -> None:
    assert {name.partition("/")[0] for name in tracked_files()} - TOP_LEVEL == set()


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{name}: {match.group()}"
        for name in tracked_files()
        for pattern in (MACHINE_PATHS, REGISTRIES)
        for match in pattern.finditer((PROJECT / name).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_locks_carry_no_address() -> None:
    locks = [name for name in tracked_files() if re.fullmatch(r"deploy/requirements.*\.txt", name)]
    assert locks
    assert [name for name in locks if "://" in (PROJECT / name).read_text(encoding="utf-8")] == []


class TestTheTestsCanFail:
    """The same checks on sources made up to break each rule."""

    def test_a_back_edge_is_found(self) -> None:
        made_up = {"geo.area": "from data import Store", "data": "import geo.area"}
        assert crossings(made_up, RULES, ROOTS) == ["geo.area -> data"]

    def test_an_import_inside_a_function_counts(self) -> None:
        made_up = {"indicators.text": "def f():\n    from geo import names\n"}
        assert crossings(made_up, RULES, ROOTS) == ["indicators.text -> geo"]

    @pytest.mark.parametrize(
        ("module", "source", "wrong"),
        [
            ("pages.map.view", "from pages.shared import scope", "pages.shared.scope"),
            ("pages.map.view", "from pages.map.page import draw", "pages.map.page"),
            ("pages.map.view", "import deploy.serving", "deploy.serving"),
            ("pages.shared.text", "from pages.shared.cache import plan", "pages.shared.cache"),
            ("reports.brief", "from data import Store", "data"),
            ("deploy.serving", "import data", "data"),
        ],
    )
    def test_each_layer_is_guarded(self, module: str, source: str, wrong: str) -> None:
        made_up = {module: source, "pages.shared.scope": ""}
        assert crossings(made_up, RULES, ROOTS) == [f"{module} -> {wrong}"]

    def test_a_module_without_a_rule_is_found(self) -> None:
        assert crossings({"extra": ""}, RULES, ROOTS) == ["extra: no rule speaks of it"]

    def test_a_ring_is_found(self) -> None:
        made_up = {"geo": "from geo.a import x", "geo.a": "import geo.b", "geo.b": "from geo import a"}
        assert set(cycle(made_up)) == {"geo.a", "geo.b"}

    def test_lazy_imports_are_told_apart(self) -> None:
        assert imported_at_once("import a.b\ndef f():\n    import c\nif a:\n    from d import e") == {
            "a",
            "d",
        }

    def test_names_of_state_are_found(self) -> None:
        made_up = {"a": "st.session_state['x']", "b": "from s import query_params", "c": "'session_state'"}
        assert users_of(["session_state", "query_params"], made_up) == {"a", "b"}

    def test_long_bodies_are_found_and_docstrings_left_out(self) -> None:
        body = '    """One.\n\n    Two.\n    """\n' + "    x = 1\n" * 3
        assert long_functions(f"def f():\n{body}", 2) == ["f (3)"]
        assert long_functions(f"class C:\n  async def f():\n{body}", 3) == []

    @pytest.mark.parametrize(
        ("source", "missing"),
        [
            ("x = 1", ["the module"]),
            ('"""M."""\n__all__ = ["f"]\ndef f(): ...', ["f"]),
            ('"""M."""\n__all__ = ["C"]\nC = 1\n\nD = 2\n"""D."""', ["C"]),
            ('"""M."""\n__all__ = ["C"]\nC = 1\nD = 2\n"""Both."""', []),
            ('"""M."""\n__all__ = ["A", "B", "g"]\nA, B = 1, 2\n"""AB."""\nfrom x import g\n', []),
        ],
    )
    def test_missing_docstrings_are_found(self, source: str, missing: list[str]) -> None:
        assert undocumented(source) == missing

    def test_addresses_are_found(self) -> None:
        assert MACHINE_PATHS.search('open("/' + 'work/x")')
        assert not MACHINE_PATHS.search("home/work/../x and /workbook and pages/work/")
        assert REGISTRIES.search("https://py" + "pi.org/simple")
