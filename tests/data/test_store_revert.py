"""Undoing uploads: figures come back exactly, later figures are left alone, and undoing can be undone."""

import random
from pathlib import Path

import polars as pl
import pytest

from data import Op, StalePreviewError, Store
from data.errors import (
    IllustrativeRevertError,
    NotAllowedError,
    NothingToRevertError,
    UnknownUploadError,
)
from data.past import Effect
from data.reverting import row_before
from data.upload import Upload
from indicators import KEY, OBSERVATION_SCHEMA
from tests.factories import commit, observation

_AREAS = ["540102", "540121", "540122", "540123", "540124"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def _revert(store: Store, upload: Upload, **details: object) -> Upload:
    usual = {"by": "卓玛", "note": "", "base": store.version()}
    return store.revert(upload.id, **{**usual, **details})  # type: ignore[arg-type]


def _state(store: Store, seq: int | None = None) -> pl.DataFrame:
    return store.observations(seq).select(list(OBSERVATION_SCHEMA)).sort(KEY)


def test_earlier_figures_come_back_and_new_ones_go(store: Store) -> None:
    first = commit(store, observation(numerator=1, note="旧", evidence="文号1", value="25.0"))
    second = commit(store, observation(numerator=4, note="新"), observation(area="540121"))
    undone = _revert(store, second, note="报错了")
    assert _state(store).equals(_state(store, first.seq))
    assert _state(store, second.seq).height == 2
    assert (undone.reverts, undone.by, undone.note, undone.rows) == (second.id, "卓玛", "报错了", 2)
    assert store.history()[0] == undone
    assert dict(store.rows_of(undone.id).select("area", "op").iter_rows()) == {
        "540102": "upsert",
        "540121": "delete",
    }


def test_a_deletion_is_undone(store: Store) -> None:
    commit(store, observation(numerator=1))
    deleted = commit(store, op=Op.DELETE)
    again = commit(store, observation(numerator=2))
    _revert(store, again)
    assert store.observations().is_empty()
    _revert(store, deleted)
    assert _state(store)["numerator"].to_list() == [1]


def test_figures_changed_since_are_left_alone_and_told(store: Store) -> None:
    commit(store, observation(numerator=1), observation(area="540121", numerator=1))
    wrong = commit(store, observation(numerator=2), observation(area="540121", numerator=2))
    later = commit(store, observation(numerator=3), by="次仁")
    plan = store.revert_plan(wrong.id)
    assert plan.rows.select("area", "numerator", "op").rows() == [("540121", 1, "upsert")]
    assert plan.kept.select("area", "upload", "by", "when").rows() == [
        ("540102", later.id, "次仁", later.when)
    ]
    _revert(store, wrong)
    assert dict(_state(store).select("area", "numerator").iter_rows()) == {"540102": 3, "540121": 1}


def test_the_plan_stores_nothing(store: Store) -> None:
    upload = commit(store)
    store.revert_plan(upload.id)
    assert (store.version(), store.observations().height) == (1, 1)


def test_undoing_can_be_undone_and_that_too(store: Store) -> None:
    commit(store, observation(numerator=1))
    second = commit(store, observation(numerator=2))
    undone = _revert(store, second)
    redone = _revert(store, undone)
    assert _state(store)["numerator"].to_list() == [2]
    _revert(store, redone)
    assert _state(store)["numerator"].to_list() == [1]


def test_step_by_step_back_to_the_start(store: Store) -> None:
    uploads = [commit(store, observation(numerator=numerator)) for numerator in (1, 2, 3)]
    for upload in reversed(uploads):
        _revert(store, upload)
        assert _state(store).equals(_state(store, upload.seq - 1))
    assert store.observations().is_empty()


def test_nothing_is_undone_twice(store: Store) -> None:
    commit(store, observation(numerator=1))
    second = commit(store, observation(numerator=2))
    undone = _revert(store, second)
    with pytest.raises(NothingToRevertError) as caught:
        _revert(store, second)
    assert undone.id in caught.value.message.zh
    assert store.version() == undone.seq


def test_what_was_replaced_altogether_cannot_be_undone(store: Store) -> None:
    first = commit(store, observation(numerator=1))
    second = commit(store, observation(numerator=1))
    with pytest.raises(NothingToRevertError) as caught:
        _revert(store, first)
    assert second.id in caught.value.message.en


def test_an_earlier_upload_can_be_undone_once_the_later_one_is(store: Store) -> None:
    first = commit(store, observation(numerator=1))
    second = commit(store, observation(numerator=2))
    _revert(store, second)
    _revert(store, first)
    assert store.observations().is_empty()


def test_somebody_who_changed_the_figures_meanwhile_is_not_overwritten(store: Store) -> None:
    first = commit(store, observation(numerator=1))
    base = store.version()
    commit(store, observation(numerator=2))
    with pytest.raises(StalePreviewError):
        _revert(store, first, base=base)
    assert _state(store)["numerator"].to_list() == [2]


def test_other_figures_changed_meanwhile_do_not_matter(store: Store) -> None:
    first = commit(store, observation(numerator=1))
    base = store.version()
    commit(store, observation(area="540121"))
    _revert(store, first, base=base)
    assert _state(store)["area"].to_list() == ["540121"]


def test_illustrative_data_is_not_undone(store: Store) -> None:
    shown = commit(store, op=Op.ILLUSTRATIVE, content=b"")
    with pytest.raises(IllustrativeRevertError) as caught:
        _revert(store, shown)
    assert "演示" in caught.value.message.zh


def test_illustrative_rows_do_not_come_back(store: Store) -> None:
    commit(store, observation(numerator=1), op=Op.ILLUSTRATIVE, content=b"")
    real = commit(store, observation(numerator=2))
    _revert(store, real)
    assert store.observations().is_empty()
    assert not store.is_illustrative()


def test_only_own_areas_can_be_undone(store: Store) -> None:
    upload = commit(store, observation(), observation(area="540221"))
    with pytest.raises(NotAllowedError, match="540221"):
        _revert(store, upload, allowed={"540102"})
    assert store.version() == 1


def test_an_unknown_upload_is_named(store: Store) -> None:
    with pytest.raises(UnknownUploadError, match="x-1"):
        store.revert("x-1", by="", note="", base=0)


def test_the_effect_of_undoing(store: Store) -> None:
    commit(store, observation(numerator=1))
    second = commit(store, observation(numerator=2), observation(area="540121"))
    assert store.effect(_revert(store, second).id) == Effect(new=0, changed=1, same=0, deleted=1)


@pytest.mark.parametrize("seed", range(6))
def test_random_work_undone_in_reverse_order_passes_through_every_earlier_state(
    store: Store, seed: int
) -> None:
    chance = random.Random(seed)
    done: list[Upload] = []
    states = [_state(store)]
    for number in range(8):
        areas = chance.sample(_AREAS, chance.randint(1, 4))
        op = Op.DELETE if chance.random() < 0.2 else Op.UPSERT
        rows = [observation(area=area, numerator=number, denominator=9) for area in areas]
        done.append(commit(store, *rows, op=op))
        states.append(_state(store))
    undoings = []
    for upload, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        undoings.append(_revert(store, upload))
        assert _state(store).equals(before)
    for undoing, after in zip(reversed(undoings), states[1:], strict=True):
        _revert(store, undoing)
        assert _state(store).equals(after)


@pytest.mark.parametrize(
    ("seqs", "undone", "seq", "expected"),
    [
        ([1], {}, 1, 0),
        ([1, 2], {}, 2, 1),
        ([1, 2], {}, 1, None),
        ([1, 2, 3], {3: 2}, 1, 0),
        ([1, 2, 3], {3: 2}, 2, None),
        ([1, 2, 3], {3: 2}, 3, 2),
        ([1, 2, 3, 4, 5], {3: 2, 5: 4}, 3, 2),
        ([1, 2, 3, 4], {3: 2, 4: 3}, 2, 1),
        ([2, 3], {3: 1}, 3, 2),
    ],
    ids=[
        "the only one",
        "the last one",
        "replaced",
        "free again",
        "undone already",
        "the undoing",
        "the undoing, free again",
        "redone",
        "of another key",
    ],
)
def test_which_row_counts_again(
    seqs: list[int], undone: dict[int, int], seq: int, expected: int | None
) -> None:
    assert row_before(seqs, undone, seq) == expected
