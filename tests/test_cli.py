"""The `quality` command: what each verb prints and stores, its JSON forms and its exit statuses."""

import shutil
import sys
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import pytest

from data import Store
from deploy import verbs
from tests.commands import Command
from tests.factories import commit, real_files

_STATUS_KEYS = {
    "indicator", "area", "area_name", "level", "period", "numerator", "denominator", "value", "target",
    "light", "flags", "reason", "short", "as_of",
}  # fmt: skip
_LIGHTS = {"met", "at_risk", "not_met", "on_track", "no_data", "not_applicable"}
_PLANS = Path(__file__).parent / "golden/plans"


def test_status_as_json_has_the_documented_form(quality: Command, sound: Path) -> None:
    quality("import", sound, "--by", "扎西")
    rows = quality("status", "--json").json
    assert len(rows) == 36 * 82
    assert all(set(row) >= _STATUS_KEYS for row in rows)
    assert {row["light"] for row in rows} <= _LIGHTS
    county = next(row for row in rows if (row["indicator"], row["area"]) == ("agri_pass_rate", "540121"))
    assert {name: county[name] for name in _STATUS_KEYS} == {
        "indicator": "agri_pass_rate",
        "area": "540121",
        "area_name": "林周县",
        "level": "county",
        "period": "2016-01/2016-03",
        "numerator": 4,
        "denominator": 4,
        "value": "100",
        "target": "96",
        "light": "met",
        "flags": ["small_sample"],
        "reason": None,
        "short": 0,
        "as_of": "2016-03-31",
    }


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--area", "林周县"], 36),
        (["--area", "540121", "--indicator", "农产品合格率"], 1),
        (["--area", "日喀则市", "--level", "prefecture"], 36),
        (["--level", "county", "--indicator", "agri_pass_rate"], 74),
        (["--level", "prefecture"], 36 * 7),
        (["--as-of", "2016-01-31", "--level", "region"], 36),
    ],
)
def test_status_is_narrowed(words: list[str], count: int, quality: Command) -> None:
    assert len(quality("status", "--json", *words).json) == count


def test_status_as_text_has_one_line_for_each_figure(quality: Command, sound: Path) -> None:
    quality("import", sound, "--by", "扎西")
    words = ("status", "--indicator", "agri_pass_rate", "--area", "540102")
    chinese, english = quality(*words), quality("--language", "en", *words)
    cells = chinese.out.rstrip("\n").split("\t")
    assert cells[:5] == ["540102", "城关区", "agri_pass_rate", "75.00", "at_risk"]
    assert english.out.split("\t")[:5] == cells[:5]
    assert english.out.split("\t")[5] != cells[5]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--area", "班嘎县"], "班戈县"),
        (["--area", "日喀则市"], "桑珠孜区"),
        (["--area", "拉萨市", "--level", "county"], "拉萨市"),
        (["--indicator", "agri_pass_rte"], "agri_pass_rate"),
    ],
)
def test_status_of_an_unknown_word_suggests_the_right_one(
    words: list[str], says: str, quality: Command
) -> None:
    answer = quality("status", *words)
    assert answer.code == verbs.UNUSABLE
    assert says in answer.err


def test_status_on_a_day_that_is_none(quality: Command) -> None:
    assert quality("status", "--as-of", "2016-02-30").code == verbs.UNUSABLE


def test_history_lists_the_newest_first(quality: Command, store: Store) -> None:
    first, second = commit(store), commit(store, by="卓玛", note="更正")
    rows = quality("history", "--json").json
    assert [row["id"] for row in rows] == [second.id, first.id]
    assert set(rows[0]) == {field.name for field in fields(second)}
    text = quality("history").out.splitlines()
    assert text[0].split("\t") == ["2", second.when, second.id, "卓玛", "1", "q1.csv", "更正"]


def test_export_and_check_again(quality: Command, sound: Path, tmp_path: Path) -> None:
    quality("import", sound, "--by", "扎西")
    answer = quality("export", tmp_path / "out.csv")
    assert (answer.code, answer.out) == (verbs.OK, "导出 2 条 -> out.csv\n")
    again = quality("check", tmp_path / "out.csv", "--json")
    assert (again.code, again.json["problems"], again.json["changes"]) == (verbs.OK, [], [])


def test_export_as_of_a_day_leaves_later_periods_out(quality: Command, sound: Path, tmp_path: Path) -> None:
    quality("import", sound, "--by", "扎西")
    assert "导出 0 条" in quality("export", "--as-of", "2016-03-30", tmp_path / "out.csv").out
    assert "导出 2 条" in quality("export", "--as-of", "2016-03-31", tmp_path / "out.csv").out


@pytest.mark.parametrize("place", ["out.doc", "no such folder/out.csv"])
def test_export_to_a_place_that_cannot_be_written(place: str, quality: Command, tmp_path: Path) -> None:
    assert quality("export", tmp_path / place).code == verbs.UNUSABLE


def test_demo_is_labelled_and_gives_way_to_real_data(quality: Command, sound: Path, store: Store) -> None:
    assert "演示数据" in quality("demo").out
    shown = quality("status", "--level", "region", "--json")
    assert "演示数据" in shown.err
    assert {row["light"] for row in shown.json} > {"no_data"}
    assert quality("demo", "--if-empty").out == ""
    assert store.version() == 1
    quality("import", sound, "--by", "扎西")
    assert quality("status", "--json").err == ""
    assert store.observations().height == 2


def test_demo_beside_real_data_is_not_allowed(quality: Command, store: Store) -> None:
    commit(store)
    answer = quality("--language", "en", "demo")
    assert answer.code == verbs.NOT_ALLOWED
    assert "illustrative data cannot be put beside" in answer.err
    assert quality("demo", "--if-empty").code == verbs.OK
    assert store.version() == 1


def test_real_air_from_days_to_the_verdict(quality: Command, tmp_path: Path) -> None:
    out = tmp_path / "air.csv"
    converted = quality("convert", "air", *real_files("air/aqistudy_daily_*.csv"), out)
    assert converted.code == verbs.OK
    assert quality("import", out, "--by", "环保厅").code == verbs.OK
    words = ("status", "--as-of", "2016-12-31", "--indicator", "air_good_days")
    values = {line.split("\t")[1]: line.split("\t")[3:5] for line in quality(*words).out.splitlines()}
    rates = {"林芝市": "100.00", "阿里地区": "99.73", "山南市": "97.54", "日喀则市": "96.72"}
    rates |= {"昌都市": "95.05", "拉萨市": "90.16", "那曲地区": "58.20"}
    assert {name: values[name][0] for name in rates} == rates
    assert values["西藏自治区"] == ["91.06", "not_met"]
    region = quality(*words, "--level", "region", "--json").json[0]
    assert region["pooled"].startswith("91.0")


def test_air_of_an_unknown_city_names_file_and_line(quality: Command, tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("拉萨,2016-01-01,50\n西安,2016-01-01,50\n", encoding="utf-8")
    answer = quality("convert", "air", days, tmp_path / "out.csv")
    assert answer.code == verbs.UNUSABLE
    assert "文件 days.csv 第 2 行的城市“西安”" in answer.err
    assert not (tmp_path / "out.csv").exists()


def test_a_sound_plan_folder(quality: Command) -> None:
    answer = quality("plan", "check", _PLANS / "valid")
    assert (answer.code, answer.out) == (verbs.OK, "valid 中有 0 处问题\n")


def test_a_faulty_plan_folder(quality: Command) -> None:
    answer = quality("--language", "en", "plan", "check", _PLANS / "quoted_deadline")
    expected = (_PLANS / "quoted_deadline/expected.txt").read_text(encoding="utf-8").splitlines()
    assert answer.code == verbs.UNUSABLE
    assert answer.out.splitlines() == [*expected, f"{len(expected)} problems in quoted_deadline"]


def test_a_plan_folder_with_a_faulty_assessment(quality: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(_PLANS / "valid", tmp_path / "plan")
    scheme = folder / "assessment.toml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("section = 1", "section = 2").replace("goals = 60", "goals = 61"), "utf-8")
    answer = quality("--language", "en", "plan", "check", folder)
    assert answer.code == verbs.UNUSABLE
    assert [line.partition(": ")[0] for line in answer.out.splitlines()] == [
        "assessment.toml presets[default]",
        "assessment.toml measures[2]",
        "2 problems in plan",
    ]


def test_a_plan_folder_without_an_assessment(quality: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(_PLANS / "valid", tmp_path / "plan")
    (folder / "assessment.toml").unlink()
    answer = quality("--language", "en", "plan", "check", folder)
    assert answer.code == verbs.UNUSABLE
    assert answer.out == "assessment.toml: the file is missing\n1 problems in plan\n"


@pytest.mark.parametrize(
    "words", [[], ["nothing"], ["import"], ["plan"], ["convert"], ["status", "--level", "town"]]
)
def test_words_that_are_no_command(words: list[str], quality: Command) -> None:
    answer = quality(*words)
    assert answer.code == verbs.UNUSABLE
    assert "usage: quality" in answer.err


def test_a_store_whose_folder_cannot_be_used(
    quality: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITY_STORE", str(tmp_path / "a[1]"))
    answer = quality("history")
    assert answer.code == verbs.UNUSABLE
    assert "QUALITY_STORE" in answer.err


def test_serve_starts_the_server_where_it_is_told(quality: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[object, ...]] = []
    serving = SimpleNamespace(serve=lambda app, *, port, host: started.append((app, port, host)))
    monkeypatch.setitem(sys.modules, "app", SimpleNamespace(app="the app"))
    monkeypatch.setitem(sys.modules, "deploy.serving", serving)
    assert quality("serve", "--port", "9000").code == verbs.OK
    assert started == [("the app", 9000, "127.0.0.1")]
