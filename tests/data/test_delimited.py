"""Text files: encodings, separators, line numbers, limits."""

import pytest

from data.delimited import decode, read_delimited, split_records
from data.errors import EmptyFileError, HeaderError, RowLayoutError, UnreadableFileError
from data.limits import MAX_CELL, MAX_COLUMNS, MAX_RECORD


def rows_of(text: str) -> list[tuple[object, ...]]:
    return read_delimited(text.encode(), file="x.csv")[0].rows()


@pytest.mark.parametrize(
    ("encoding", "known_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_the_encoding_is_found_even_in_two_characters(encoding: str, known_as: str) -> None:
    assert decode("昌都".encode(encoding), file="x.csv") == ("昌都", known_as)


@pytest.mark.parametrize("order", ["le", "be"])
def test_the_mark_of_utf_16_tells_the_order_of_bytes(order: str) -> None:
    assert decode("\ufeff昌都".encode(f"utf-16-{order}"), file="x.csv") == ("昌都", "utf-16")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_marks_at_the_start_are_no_part_of_the_first_label(encoding: str) -> None:
    assert decode("\ufeff指标".encode(encoding), file="x.csv")[0] == "指标"


def test_a_mark_within_the_text_stays_for_the_checks() -> None:
    assert rows_of("a,\ufeffb\nc,d\n") == [(1, "a", "\ufeffb"), (2, "c", "d")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_without_a_mark_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFileError):
        decode("指标代码,area\n".encode(encoding), file="x.csv")


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        decode("昌都".encode("utf-16")[:-1], file="x.csv")
    assert "不是 UTF-8 或 GB18030" in caught.value.message.zh


@pytest.mark.parametrize("character", ["\u2028", "\u2029"])
def test_only_line_ends_end_a_line(character: str) -> None:
    assert [row for row, _ in split_records(f"a{character}b,c\nd,e\n", file="x.csv")] == [1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts(end: str) -> None:
    text = end.join(["indicator;area;period", "a;b;c", "", ";;", 'd;"e', 'e";f', "g;h;i"])
    assert rows_of(text) == [
        (1, "indicator", "area", "period"),
        (2, "a", "b", "c"),
        (5, "d", "e\ne", "f"),
        (7, "g", "h", "i"),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("指标代码;区划代码;期间;备注,说明,附注,其他\na;b;c;d\n", ("a", "b", "c", "d")),
        ("2016年10月,抽检情况\n县\t抽检\t合格\na\t1\t2\nb\t3\t4\n", ("b", "3", "4")),
        ("县|抽检|合格\na|1,234|2\nb|3,456|4,000\n", ("b", "3,456", "4,000")),
        ("县,抽检,备注\na,1,x;y;z;w\nb,2,u\n", ("b", "2", "u")),
        ("县\na\nb\n", ("b",)),
    ],
)
def test_the_separator_is_the_one_that_fits_best(text: str, cells: tuple[str, ...]) -> None:
    assert tuple(cell for cell in rows_of(text)[-1][1:] if cell) == cells


def test_ragged_rows_keep_all_cells() -> None:
    assert rows_of("a,b\nc\nd,e,f\n") == [(1, "a", "b", ""), (2, "c", "", ""), (3, "d", "e", "f")]


def test_ragged_rows_far_apart_keep_all_cells() -> None:
    rows = rows_of("a,b\n" * 150_000 + "c,d,e\n")
    assert rows[0] == (1, "a", "b", "")
    assert rows[-1] == (150_001, "c", "d", "e")


def test_blank_columns_at_the_end_are_left_out() -> None:
    assert rows_of("a,,b,, ,\nc,,,,,\n") == [(1, "a", "", "b"), (2, "c", "", "")]


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    with pytest.raises(RowLayoutError) as caught:
        rows_of('indicator,area\n"a\nb",c\n"d"e,f\n')
    assert caught.value.message.zh.startswith("文件 x.csv 第 4 行")


class TestLimits:
    @pytest.mark.parametrize("text", ["", "\n\n", " ,,\n , \n", "\ufeff"])
    def test_nothing_filled(self, text: str) -> None:
        with pytest.raises(EmptyFileError):
            rows_of(text)

    def test_columns(self) -> None:
        assert len(rows_of(",".join("a" * MAX_COLUMNS))[0]) == MAX_COLUMNS + 1
        assert len(rows_of(",".join("a" * MAX_COLUMNS) + ", ,,")[0]) == MAX_COLUMNS + 1
        with pytest.raises(HeaderError) as caught:
            rows_of(",".join("a" * (MAX_COLUMNS + 1)))
        assert "65 列" in caught.value.message.zh

    def test_characters_of_a_cell(self) -> None:
        assert rows_of("a" * MAX_CELL) == [(1, "a" * MAX_CELL)]
        with pytest.raises(RowLayoutError) as caught:
            rows_of("b\n" + "a" * (MAX_CELL + 1))
        assert "第 2 行" in caught.value.message.zh

    def test_characters_of_a_record(self) -> None:
        full = ",".join(['"' + '""' * MAX_CELL + '"'] * (MAX_COLUMNS - 1))
        assert rows_of(full)[0][1] == '"' * MAX_CELL
        with pytest.raises(RowLayoutError) as caught:
            rows_of("a,b\n" + '"a\n",' * (MAX_RECORD // 5 + 1))
        assert caught.value.message.en.startswith("x.csv, line 2 has more than 512,000 characters")

    def test_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.delimited.MAX_TEXT_ROWS", 3)
        assert len(rows_of("a\n\nb\nc\n\n")) == 3
        with pytest.raises(UnreadableFileError) as caught:
            rows_of("a\nb\nc\nd\n")
        assert caught.value.message.en.startswith("x.csv has more than 3 rows")

    def test_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.delimited.MAX_LINES", 3)
        assert len(rows_of("a\r\n\r\nb\r\n")) == 2
        with pytest.raises(UnreadableFileError) as caught:
            rows_of("a\r\r\rb\r")
        assert caught.value.message.en.startswith("x.csv has more than 3 lines")
