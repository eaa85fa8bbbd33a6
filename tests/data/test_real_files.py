"""The public tables beside the project: none is a report, each is refused in words a clerk understands."""

import pytest

from data import Directory, UnknownLayoutError, UnreadableFileError, check_file
from tests.factories import real_files


@pytest.mark.parametrize("folder", ["air", "names", "quality"])
def test_a_table_that_is_no_report_is_refused_and_told_what_it_lacks(
    folder: str, directory: Directory
) -> None:
    for path in real_files(f"{folder}/*.csv"):
        with pytest.raises(UnknownLayoutError) as caught:
            check_file(path.read_bytes(), file=path.name, directory=directory)
        message = caught.value.message
        assert "缺少：" in message.zh
        assert "地区" in message.zh
        assert path.name in message.en


def test_a_census_is_too_wide_for_a_report(directory: Directory) -> None:
    for path in real_files("census/*.csv"):
        with pytest.raises(UnreadableFileError, match="columns") as caught:
            check_file(path.read_bytes(), file=path.name, directory=directory)
        assert "上限 64 列" in caught.value.message.zh
