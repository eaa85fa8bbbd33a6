"""Files as a whole: what they are, what they are called, and what hostile ones do."""

import hashlib
import os
import re
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import data.child
from data import limits
from data.errors import EmptyFileError, FileTooLargeError, UnreadableFileError
from data.files import read_file
from data.limits import MAX_BYTES
from data.names import shown_name
from tests.data.hostile import HOSTILE, hostile_file
from tests.data.packages import ods, xlsx

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
VERDICTS = {
    "nul_bytes": "表格中不会出现的字符（U+0000）",
    "line_of_200_mb": "200,000,000 字节，超过上限 64,000,000 字节",
    "line_of_60_mb": "第 1 行超过 512,000 个字符",
    "million_columns": "第 1 行超过 512,000 个字符",
    "only_separators": "第 1 行超过 512,000 个字符",
    "record_without_end": "第 2 行超过 512,000 个字符",
    "open_quotation_mark": "第 2 行有单元格超过 4000 个字符",
    "too_many_rows": "超过 1,000,000 行",
    "blank_lines": "连同空行超过 2,000,000 行",
    "wide_characters": "超过 1,000,000 行",
    "utf_16_without_mark": "表格中不会出现的字符（U+",
    "big5": "表格中不会出现的字符（U+E",
    "far_cell": "工作表“数据”的单元格 XFD1048576 在第 64 列以外",
    "far_row": "解压后过大",
    "empty_rows": "解压后过大",
    "too_many_filled_rows": "超过 100,000 行",
    "repeated_string": "解压后过大",
    "many_strings": "解压后过大",
    "nested_elements": "解压后过大",
    "packed_a_thousandfold": "解压后过大",
    "bomb": "解压后过大",
    "understated_bomb": "已损坏",
    "many_entries": "内部的文件超过 200 个",
    "repeated_entry": "内部有两个同名文件",
    "path_outside": "内部有指向别处的文件名",
    "billion_laughs": "XML 含有声明",
    "external_entity": "XML 含有声明",
    "utf_16_part": "少见的编码",
    "flipped_bit": "已损坏",
    "cut_short": "已损坏",
    "encrypted_entry": "设有密码",
    "encrypted_workbook": "设有密码",
    "macros": "带宏的工作簿（XLSM）",
    "ods_repeated_cells": "单元格 BM1 在第 64 列以外",
    "ods_repeated_rows": "超过 100,000 行",
    "ods_endless_rows": "超过 100,000 行",
    "ods_billion_laughs": "XML 含有声明",
    "ods_encrypted": "设有密码",
    "broken_compound_file": "已损坏",
}
HARMLESS = {"merged_cells"}


def cpu_seconds() -> float:
    """Of this process and its children: other work on the machine does not stretch it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def refusal(content: bytes, file: str = "x") -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_file(content, file=file)
    return caught.value.message.zh


@pytest.mark.parametrize("sample", sorted(VERDICTS))
def test_hostile_files_are_refused_in_plain_words(sample: str) -> None:
    file, content = hostile_file(sample)
    used = cpu_seconds()
    assert VERDICTS[sample] in refusal(content, file)
    assert cpu_seconds() - used < 10


@pytest.mark.parametrize("sample", sorted(HARMLESS))
def test_some_only_look_hostile(sample: str) -> None:
    file, content = hostile_file(sample)
    assert read_file(content, file=file).grids[0].cells.rows() == [(1, "地区")]


def test_the_largest_text_file_fits_in_memory() -> None:
    """The peak of a whole process that makes and reads it, so its 63 MB count twice."""
    probe = (
        "import tests.data.test_files as t\nt.refusal(t.hostile_file('wide_characters')[1])\n"
        "print(open('/proc/self/status').read())"
    )
    run = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    kilobytes = re.search(r"VmHWM:\s+([0-9]+) kB", run.stdout)
    assert kilobytes
    assert int(kilobytes[1]) * 1024 < 850_000_000


def test_the_document_gives_the_limits() -> None:
    text = (Path(__file__).parents[2] / "docs/uploads.md").read_text(encoding="utf-8")
    section = text.partition("\n## Limits\n")[2].partition("\n## ")[0]
    shown = {
        name: int(value.replace(",", "")) for name, value in re.findall(r"`([A-Z_]+)` \| ([0-9,]+)", section)
    }
    assert shown == {name: getattr(limits, name) for name in limits.__all__}
    assert set(re.findall(r"^\| `([a-z_0-9]+)` ", section, re.MULTILINE)) == set(HOSTILE)


def test_every_sample_has_its_verdict() -> None:
    assert set(HOSTILE) == VERDICTS.keys() | HARMLESS


def test_a_text_file_is_one_sheet_without_name() -> None:
    content = "县,抽检\n\n城关区,12\n".encode("gb18030")
    source = read_file(content, file="一季度.csv")
    assert (source.file, source.encoding, source.skipped) == ("一季度.csv", "gb18030", ())
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert [(grid.sheet, grid.cells.rows()) for grid in source.grids] == [
        ("", [(1, "县", "抽检"), (3, "城关区", "12")])
    ]


class TestKinds:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"%PDF-1.7", "PDF 文档"),
            (b"\x89PNG\r\n\x1a\n", "图片"),
            (b"\xff\xd8\xff\xe0", "图片"),
            (b"Rar!\x1a\x07\x00", "压缩包"),
            (b"{\\rtf1", "文字文档"),
            (b"\xef\xbb\xbf\n <HTML><table>", "网页"),
            (b"<?xml version='1.0'?><Workbook/>", "XML 文件"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "文字文档"),
            (xlsx(parts={"xl/workbook.bin": ""}), "XLSB"),
        ],
    )
    def test_what_is_no_table_is_called_by_its_name(self, content: bytes, kind: str) -> None:
        assert kind in refusal(content)

    @pytest.mark.parametrize(
        ("file", "content", "kind"),
        [
            ("x.csv", xlsx(ROW), "XLSX 工作簿"),
            ("x.xls", xlsx(ROW), "XLSX 工作簿"),
            ("X.XLSX", b"a,b\n", "文本"),
            ("x.xlsx", ods(""), "ODS 工作簿"),
        ],
    )
    def test_an_ending_that_does_not_fit(self, file: str, content: bytes, kind: str) -> None:
        assert f"{file} 的内容是" in refusal(content, file)
        assert kind in refusal(content, file)

    @pytest.mark.parametrize("file", ["x", "x.dat", "x.et", "X.XLSX"])
    def test_other_endings_say_nothing(self, file: str) -> None:
        assert read_file(xlsx(ROW), file=file).encoding == "xlsx"

    def test_size_comes_first(self) -> None:
        with pytest.raises(FileTooLargeError):
            read_file(b"PK\x03\x04" + b"\xff" * MAX_BYTES, file="x.xlsx")


class TestNames:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("一季度.csv", "一季度.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\桌面\\表.xlsx", "表.xlsx"),
            ("ａ．csv", "a.csv"),
            ("a／b.csv", "b.csv"),
            ("a\x00\n\u202e\u200bb\ud800.csv", "ab.csv"),
            ("  a b.csv\t", "a b.csv"),
            ("x" * 200 + ".csv", "x" * 120),
            ("", "?"),
            ("a/", "?"),
        ],
    )
    def test_a_name_is_made_harmless(self, name: str, shown: str) -> None:
        assert shown_name(name) == shown

    def test_messages_and_the_result_say_the_harmless_name(self) -> None:
        assert read_file(b"a,b\n", file="../x\n.csv").file == "x.csv"
        assert refusal(b"", "../x\n.csv").startswith("文件 x.csv ")


def children() -> set[str]:
    """Numbers of the processes that this one started and did not wait for."""
    lists = Path("/proc/self/task").glob("*/children")
    return {number for listed in lists for number in listed.read_text().split()}


class TestChild:
    def test_it_starts_without_polars_and_outside_the_project(self) -> None:
        probe = data.child._CHILD.replace("\nmain()", "\nprint(*sys.modules)")
        folder = str(Path(data.child.__file__).parent)
        command = [sys.executable, "-I", "-B", "-c", probe, folder]
        loaded = subprocess.run(command, env={}, cwd="/", check=True, capture_output=True, text=True).stdout
        assert "data.workbook_child" in loaded.split()
        assert not {"polars", "indicators", "numpy", "lxml"} & set(loaded.split())

    def test_one_that_takes_too_long_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.child.CHILD_SECONDS", 0.3)
        start = time.perf_counter()
        assert "读取时间过长" in refusal(xlsx('<row><c s="0"/></row>' * 1_000_000, packing=0))
        assert time.perf_counter() - start < 3

    def test_one_that_computes_too_long_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        busy = data.child._CHILD.replace(
            "\nmain()",
            "\nimport data.workbook_child as child\nchild.CHILD_CPU_SECONDS = 1\n"
            "child._messages = lambda _: iter(lambda: {'kind': 'xlsx', 'rows': []}, None)\nmain()",
        )
        monkeypatch.setattr("data.child._CHILD", busy)
        monkeypatch.setattr("data.child.CHILD_OUTPUT", 2**40)
        start = time.perf_counter()
        assert "读取时间过长" in refusal(xlsx(ROW))
        assert time.perf_counter() - start < 20

    @pytest.mark.parametrize(
        ("end", "said"),
        [
            ("import os; os.kill(os.getpid(), 9)", "解压后过大"),
            ("import os; os.abort()", "已损坏"),
            ("raise SystemExit", "已损坏"),
            ("print('{\"kind\": \"xlsx\"', end='')", "已损坏"),
        ],
    )
    def test_one_that_dies_is_told(self, end: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.child._CHILD", end)
        assert said in refusal(xlsx(ROW, {"xl/media/x": os.urandom(1_000_000)}))

    def test_what_it_hands_back_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.child.CHILD_OUTPUT", 10_000)
        long = f'<row><c t="inlineStr"><is><t>{"x" * 1000}</t></is></c></row>'
        assert read_file(xlsx(long * 9), file="x").grids[0].cells.height == 9
        assert "解压后过大" in refusal(xlsx(long * 10))

    def test_it_writes_nothing_and_sees_no_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SECRET", "x")
        probe = data.child._CHILD.replace(
            "\nmain()",
            "\nimport os, data.workbook_child as child\nchild._limit()\n"
            "assert not {'SECRET', 'HOME', 'PATH'} & set(os.environ)\n"
            "try:\n    open('/tmp/x', 'wb', 0).write(b'x')\nexcept OSError: pass\nelse: raise SystemExit(1)\n"
            "child._send({'refused': 'password'})",
        )
        monkeypatch.setattr("data.child._CHILD", probe)
        assert "设有密码" in refusal(xlsx(ROW))

    def test_none_is_left_behind(self) -> None:
        before = children()
        refusal(hostile_file("far_cell")[1])
        read_file(xlsx(ROW), file="x")
        assert children() <= before
        for timer in (thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)):
            timer.join(2)  # one that was called off ends at once, any other waits for the time limit
            assert not timer.is_alive()

    def test_two_at_a_time(self) -> None:
        with data.child.read_workbook(xlsx(ROW), file="x"), data.child.read_workbook(xlsx(ROW), file="y"):
            third = threading.Thread(target=read_file, args=(xlsx(ROW),), kwargs={"file": "z"})
            third.start()
            third.join(0.5)
            assert third.is_alive()
        third.join(5)
        assert not third.is_alive()


def test_a_workbook_of_blank_sheets_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read_file(xlsx('<row><c t="inlineStr"><is><t> </t></is></c></row>'), file="x.xlsx")
