"""`quality check` and `quality import`: what is said, what is stored, and the exit statuses."""

import re
from pathlib import Path
from typing import Any

import pytest

from data import CheckReport, Directory, Store, check_file
from deploy import verbs, verbs_uploads
from tests.commands import Command
from tests.factories import commit, csv_file, observation

_DOCUMENT = Path(__file__).parents[1] / "docs/uploads.md"
_CHECK_KEYS = {
    *("file", "sha256", "encoding", "layout", "rows", "accepted", "rejected", "problems", "changes"),
    *("as_of", "replaces_illustrative", "overwritten", "completed", "suspicions"),
}
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


def test_check_tells_the_lights_of_the_region_and_what_is_overwritten(
    quality: Command, sound: Path, store: Store
) -> None:
    upload = commit(store, observation(numerator=1), by="李")
    answer = quality("check", sound)
    assert answer.code == verbs.OK
    assert answer.out.splitlines()[1:] == [
        "将改变 4 个数，其中 2 个改变灯色（截至 2016-03-31）",
        f"将替换上传批次 {upload.id}（李）的 1 个数",
    ]
    (row,) = quality("check", sound, "--json").json["overwritten"]
    assert (row["before"], row["after"], row["upload"], row["by"]) == ("1/4", "3/4", upload.id, "李")


def test_check_tells_what_would_be_complete(quality: Command, tmp_path: Path, directory: Directory) -> None:
    path = tmp_path / "lhasa.csv"
    counties = directory.register.counties_of("540100")
    path.write_bytes(csv_file(*(observation(area=county.code, numerator=4) for county in counties)))
    lines = quality("check", path).out.splitlines()
    assert lines[2:] == ["全区“农产品合格率”：无数据 → 预警", "将报齐“农产品合格率”：拉萨市"]
    found = quality("check", path, "--json").json
    assert found["completed"] == [{"indicator": "agri_pass_rate", "area": "540100", "reported": 8}]
    assert found["as_of"] == "2016-03-31"


def test_check_tells_what_looks_odd(quality: Command, tmp_path: Path, store: Store) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(csv_file(observation(numerator=111, denominator=120)))
    assert "可疑，请核对：城关区，农产品合格率，2016Q1：" in quality("check", path).out
    assert [found["check"] for found in quality("check", path, "--json").json["suspicions"]] == [
        "repeated_digits"
    ]
    commit(store, observation(numerator=111, denominator=120))
    assert quality("check", path, "--json").json["suspicions"] == []


def test_check_counts_odd_figures_that_are_too_many_to_tell(quality: Command, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    rows = [
        observation(period=f"2016-{month:02}", period_type="month", numerator=111) for month in range(1, 13)
    ]
    more = [{**row, "area": "540121"} for row in rows]
    path.write_bytes(
        csv_file(*({**row, "denominator": 115 + place} for place, row in enumerate(rows + more)))
    )
    lines = quality("check", path).out.splitlines()
    odd = [line for line in lines if line.startswith("可疑")]
    total = len(quality("check", path, "--json").json["suspicions"])
    assert total > len(odd) == 20
    assert lines[-1] == f"另有 {total - 20} 处可疑，见 --json。"


def test_check_tells_that_made_up_data_would_go(quality: Command, sound: Path) -> None:
    quality("demo")
    answer = quality("--language", "en", "check", sound)
    assert answer.out.splitlines()[1] == "All illustrative data would go; only real data stay."
    assert quality("check", sound, "--json").json["replaces_illustrative"] is True


def test_the_document_names_the_keys_of_a_check(
    quality: Command, sound: Path, store: Store, directory: Directory
) -> None:
    commit(store, observation(numerator=1))
    counties = directory.register.counties_of("540100")
    rows = [observation(area=county.code, numerator=111, denominator=111) for county in counties]
    sound.write_bytes(csv_file(*rows, observation(area="nowhere")))
    found = quality("check", sound, "--json").json
    document = (
        _DOCUMENT.read_text(encoding="utf-8").partition("Keys of `check --json`")[2].partition("\n\n")[0]
    )
    named = set(re.findall(r"`(\w+)`", document))
    lists = ("problems", "changes", "overwritten", "completed", "suspicions")
    assert all(found[name] for name in lists)
    assert named == {*found, *(key for name in lists for key in found[name][0])}


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


class TestPrefecture:
    @pytest.mark.parametrize("verb", ["check", "import"])
    def test_rows_of_other_prefectures_are_rejected(
        self, quality: Command, sound: Path, store: Store, verb: str
    ) -> None:
        answer = quality(verb, sound, "--prefecture", "那曲地区")
        assert (answer.code, store.version()) == (verbs.REJECTED, 0)
        assert answer.err.count("[outside_prefecture]") == 2

    def test_own_rows_are_stored_and_the_history_names_the_prefecture(
        self, quality: Command, sound: Path, store: Store
    ) -> None:
        assert quality("import", sound, "--prefecture", "拉萨市").code == verbs.OK
        assert store.history()[0].prefecture == "540100"

    @pytest.mark.parametrize("name", ["林周县", "成都市"])
    def test_a_word_that_is_no_prefecture(
        self, quality: Command, sound: Path, store: Store, name: str
    ) -> None:
        answer = quality("import", sound, "--prefecture", name)
        assert (answer.code, store.version()) == (verbs.UNUSABLE, 0)
        assert name in answer.err

    def test_the_store_refuses_what_a_check_let_through(
        self, quality: Command, sound: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def without_rights(content: bytes, **details: Any) -> CheckReport:  # noqa: ANN401 -- as it comes
            return check_file(content, **details | {"uploader": None})

        monkeypatch.setattr(verbs_uploads, "check_file", without_rights)
        answer = quality("import", sound, "--prefecture", "那曲地区")
        assert (answer.code, store.version()) == (verbs.NOT_ALLOWED, 0)
        assert "540102" in answer.err


class TestEvidence:
    def test_it_is_kept_beside_the_rows(
        self, quality: Command, sound: Path, store: Store, tmp_path: Path
    ) -> None:
        scans = [tmp_path / "抽检.pdf", tmp_path / "公章.png"]
        for scan, start in zip(scans, (b"%PDF-1.4", b"\x89PNG\r\n\x1a\n"), strict=True):
            scan.write_bytes(start)
        assert quality("import", sound, "--attach", *scans).code == verbs.OK
        pieces = store.history()[0].attachments
        assert [piece.name for piece in pieces] == ["抽检.pdf", "公章.png"]
        assert store.evidence_file(pieces[0].sha256).read_bytes() == b"%PDF-1.4"

    def test_what_is_no_evidence_keeps_the_upload_out(
        self, quality: Command, sound: Path, store: Store, tmp_path: Path
    ) -> None:
        program = tmp_path / "x.pdf"
        program.write_bytes(b"MZ")
        answer = quality("import", sound, "--attach", program)
        assert (answer.code, store.version()) == (verbs.UNUSABLE, 0)
        assert "x.pdf" in answer.err


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
        (b"a,b\n1,2\n", "认不出文件 bad.csv 的表格", "cannot be recognised"),
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
