"""The store: the latest row counts, nothing is lost, and two editors never overwrite each other unseen."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from data import NothingAcceptedError, Op, RealDataPresentError, StalePreviewError, Store, appending
from data.errors import NotAllowedError, UnknownUploadError
from data.people import Uploader
from indicators import KEY, OBSERVATION_SCHEMA, no_observations
from tests.factories import commit, observation, observations


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "库 store")


def _figures(store: Store, seq: int | None = None) -> dict[tuple[str, str], int]:
    rows = store.observations(seq).select("area", "period", "numerator").rows()
    return {(area, period): numerator for area, period, numerator in rows}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_empty_store_is_not_made_on_disk(store: Store) -> None:
    assert store.version() == 0
    assert store.history() == []
    assert not store.is_illustrative()
    assert store.observations().schema == {**OBSERVATION_SCHEMA, "upload": pl.String, "seq": pl.Int64}
    assert store.observations().is_empty()
    assert not store.folder.exists()


def test_what_is_committed_is_read_back(store: Store) -> None:
    rows = observations(observation(value="96.50", note="补报①\u2028"), observation(area="540121"))
    upload = store.commit(rows, by="扎西", note="一季度", file="q1.csv", content=b"q1", base=0)
    read = store.observations()
    assert read.select(rows.columns).sort("area").equals(rows.sort("area"))
    assert set(read["upload"]) == {upload.id}
    assert set(read["seq"]) == {upload.seq}


def test_the_version_is_the_number_of_the_last_upload(store: Store) -> None:
    for expected in (1, 2, 3):
        assert commit(store).seq == expected
        assert store.version() == expected
        assert Store(store.folder).version() == expected


def test_the_version_counts_only_commits(store: Store) -> None:
    commit(store)
    log = store.folder / "observations/_delta_log"
    for name in ("00000000000000000009.json.1a2b.torn", "00000000000000000009.json#1", "_last_checkpoint"):
        (log / name).write_bytes(b"")
    assert store.version() == 1


def test_the_latest_row_of_a_key_counts_and_the_past_stays(store: Store) -> None:
    first = commit(store, observation(numerator=3), observation(area="540121", numerator=1))
    second = commit(store, observation(numerator=4), observation(period="2016Q2", numerator=2))
    now = {("540102", "2016Q1"): 4, ("540121", "2016Q1"): 1, ("540102", "2016Q2"): 2}
    assert _figures(store) == _figures(store, second.seq) == now
    assert _figures(store, first.seq) == {("540102", "2016Q1"): 3, ("540121", "2016Q1"): 1}
    assert _figures(store, 0) == {}


@pytest.mark.parametrize("part", KEY)
def test_every_part_of_the_key_tells_rows_apart(store: Store, part: str) -> None:
    commit(store, observation())
    commit(store, observation(**{part: "other"}))
    assert store.observations().height == 2


def test_a_deleted_key_is_gone_until_it_comes_back(store: Store) -> None:
    commit(store, observation(numerator=1))
    commit(store, observation(), op=Op.DELETE)
    assert store.observations().is_empty()
    commit(store, observation(numerator=2))
    assert _figures(store) == {("540102", "2016Q1"): 2}


def test_the_history_tells_who_when_and_what(store: Store) -> None:
    first = commit(store)
    note = "更正“一季度”\u2028, {x}\n"
    second = commit(store, observation(), observation(area="540121"), by="卓玛", note=note, content=b"q2")
    assert store.history() == [second, first]
    assert (second.by, second.note, second.file, second.rows, second.op) == (
        "卓玛",
        note,
        "q1.csv",
        2,
        Op.UPSERT,
    )
    assert second.sha256 == hashlib.sha256(b"q2").hexdigest()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", second.when)


def test_the_raw_file_is_kept_by_its_hash(store: Store) -> None:
    content = "指标".encode("gb18030")
    upload = commit(store, content=content)
    assert store.raw_file(upload.sha256).read_bytes() == content
    commit(store, observation(area="540121"), content=content)
    assert [path.name for path in (store.folder / "files").iterdir()] == [upload.sha256]


def test_the_raw_file_is_kept_even_when_the_commit_is_refused(store: Store) -> None:
    commit(store)
    with pytest.raises(StalePreviewError):
        commit(store, content=b"late", base=0)
    assert store.raw_file(hashlib.sha256(b"late").hexdigest()).read_bytes() == b"late"


def test_no_rows_are_no_upload(store: Store) -> None:
    with pytest.raises(NothingAcceptedError):
        store.commit(no_observations(), by="", note="", file="f.csv", content=b"x", base=0)
    assert store.version() == 0


def test_illustrative_rows_vanish_at_the_first_real_upload(store: Store) -> None:
    shown = commit(store, observation(), observation(area="540121"), op=Op.ILLUSTRATIVE, content=b"")
    assert store.is_illustrative()
    assert shown.sha256 == ""
    assert not (store.folder / "files").exists()
    commit(store, observation(area="540122", numerator=2))
    assert not store.is_illustrative()
    assert _figures(store) == {("540122", "2016Q1"): 2}
    assert store.is_illustrative(shown.seq)
    assert len(_figures(store, shown.seq)) == 2


def test_illustrative_rows_are_refused_beside_real_ones(store: Store) -> None:
    commit(store)
    with pytest.raises(RealDataPresentError) as caught:
        commit(store, op=Op.ILLUSTRATIVE)
    assert "1" in caught.value.message.zh
    assert store.version() == 1


def test_a_second_illustrative_year_replaces_the_first(store: Store) -> None:
    commit(store, observation(numerator=1), op=Op.ILLUSTRATIVE)
    commit(store, observation(numerator=2), op=Op.ILLUSTRATIVE)
    assert _figures(store) == {("540102", "2016Q1"): 2}


def test_a_preview_is_stale_when_one_of_its_keys_was_changed(store: Store) -> None:
    base = commit(store).seq
    other = commit(store, observation(numerator=4), observation(area="540121"), base=base)
    with pytest.raises(StalePreviewError) as caught:
        commit(store, observation(numerator=1), observation(area="540122"), base=base)
    assert "1 " in caught.value.message.en
    assert other.id in caught.value.message.en
    assert store.version() == other.seq
    assert ("540122", "2016Q1") not in _figures(store)


def test_a_preview_is_not_stale_when_other_keys_were_changed(store: Store) -> None:
    base = commit(store).seq
    commit(store, observation(area="540121"), base=base)
    commit(store, observation(area="540122"), base=base)
    assert len(_figures(store)) == 3


def test_a_preview_over_illustrative_rows_is_not_stale(store: Store) -> None:
    commit(store, op=Op.ILLUSTRATIVE)
    commit(store, base=0)
    assert store.version() == 2


def test_an_upload_is_found_by_its_id(store: Store) -> None:
    first = commit(store, observation(numerator=1), observation(area="540121"))
    commit(store, observation(numerator=2))
    assert store.upload(first.id) == first
    rows = store.rows_of(first.id)
    assert sorted(rows.select("area", "numerator", "upload", "op").rows()) == [
        ("540102", 1, first.id, "upsert"),
        ("540121", 3, first.id, "upsert"),
    ]
    with pytest.raises(UnknownUploadError, match="nobody"):
        store.upload("nobody")


def test_figures_of_other_areas_are_refused(store: Store) -> None:
    rows = [observation(area=area) for area in ("540102", "540121", "540221")]
    with pytest.raises(NotAllowedError) as caught:
        commit(store, *rows, allowed={"540102", "540121"})
    assert "540221" in caught.value.message.zh
    assert "540121" not in caught.value.message.zh
    assert not store.folder.exists()
    assert commit(store, *rows[:2], allowed={"540102", "540121"}).rows == 2


def test_nobody_may_change_anything_with_an_empty_list_of_areas(store: Store) -> None:
    with pytest.raises(NotAllowedError):
        commit(store, allowed=())


def test_the_history_names_the_prefecture_of_the_uploader(store: Store) -> None:
    commit(store, uploader=Uploader("扎西", "540100"))
    commit(store, observation(area="540121"))
    assert [upload.prefecture for upload in store.history()] == ["", "540100"]


def test_uploads_of_an_older_program_are_read(store: Store) -> None:
    upload = commit(store)
    newer = {"prefecture": "", "reverts": "", "attachments": [], "digest": upload.digest}
    file = store.folder / "observations/_delta_log/00000000000000000001.json"
    text = file.read_text()
    for name, value in newer.items():
        text = text.replace(json.dumps(f', "{name}": {json.dumps(value)}')[1:-1], "")
    assert '\\"op\\": \\"upsert\\"}' in text
    file.write_text(text)
    assert store.history() == [replace(upload, digest="")]


def test_uploads_are_in_order_and_told_apart_when_the_clock_stands_or_goes_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2026, 11, 3, 12, tzinfo=UTC)
    for hours in (0, 0, -5, -5, 1):
        monkeypatch.setattr("data.writing._now", lambda hours=hours: moment + timedelta(hours=hours))
        commit(store, observation(numerator=1 - hours % 3))
    history = store.history()
    assert [upload.seq for upload in history] == [5, 4, 3, 2, 1]
    assert len({upload.id for upload in history}) == 5
    assert _figures(store) == {("540102", "2016Q1"): 0}


def test_nothing_is_ever_deleted(store: Store) -> None:
    commit(store)
    before = _files(store.folder)
    commit(store, observation(numerator=4))
    commit(store, op=Op.DELETE)
    after = _files(store.folder)
    assert all(after[name].startswith(content) for name, content in before.items())


def test_the_table_is_told_to_keep_everything(store: Store) -> None:
    commit(store)
    assert DeltaTable(str(store.folder / "observations")).metadata().configuration == {
        "delta.logRetentionDuration": "interval 36500 days",
        "delta.deletedFileRetentionDuration": "interval 36500 days",
        "delta.enableExpiredLogCleanup": "false",
    }


def test_many_uploads_pass_a_checkpoint(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "MOST_SMALL_FILES", 1000)
    for n in range(102):
        commit(store, observation(numerator=n, denominator=200))
    assert len(store.history()) == 102
    assert _figures(Store(store.folder)) == {("540102", "2016Q1"): 101}
    assert _figures(store, 50) == {("540102", "2016Q1"): 49}
