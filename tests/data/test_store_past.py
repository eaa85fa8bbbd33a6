"""Looking back: one figure's course, what an upload changed, and what was known on a day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data import Op, Store
from data.past import Effect
from tests.factories import commit, observation


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def dated(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Uploads 1 to 5; before the fourth the clock was set back two days."""
    for day, hour in [(3, 1), (3, 15), (3, 17), (1, 9), (4, 9)]:
        monkeypatch.setattr("data.writing._now", lambda d=day, h=hour: datetime(2016, 11, d, h, tzinfo=UTC))
        commit(store, observation(numerator=1))
    return store


class TestStory:
    def test_it_tells_every_step_of_a_figure(self, store: Store) -> None:
        first = commit(store, observation(numerator=1, note="初报"), by="扎西", note="一季度", file="a.csv")
        commit(store, observation(area="540121"))
        second = commit(store, observation(numerator=2), by="卓玛")
        undone = store.revert(second.id, by="次仁", note="报错了", base=3)
        key = {name: str(value) for name, value in observation().items() if isinstance(value, str)}
        story = store.story(key)
        assert story.select("seq", "upload", "op", "numerator", "by", "note", "file", "reverts").rows() == [
            (1, first.id, "upsert", 1, "扎西", "一季度", "a.csv", ""),
            (3, second.id, "upsert", 2, "卓玛", "", "q1.csv", ""),
            (4, undone.id, "upsert", 1, "次仁", "报错了", "", second.id),
        ]
        assert story["row_note"].to_list() == ["初报", None, "初报"]
        assert story["when"].to_list() == [first.when, second.when, undone.when]

    def test_part_of_a_key_gives_all_that_agree(self, store: Store) -> None:
        commit(store, observation(), observation(organiser="国抽"), observation(area="540121"))
        story = store.story({"indicator": "agri_pass_rate", "area": "540102", "period": "2016Q1"})
        assert story["organiser"].to_list() == ["", "国抽"]

    def test_a_figure_that_nobody_gave_has_none(self, store: Store) -> None:
        assert store.story({"area": "540102"}).is_empty()
        commit(store)
        assert store.story({"area": "540121"}).is_empty()


class TestEffect:
    def test_rows_are_counted_by_what_they_did(self, store: Store) -> None:
        commit(store, observation(numerator=1), observation(area="540121", numerator=1))
        upload = commit(
            store,
            observation(numerator=2),
            observation(area="540121", numerator=1),
            observation(area="540122"),
        )
        assert store.effect(upload.id) == Effect(new=1, changed=1, same=1, deleted=0)

    def test_later_uploads_do_not_count(self, store: Store) -> None:
        upload = commit(store, observation(numerator=1))
        commit(store, observation(numerator=2))
        assert store.effect(upload.id) == Effect(new=1, changed=0, same=0, deleted=0)

    def test_a_deletion_of_nothing_changes_nothing(self, store: Store) -> None:
        commit(store)
        deleted = commit(store, observation(), observation(area="540121"), op=Op.DELETE)
        assert store.effect(deleted.id) == Effect(new=0, changed=0, same=1, deleted=1)
        back = commit(store)
        assert store.effect(back.id) == Effect(new=1, changed=0, same=0, deleted=0)

    def test_a_note_alone_is_a_change(self, store: Store) -> None:
        commit(store)
        assert store.effect(commit(store, observation(note="补")).id).changed == 1

    def test_real_rows_are_new_over_illustrative_ones(self, store: Store) -> None:
        commit(store, op=Op.ILLUSTRATIVE, content=b"")
        again = commit(store, op=Op.ILLUSTRATIVE, content=b"")
        real = commit(store)
        assert store.effect(again.id).same == 1
        assert store.effect(real.id).new == 1


@pytest.mark.parametrize(
    ("moment", "seq"),
    [
        (date(2016, 11, 2), 0),
        (date(2016, 11, 3), 2),  # the third was stored at 01:00 of the next day in Beijing
        (date(2016, 11, 4), 5),
        (datetime(2016, 11, 3, 9), 1),  # noqa: DTZ001 -- without a zone it is Beijing time
        (datetime(2016, 11, 3, 8, 59), 0),  # noqa: DTZ001
        (datetime(2016, 11, 3, 15, tzinfo=UTC), 2),
        (
            datetime(2016, 11, 3, 17, tzinfo=UTC),
            4,
        ),  # the fourth counts from the third on: order is the number
        (datetime(2016, 11, 1, 10, tzinfo=UTC), 0),
        (date(2030, 1, 1), 5),
    ],
)
def test_what_was_known_on_a_day(dated: Store, moment: date, seq: int) -> None:
    assert dated.seq_on(moment) == seq


def test_nothing_was_known_to_an_empty_store(store: Store) -> None:
    assert store.seq_on(date(2016, 1, 1)) == 0
    assert not store.folder.exists()


def test_what_was_known_can_be_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2016, 11, 3, 4, tzinfo=UTC)
    for day in range(3):
        monkeypatch.setattr("data.writing._now", lambda day=day: start + timedelta(days=day))
        commit(store, observation(numerator=day))
    store.compact()
    known = store.observations(store.seq_on(date(2016, 11, 4)))
    assert known["numerator"].to_list() == [1]
