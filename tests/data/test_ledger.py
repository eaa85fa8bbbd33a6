"""The ledger: the latest row of an entry counts, the old ones stay, and nothing unsound gets in."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from data import (
    Directory,
    EntriesRefusedError,
    Ledger,
    NotAllowedError,
    NothingAcceptedError,
    Op,
    RealDataPresentError,
    StalePreviewError,
    Store,
    Uploader,
    illustrative_entries,
    illustrative_observations,
)
from data.errors import StoreFolderError
from indicators.entry import ENTRY_SCHEMA, EntryKind
from tests.factories import commit, entries, entry, observation, write


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "库 store")


def _states(ledger: Ledger, seq: int | None = None, observed: int | None = None) -> dict[str, str | None]:
    rows = ledger.entries(seq=seq, observed=observed).select("id", "state").rows()
    return dict(rows)


def test_an_empty_ledger_is_not_made_on_disk(ledger: Ledger) -> None:
    assert ledger.version() == 0
    assert ledger.history() == []
    assert not ledger.is_illustrative()
    assert ledger.entries().schema == {**ENTRY_SCHEMA, "upload": pl.String, "seq": pl.Int64}
    assert ledger.entries().is_empty()
    assert ledger.story(EntryKind.CASE, "A-1").is_empty()
    assert ledger.seq_on(date(2016, 10, 1)) == 0
    assert not ledger.folder.exists()


def test_what_is_written_is_read_back(ledger: Ledger) -> None:
    rows = entries(
        entry(text="农残①\u2028超标", handling="已约谈", state="in_hand", evidence="函〔2016〕3号"),
        entry(kind="action", id="B", name=None, owner="扎西", department="D05", text="复查"),
        entry(kind="submission", id="C", subject="C2", area="540100", text=None, state=None),
    )
    upload = write(ledger, *rows.to_dicts(), by="扎西", note="十月")
    read = ledger.entries()
    assert read.select(rows.columns).sort("id").equals(rows.sort("id"))
    assert set(read["upload"]) == {upload.id}
    assert ledger.entries(EntryKind.ACTION)["id"].to_list() == ["B"]
    assert ledger.history() == [upload]
    assert (upload.by, upload.note, upload.rows, upload.seq) == ("扎西", "十月", 3, ledger.version())


def test_an_entry_without_an_id_gets_one_from_what_it_is_about(ledger: Ledger) -> None:
    write(ledger, entry(id=None))
    write(ledger, entry(id=None, state="in_hand"))
    write(ledger, entry(id=None, name="水果"))
    assert sorted(ledger.entries().select("name", "state").rows()) == [("水果", "open"), ("蔬菜", "in_hand")]


def test_the_latest_row_counts_and_the_past_stays(ledger: Ledger) -> None:
    first = write(ledger)
    second = write(ledger, entry(state="closed", closed_on="2016-10-20"), entry(id="A-2"))
    assert _states(ledger) == _states(ledger, second.seq) == {"A-1": "closed", "A-2": "open"}
    assert _states(ledger, first.seq) == {"A-1": "open"}
    assert _states(ledger, 0) == {}


def test_the_same_id_of_another_kind_is_another_entry(ledger: Ledger) -> None:
    write(ledger)
    write(ledger, entry(kind="action", owner="扎西", name=None))
    assert ledger.entries().height == 2


def test_a_story_tells_who_said_what(ledger: Ledger) -> None:
    write(ledger, by="扎西", note="登记")
    write(ledger, entry(id="A-2"))
    write(ledger, entry(state="closed", closed_on="2016-10-20"), by="卓玛", note="复查合格")
    write(ledger, entry(), op=Op.DELETE, by="办公室", note="重复登记")
    story = ledger.story(EntryKind.CASE, "A-1")
    assert story.select("op", "state", "closed_on", "by", "note").rows() == [
        ("upsert", "open", None, "扎西", "登记"),
        ("upsert", "closed", "2016-10-20", "卓玛", "复查合格"),
        ("delete", "closed", "2016-10-20", "办公室", "重复登记"),
    ]
    assert story["seq"].is_sorted()


def test_a_deleted_entry_is_gone_until_it_comes_back(ledger: Ledger) -> None:
    write(ledger, entry(), entry(id="A-2"))
    gone = write(ledger, {"kind": "case", "id": "A-1"}, op=Op.DELETE)
    assert gone.rows == 1
    assert _states(ledger) == {"A-2": "open"}
    with pytest.raises(NothingAcceptedError):
        write(ledger, entry(), op=Op.DELETE)
    write(ledger)
    assert set(_states(ledger)) == {"A-1", "A-2"}


def test_what_was_known_on_a_day(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, state in ((3, "open"), (9, "in_hand")):
        monkeypatch.setattr("data.writing._now", lambda day=day: datetime(2016, 11, day, 4, tzinfo=UTC))
        write(ledger, entry(state=state))
    known = {day: _states(ledger, ledger.seq_on(date(2016, 11, day))) for day in (2, 3, 8, 9)}
    assert known == {2: {}, 3: {"A-1": "open"}, 8: {"A-1": "open"}, 9: {"A-1": "in_hand"}}


def test_unsound_entries_are_refused_together(ledger: Ledger) -> None:
    with pytest.raises(EntriesRefusedError) as refused:
        write(ledger, entry(area="城关"), entry(id="A-2"), entry(id="A-3", day="2016-13-01", text=None))
    found = [(problem.row, problem.column, problem.rule) for problem in refused.value.problems]
    assert found == [(1, "area", "area"), (3, "text", "missing"), (3, "day", "date")]
    assert ledger.version() == 0
    assert "城关区" in refused.value.message.zh


def test_nothing_at_all_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NothingAcceptedError):
        ledger.write(entries().clear(), directory=None, by="", note="", base=0)  # type: ignore[arg-type]


class TestPeople:
    def test_only_own_areas_are_written_of(self, ledger: Ledger, directory: Directory) -> None:
        uploader = Uploader("扎西", "540100")
        allowed = uploader.areas(directory.register)
        upload = write(ledger, entry(), allowed=allowed, uploader=uploader)
        assert upload.prefecture == "540100"
        with pytest.raises(NotAllowedError):
            write(ledger, entry(id="A-2", area="540202"), allowed=allowed)
        with pytest.raises(NotAllowedError):
            write(ledger, entry(kind="action", owner="x", name=None, area=None), allowed=allowed)

    def test_the_entry_of_another_prefecture_is_not_taken_over(self, ledger: Ledger) -> None:
        write(ledger, entry(area="540202"))
        with pytest.raises(NotAllowedError):
            write(ledger, entry(area="540102"), allowed={"540102"})
        with pytest.raises(NotAllowedError):
            write(ledger, entry(area="540102"), allowed={"540102"}, op=Op.DELETE)

    def test_of_two_who_change_an_entry_the_second_is_sent_back(self, ledger: Ledger) -> None:
        seen = write(ledger).seq
        write(ledger, entry(state="in_hand"), base=seen)
        with pytest.raises(StalePreviewError):
            write(ledger, entry(state="closed", closed_on="2016-10-20"), base=seen)
        write(ledger, entry(id="A-2"), base=seen)
        assert _states(ledger) == {"A-1": "in_hand", "A-2": "open"}


class TestFiles:
    def test_the_file_and_the_evidence_are_kept(self, ledger: Ledger) -> None:
        pdf = b"%PDF-1.7"
        upload = write(ledger, file="案件.csv", content=b"kind", attachments=[("函.pdf", pdf)])
        store = Store(ledger.folder)
        assert store.raw_file(upload.sha256).read_bytes() == b"kind"
        assert store.evidence_file(upload.attachments[0].sha256).read_bytes() == pdf
        assert (upload.file, upload.attachments[0].name) == ("案件.csv", "函.pdf")

    def test_the_check_of_the_store_covers_the_entries(self, ledger: Ledger) -> None:
        upload = write(ledger, content=b"kind")
        store = Store(ledger.folder)
        commit(store)
        assert store.verify() == []
        rows = next((ledger.folder / "entries").glob("*.parquet"))
        rows.write_bytes(rows.read_bytes()[:-9])
        (damage,) = store.verify()
        assert damage.file == f"entries/{rows.name}"
        assert damage.uploads == (upload.id,)

    def test_figures_and_entries_number_their_commits_apart(self, ledger: Ledger) -> None:
        store = Store(ledger.folder)
        write(ledger)
        assert (store.version(), ledger.version()) == (0, 1)
        commit(store)
        write(ledger, entry(id="A-2"))
        assert (store.version(), ledger.version()) == (1, 2)
        assert store.observations().height == 1

    def test_small_files_are_joined(self, ledger: Ledger) -> None:
        for number in range(3):
            write(ledger, entry(id=str(number)))
        before = ledger.entries()
        assert ledger.compact() == 3
        assert ledger.entries().equals(before)
        assert Store(ledger.folder).verify() == []

    def test_a_folder_that_cannot_be_used_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(StoreFolderError):
            Ledger(tmp_path / "a#b")


class TestIllustrative:
    @pytest.fixture
    def shown(self, ledger: Ledger, directory: Directory) -> Ledger:
        figures = illustrative_observations(directory.plan, directory.register)
        rows = illustrative_entries(figures, directory.plan, directory.register)
        commit(Store(ledger.folder), op=Op.ILLUSTRATIVE)
        write(ledger, *rows.to_dicts(), op=Op.ILLUSTRATIVE)
        return ledger

    def test_they_count_beside_illustrative_figures(self, shown: Ledger) -> None:
        assert shown.entries(EntryKind.CASE).height > 100
        assert shown.is_illustrative()

    def test_they_go_with_the_first_real_entry(self, shown: Ledger) -> None:
        before = shown.version()
        write(shown)
        assert _states(shown) == {"A-1": "open"}
        assert not shown.is_illustrative()
        assert len(_states(shown, before)) > 100
        assert shown.is_illustrative(before)

    def test_they_go_with_the_first_real_figures(self, shown: Ledger) -> None:
        store = Store(shown.folder)
        illustrative = store.version()
        commit(store, observation())
        assert _states(shown) == {}
        assert len(_states(shown, observed=illustrative)) > 100

    def test_they_do_not_come_beside_real_data(self, shown: Ledger) -> None:
        rows = shown.entries().to_dicts()
        commit(Store(shown.folder), observation())
        with pytest.raises(RealDataPresentError):
            write(shown, *[{name: row[name] for name in ENTRY_SCHEMA} for row in rows], op=Op.ILLUSTRATIVE)
