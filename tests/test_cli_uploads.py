"""`quality check` and `quality import`: what is said, what is stored, and the exit statuses."""

from pathlib import Path

import pytest

from data import Store
from deploy import verbs
from tests.commands import Command
from tests.factories import commit, csv_file, observation

_CHECK_KEYS = {"file", "sha256", "encoding", "layout", "rows", "accepted", "rejected", "problems", "changes"}
_PROBLEM_KEYS = {"row", "column", "value", "rule", "message", "suggestion"}
_CHANGE_KEYS = {"indicator", "area", "before", "after", "light_before", "light_after"}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.csv"
    path.write_bytes(
        csv_file(observation(), observation(area="班嘎县"), observation(area="540121", numerator=9))
    )
    return path


def test_check_says_what_is_wrong_and_what_would_change(quality: Command, faulty: Path) -> None:
    answer = quality("check", faulty)
    assert answer.code == verbs.REJECTED
    assert answer.out.splitlines()[0] == "faulty.csv：共 3 行，接受 1 行，退回 2 行，重复 0 行（utf-8）"
    assert "个改变灯色（截至 2016-03-31）" in answer.out
    lines = answer.err.splitlines()
    assert lines[0].startswith("[unknown_area] 第 3 行：“班嘎县”")
    assert lines[1].startswith("[numerator_over_denominator] 第 4 行：分子 9 大于分母 4。")


def test_check_says_so_in_english(quality: Command, faulty: Path) -> None:
    answer = quality("--language", "en", "check", faulty)
    assert answer.out.splitlines()[0] == "faulty.csv: 3 rows, 1 accepted, 2 rejected, 0 repeated (utf-8)"
    assert (
        "[numerator_over_denominator] Line 4: the numerator 9 is greater than the denominator 4."
        in answer.err
    )


def test_check_names_the_columns_that_it_does_not_read(quality: Command, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_bytes(csv_file(observation(合格率=75)))
    answer = quality("check", path)
    assert answer.code == verbs.OK
    assert "未读取的列：合格率" in answer.out


def test_check_as_json_has_the_documented_form(quality: Command, faulty: Path) -> None:
    answer = quality("check", faulty, "--json")
    assert answer.code == verbs.REJECTED
    assert answer.err == ""
    found = answer.json
    assert set(found) >= _CHECK_KEYS
    assert (found["file"], found["encoding"], found["layout"]) == ("faulty.csv", "utf-8", "long")
    assert (found["rows"], found["accepted"], found["rejected"]) == (3, 1, 2)
    assert [set(problem) >= _PROBLEM_KEYS for problem in found["problems"]] == [True, True]
    first = found["problems"][0]
    assert (first["row"], first["column"], first["value"], first["rule"]) == (
        3,
        "area",
        "班嘎县",
        "unknown_area",
    )
    assert {frozenset(change) for change in found["changes"]} == {frozenset(_CHANGE_KEYS)}
    county = next(change for change in found["changes"] if change["area"] == "540102")
    assert county == {
        "indicator": "agri_pass_rate",
        "area": "540102",
        "before": None,
        "after": "75",
        "light_before": "no_data",
        "light_after": "at_risk",
    }


def test_check_stores_nothing(quality: Command, sound: Path, store: Store) -> None:
    assert quality("check", sound).code == verbs.OK
    assert not store.folder.exists()


def test_check_without_a_sound_row_would_change_nothing(quality: Command, tmp_path: Path) -> None:
    quality("demo")
    path = tmp_path / "bad.csv"
    path.write_bytes(csv_file(observation(area="nowhere")))
    assert quality("check", path, "--json").json["changes"] == []


def test_import_stores_all_rows_under_a_name(quality: Command, sound: Path, store: Store) -> None:
    answer = quality("import", sound, "--by", "扎西", "--note", "首报")
    (upload,) = store.history()
    assert answer.code == verbs.OK
    assert f"{upload.id}：存入 2 行，版本 1" in answer.out
    assert (upload.by, upload.note, upload.file) == ("扎西", "首报", "一季度.csv")
    assert store.raw_file(upload.sha256).read_bytes() == sound.read_bytes()
    assert store.observations().height == 2


def test_import_takes_the_login_name_when_no_name_is_given(
    quality: Command, sound: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "drolma")
    quality("import", sound)
    assert store.history()[0].by == "drolma"


def test_import_of_a_faulty_file_stores_nothing(quality: Command, faulty: Path, store: Store) -> None:
    answer = quality("import", faulty, "--by", "扎西")
    assert answer.code == verbs.REJECTED
    assert "未存入任何数据" in answer.err
    assert store.version() == 0


def test_import_of_a_faulty_file_stores_the_sound_rows_when_told(
    quality: Command, faulty: Path, store: Store
) -> None:
    assert quality("import", faulty, "--by", "扎西", "--accept-valid").code == verbs.OK
    assert store.observations()["area"].to_list() == ["540102"]


def test_import_without_a_sound_row_stores_nothing_even_when_told(
    quality: Command, tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(csv_file(observation(area="nowhere")))
    answer = quality("import", path, "--by", "扎西", "--accept-valid")
    assert answer.code == verbs.REJECTED
    assert "没有可以入库的行（1 行被退回）" in answer.err
    assert store.version() == 0


def test_import_conflicts_with_a_newer_upload(
    quality: Command, sound: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(store)
    monkeypatch.setattr(Store, "version", lambda _: 0)  # as if the other came between preview and commit
    answer = quality("import", sound, "--by", "扎西")
    assert answer.code == verbs.CONFLICT
    assert "其他人已更改其中 1 个数" in answer.err


@pytest.mark.parametrize("verb", ["check", "import"])
@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"\xff\xfe\xff", "无法读取", "neither UTF-8 nor GB18030"),
        (b"", "没有表头", "no header"),
        (b"a,b\n1,2\n", "表头缺少 3 列", "lacks columns (3)"),
        (b'indicator,area,period\n"a', "第 2 行的引号不成对", "line 2: a quotation mark is not closed"),
    ],
)
def test_a_file_that_cannot_be_read(  # noqa: PLR0913 -- fixtures and the table of cases
    *, verb: str, content: bytes, zh: str, en: str, quality: Command, tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    for language, says in (("zh", zh), ("en", en)):
        answer = quality("--language", language, verb, path)
        assert answer.code == verbs.UNUSABLE
        assert answer.out == ""
        assert "bad.csv" in answer.err
        assert says in answer.err
    assert store.version() == 0


def test_a_file_that_is_not_there(quality: Command, tmp_path: Path) -> None:
    answer = quality("check", tmp_path / "none.csv")
    assert answer.code == verbs.UNUSABLE
    assert answer.err.startswith("quality: 无法读写")
    assert "none.csv" in answer.err


def test_a_folder_is_no_file(quality: Command, tmp_path: Path) -> None:
    assert quality("check", tmp_path).code == verbs.UNUSABLE
