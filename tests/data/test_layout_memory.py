"""Layouts on the disk."""

import json
import logging
from pathlib import Path

import pytest

from data.header_rows import fingerprint
from data.layout import Column, Layout, LayoutKind
from data.layout_memory import LayoutMemory, layout_from_json, layout_to_json
from tests.data.grids import table

MARK = "a" * 64
LAYOUT = Layout(
    kind=LayoutKind.MAPPED,
    header=(2, 3),
    columns=(
        Column(position=1, label="县", field="area"),
        Column(position=4, label="好", field="value", indicator="x"),
    ),
    constants={"period": "2016-10"},
    unread=("人口",),
)


def with_header(*header: int) -> Layout:
    return Layout(kind=LayoutKind.MAPPED, header=header, columns=())


def test_a_layout_comes_back_from_json() -> None:
    assert layout_from_json(json.loads(json.dumps(layout_to_json(LAYOUT)))) == LAYOUT


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {**layout_to_json(LAYOUT), "kind": "other"},
        {**layout_to_json(LAYOUT), "columns": [{"at": 1}]},
        {**layout_to_json(LAYOUT), "header": None},
    ],
)
def test_what_is_no_layout_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no layout"):
        layout_from_json(entry)


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    assert LayoutMemory(tmp_path / "new").find(MARK) is None
    assert not (tmp_path / "new").exists()


def test_the_newest_of_a_header_counts_and_the_others_stay(tmp_path: Path) -> None:
    memory = LayoutMemory(tmp_path)
    for number in range(1, 12):
        memory.keep(MARK, with_header(number), by="扎西")
    memory.keep("b" * 64, LAYOUT, by="卓玛")
    assert LayoutMemory(tmp_path).find(MARK) == with_header(11)
    assert memory.find("b" * 64) == LAYOUT
    files = sorted((tmp_path / "layouts").iterdir())
    assert len(files) == 12
    entry = json.loads(files[-1].read_text(encoding="utf-8"))
    assert entry["by"] == "卓玛"
    assert entry["when"].endswith("+00:00")


def test_a_damaged_file_is_passed_over_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    memory = LayoutMemory(tmp_path)
    memory.keep(MARK, LAYOUT, by="")
    memory.keep(MARK, with_header(9), by="")
    newest = max((tmp_path / "layouts").iterdir())
    newest.write_text("{", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert memory.find(MARK) == LAYOUT
    assert newest.name in caplog.text


def test_the_mark_of_a_header_is_of_its_folded_labels_alone() -> None:
    marks = {
        fingerprint(table("县 |抽检数（批次）\n城关区|3"), (1,)),
        fingerprint(table("标题\n\n县|抽检数(批次)||\n林周县|4"), (3,)),
    }
    assert len(marks) == 1
    assert fingerprint(table("抽检数（批次）|县"), (1,)) not in marks
    assert fingerprint(table("县\n抽检数（批次）"), (1, 2)) not in marks
