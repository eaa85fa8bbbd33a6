"""Reading files: what the golden uploads do not show."""

import hashlib
import tracemalloc

import pytest

from data.errors import FileTooLargeError, RowLayoutError, UnreadableFileError
from data.reading import MAX_BYTES, decode, read_table, split_records
from tests.factories import csv_file, observation


def test_the_table_keeps_hash_labels_and_lines() -> None:
    content = "指标代码,区划代码,期间,,合格率\r\nagri_pass_rate,540102,2016Q1,,75\r\n".encode("gb18030")
    table = read_table(content, file="一季度.csv")
    assert table.sha256 == hashlib.sha256(content).hexdigest()
    assert table.labels == {"indicator": "指标代码", "area": "区划代码", "period": "期间"}
    assert table.unknown_labels == ("合格率",)
    assert table.rows.to_dicts() == [
        {"row": 2, "indicator": "agri_pass_rate", "area": "540102", "period": "2016Q1"}
    ]


def test_a_file_over_the_limit_is_refused_before_it_is_decoded() -> None:
    content = b"\xff" * (MAX_BYTES + 1)
    tracemalloc.start()
    with pytest.raises(FileTooLargeError) as caught:
        read_table(content, file="big.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MAX_BYTES / 10
    assert caught.value.message.en == (
        "big.csv has 20,000,001 bytes, the limit is 20,000,000. Split it by prefecture or quarter."
    )


@pytest.mark.parametrize(
    ("encoding", "known_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_the_encoding_is_found_even_in_two_characters(encoding: str, known_as: str) -> None:
    assert decode("昌都".encode(encoding), file="x.csv") == ("昌都", known_as)


def test_the_mark_of_gb18030_is_no_part_of_the_first_label() -> None:
    assert decode("\ufeff指标".encode("gb18030"), file="x.csv") == ("指标", "gb18030")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFileError):
        decode("指标代码,area\n".encode(encoding), file="x.csv")


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\x0b", "\x0c"])
def test_only_line_ends_end_a_line(separator: str) -> None:
    text = f"indicator,area\na{separator}b,c\nd,e\n"
    assert [row for row, _ in split_records(text, file="x.csv")] == [1, 2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts(end: str) -> None:
    text = end.join(["indicator;area;period", "a;b;c", "", "d;e;f"])
    assert split_records(text, file="x.csv") == [
        (1, ["indicator", "area", "period"]),
        (2, ["a", "b", "c"]),
        (3, []),
        (4, ["d", "e", "f"]),
    ]


def test_the_separator_is_the_one_that_fits_the_header() -> None:
    text = "指标代码;区划代码;期间;备注,说明,附注,其他\na;b;c;d\n"
    assert split_records(text, file="x.csv")[1] == (2, ["a", "b", "c", "d"])


def test_text_behind_a_closing_quotation_mark_is_refused_with_its_line() -> None:
    text = 'indicator,area\n"a\nb",c\n"d"e,f\n'
    with pytest.raises(RowLayoutError) as caught:
        split_records(text, file="x.csv")
    assert caught.value.message.zh.startswith("文件 x.csv 第 4 行")


def test_the_usual_upload_is_read() -> None:
    table = read_table(csv_file(observation(), observation(area="540121")), file="x.csv")
    assert table.rows["area"].to_list() == ["540102", "540121"]
    assert table.layout == "long"
