"""The made-up year as the command tells it, and the documents that the command writes from it."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import cli
from tests.reports.builders import Written, read

_MISSING = "no LibreOffice: install libreoffice-writer-nogui or set QUALITY_OFFICE"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "office: needs LibreOffice; never skipped silently")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without LibreOffice these are skipped by name, or fail where CI asks for browser and office."""
    from deploy.trial import find_office

    is_required = bool(os.environ.get("QUALITY_REQUIRE_BROWSER"))
    for item in items:
        if item.get_closest_marker("office") and find_office() is None and not is_required:
            item.add_marker(pytest.mark.skip(reason=_MISSING))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """The command on a store of the made-up year; it gives what was printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALITY_STORE", str(tmp_path_factory.mktemp("reports") / "store"))

        def run(*words: object) -> str:
            out = StringIO()
            with redirect_stdout(out), redirect_stderr(StringIO()):
                assert cli.main([str(word) for word in words]) == 0
            return out.getvalue()

        run("demo")
        yield run


@pytest.fixture(scope="session")
def told(demo: Callable[..., str]) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """What `quality status --json` says at the year's end, by goal and area."""
    rows = json.loads(demo("status", "--as-of", "2016-12-31", "--json"))
    return {(row["indicator"], row["area"]): row for row in rows}


@pytest.fixture(scope="session")
def summary(demo: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Written]:
    """A summary as the command writes it, read back; each is written once."""
    folder, kept = tmp_path_factory.mktemp("summaries"), dict[tuple[str, str], Written]()

    def written(edition: str, name: str = "") -> Written:
        if (edition, name) not in kept:
            path = folder / f"{edition}{name}.docx"
            words = ("--edition", edition, "--unit", name, "--as-of", "2016-12-31", path)
            demo("report", "summary", *words)
            kept[edition, name] = read(_marked(path).read_bytes())
        return kept[edition, name]

    return written


def _marked(path: Path) -> Path:
    """Where a document of made-up data goes."""
    return path.with_name(f"{path.stem}_演示数据.docx")
