"""Looking back, undoing, and looking after the store by the `quality` command."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from data import Op, Store
from deploy import verbs
from tests.commands import Command
from tests.factories import commit, observation

_STORY = ("story", "--indicator", "agri_pass_rate", "--area", "城关区", "--period")
_PASS_RATE = ("--indicator", "agri_pass_rate", "--area", "540102")


@pytest.fixture
def two(store: Store) -> Store:
    """Two counties by 卓玛, then one of them changed by 李."""
    commit(store, observation(), observation(area="540121", numerator=4), by="卓玛", note="首报")
    commit(store, observation(numerator=1), by="李", note="更正")
    return store


class TestHistory:
    @pytest.mark.parametrize("word", ["2", "#2", "id"])
    def test_one_upload_is_found_by_number_or_id(self, quality: Command, two: Store, word: str) -> None:
        newest = two.history()[0]
        found = quality("history", newest.id if word == "id" else word, "--json").json
        assert (found["id"], found["by"], found["note"]) == (newest.id, "李", "更正")
        assert found["effect"] == {"new": 0, "changed": 1, "same": 0, "deleted": 0}

    def test_one_upload_as_text_has_a_line_for_each_fact(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        lines = quality("history", "1").out.splitlines()
        assert "by\t卓玛" in lines
        assert "note\t首报" in lines
        assert not any(line.startswith("reverts") for line in lines)
        assert lines[-1] == "新增 2 个数，更改 0 个，未变 0 个，删除 0 个"

    def test_evidence_is_listed(self, quality: Command, store: Store) -> None:
        commit(store, attachments=[("抽检.pdf", b"%PDF-1.4")])
        assert "attachment\t抽检.pdf\tpdf\t8\t" in quality("history", "1").out

    @pytest.mark.parametrize("verb", ["history", "revert"])
    def test_an_upload_that_is_none(self, quality: Command, two: Store, verb: str) -> None:
        answer = quality(verb, "3")
        assert (answer.code, two.version()) == (verbs.UNUSABLE, 2)
        assert "没有上传批次 3" in answer.err


class TestRevert:
    def test_a_dry_run_says_what_would_change_and_stores_nothing(self, quality: Command, two: Store) -> None:
        first, second = two.history()[::-1]
        answer = quality("revert", "1", "--dry-run")
        assert answer.code == verbs.OK
        assert answer.out.splitlines() == [
            f"撤销 {first.id}：1 个数恢复原状，1 个已被后来的上传更改，保持不变",
            f"1 个数由上传批次 {second.id}（李）更改，保持不变",
            "将改变 3 个数，其中 1 个改变灯色（截至 2016-03-31）",
        ]
        assert two.version() == 2

    def test_it_brings_the_old_figures_back(self, quality: Command, two: Store) -> None:
        second = two.history()[0]
        answer = quality("revert", second.id, "--by", "王", "--note", "误报")
        assert answer.code == verbs.OK
        assert "存入 1 行，版本 3" in answer.out
        done = two.history()[0]
        assert (done.by, done.note, done.reverts) == ("王", "误报", second.id)
        assert dict(two.observations().select("area", "numerator").rows()) == {"540102": 3, "540121": 4}

    def test_the_login_name_answers_when_nobody_is_named(
        self, quality: Command, two: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOGNAME", "drolma")
        quality("revert", "2")
        assert two.history()[0].by == "drolma"

    def test_what_others_changed_since_is_a_conflict(self, quality: Command, store: Store) -> None:
        commit(store)
        commit(store, observation(numerator=1))
        answer = quality("revert", "1")
        assert (answer.code, store.version()) == (verbs.CONFLICT, 2)
        assert "没有可撤销的" in answer.err

    def test_illustrative_data_cannot_be_undone(self, quality: Command, store: Store) -> None:
        commit(store, op=Op.ILLUSTRATIVE)
        answer = quality("--language", "en", "revert", "1", "--dry-run")
        assert (answer.code, store.version()) == (verbs.NOT_ALLOWED, 1)
        assert "illustrative data and cannot be undone" in answer.err


class TestStory:
    def test_it_tells_the_oldest_first_and_who_said_it(self, quality: Command, two: Store) -> None:
        lines = [line.split("\t") for line in quality(*_STORY, "2016Q1").out.splitlines()]
        uploads = two.history()[::-1]
        assert [(line[2], line[3], line[7], line[9]) for line in lines] == [
            (uploads[0].id, "卓玛", "3/4", "首报"),
            (uploads[1].id, "李", "1/4", "更正"),
        ]

    def test_as_json_it_has_all_figures(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        told = quality(*_STORY, "2016年第一季度", "--json").json
        assert [(row["seq"], row["numerator"], row["by"]) for row in told] == [(1, 3, "卓玛"), (2, 1, "李")]

    def test_a_figure_that_nobody_reported_has_none(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        answer = quality(*_STORY, "2016Q2")
        assert (answer.code, answer.out) == (verbs.OK, "没有报过这个数。\n")

    def test_a_period_that_is_none(self, quality: Command) -> None:
        answer = quality(*_STORY, "Easter")
        assert answer.code == verbs.UNUSABLE
        assert "Easter is no period" in answer.err


class TestKnownOn:
    def test_status_shows_the_past_and_says_so(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        answer = quality("status", "--known-on", "1", *_PASS_RATE, "--json")
        assert [row["numerator"] for row in answer.json] == [3]
        assert answer.err == "quality: 按第 1 版所知，不是最新的第 2 版\n"

    @pytest.mark.parametrize("known_on", [[], ["--known-on", "2"]])
    def test_the_newest_state_needs_no_word(self, quality: Command, two: Store, known_on: list[str]) -> None:
        assert two.version() == 2
        answer = quality("status", *known_on, *_PASS_RATE, "--json")
        assert ([row["numerator"] for row in answer.json], answer.err) == ([1], "")

    def test_a_day_means_its_end_in_beijing(self, quality: Command, two: Store) -> None:
        stored = datetime.fromisoformat(two.history()[1].when).astimezone(timezone(timedelta(hours=8)))
        for day, rows in ((stored.date(), 2), (stored.date() - timedelta(days=1), 0)):
            out = two.folder.parent / "out.parquet"
            assert quality("export", "--known-on", day, out).code == verbs.OK
            assert pl.read_parquet(out).height == rows

    def test_made_up_data_of_the_past_are_called_so(self, quality: Command, store: Store) -> None:
        commit(store, op=Op.ILLUSTRATIVE)
        commit(store)
        assert "演示数据" in quality("status", "--known-on", "1", *_PASS_RATE).err
        assert "演示数据" not in quality("status", "--known-on", "2", *_PASS_RATE).err

    def test_a_version_that_never_was(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        answer = quality("--language", "en", "status", "--known-on", "3")
        assert answer.code == verbs.UNUSABLE
        assert "no version 3, the newest is 2" in answer.err

    @pytest.mark.parametrize("word", ["yesterday", "-1", "2016-02-30"])
    def test_a_moment_that_is_none(self, quality: Command, word: str) -> None:
        assert quality("status", "--known-on", word).code == verbs.UNUSABLE


class TestKeeping:
    def test_a_sound_store_is_verified(self, quality: Command, two: Store) -> None:
        assert two.version() == 2
        answer = quality("verify")
        assert (answer.code, answer.out) == (verbs.OK, "核对了 2 次上传，发现 0 处损坏\n")

    def test_damage_is_told(self, quality: Command, two: Store) -> None:
        first = two.history()[-1]
        two.raw_file(first.sha256).write_bytes(b"changed")
        answer = quality("--language", "en", "verify")
        assert answer.code == verbs.UNUSABLE
        assert first.id in answer.out.splitlines()[0]
        assert answer.out.splitlines()[-1] == "2 uploads checked, damage found: 2"

    def test_small_files_are_joined_and_the_rows_stay(self, quality: Command, two: Store) -> None:
        before = two.observations().sort("area")
        answer = quality("compact")
        assert (answer.code, answer.out) == (verbs.OK, "合并了 2 个小文件\n")
        assert two.observations().sort("area").equals(before)


class TestTemplate:
    @pytest.mark.parametrize("name", ["form.xlsx", "form.csv"])
    def test_a_blank_form_is_written(self, quality: Command, tmp_path: Path, name: str) -> None:
        out = tmp_path / name
        words = ("--period", "2016Q3", "--prefecture", "拉萨市", "--sector", "product")
        answer = quality("template", *words, out)
        assert (answer.code, answer.out) == (verbs.OK, f"空白表 -> {name}\n")
        assert out.stat().st_size > 0

    def test_it_asks_for_the_goals_that_are_named(self, quality: Command, tmp_path: Path) -> None:
        out = tmp_path / "form.csv"
        words = ("template", "--indicator", "agri_pass_rate", "air_good_days", "--period", "2016-10", out)
        assert quality(*words).code == verbs.OK
        text = out.read_text(encoding="utf-8-sig")
        assert "agri_pass_rate" in text
        assert "air_good_days" in text
        assert "industrial_pass_rate" not in text

    @pytest.mark.parametrize(
        "words",
        [
            ("--period", "2016Q3", "form.doc"),
            ("--period", "2016Q3", "--prefecture", "林周县", "form.csv"),
            ("--period", "2016Q3", "--sector", "x", "form.csv"),
            ("--period", "x", "form.csv"),
            ("form.csv",),
        ],
    )
    def test_a_form_that_cannot_be_made(
        self, quality: Command, tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        assert quality("template", *words[:-1], tmp_path / words[-1]).code == verbs.UNUSABLE
        assert not (tmp_path / words[-1]).exists()
