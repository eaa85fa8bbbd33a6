"""A census table is no report: one clear refusal that names the columns it lacks, nothing else."""

import pytest

from data import Directory, check_file
from data.errors import HeaderError, UnknownLayoutError
from tests.factories import real_files


@pytest.mark.parametrize(("year", "columns"), [(2010, 169), (2020, 153)])
def test_a_census_table_is_refused_by_its_header(year: int, columns: int, directory: Directory) -> None:
    (file,) = real_files(f"census/*_{year}_tibet.csv")
    with pytest.raises(HeaderError) as caught:
        check_file(file.read_bytes(), file=file.name, directory=directory)
    assert caught.value.message.zh == f"文件 {file.name} 有 {columns} 列，上限 64 列；这不是上报表。"
    assert caught.value.message.en.startswith(f"{file.name} has {columns} columns, at most 64 are read")


def test_a_census_table_cut_to_its_first_columns_lacks_goal_and_period(directory: Directory) -> None:
    (file,) = real_files("census/*_2020_tibet.csv")
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    cut = "\n".join(",".join(line.split(",")[:6]) for line in lines)
    with pytest.raises(UnknownLayoutError) as caught:
        check_file(cut.encode("gb18030"), file="census.csv", directory=directory)
    assert "缺少：指标代码、期间、填数的列。" in caught.value.message.zh
    assert "区划代码, 区县, 省, 市, 人口数_合计, 人口数" in caught.value.message.zh
