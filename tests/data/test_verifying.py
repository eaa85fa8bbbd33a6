"""Damage to a store: named with the uploads concerned, on every reading and in the check of the whole."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from data import Store
from data.digest import digest
from data.errors import DamagedStoreError
from data.integrity import DamageKind
from data.upload import Upload
from tests.factories import commit, observation, observations

_PDF = b"%PDF-1.7"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    for number, area in enumerate(["540102", "540121", "540122"]):
        rows = [observation(area=area, organiser=str(part)) for part in range(40)]
        commit(made, *rows, content=area.encode(), attachments=[("a.pdf", _PDF + bytes([number]))])
    return made


def _log(store: Store, seq: int) -> Path:
    return store.folder / f"observations/_delta_log/{seq:020}.json"


def _rows_file(store: Store, seq: int) -> Path:
    lines = _log(store, seq).read_text().split("\n")
    (name,) = (json.loads(line)["add"]["path"] for line in lines if '"add"' in line)
    return store.folder / "observations" / str(name)


def _second(store: Store) -> Upload:
    return store.history()[1]


def _found(store: Store) -> list[tuple[DamageKind, tuple[str, ...]]]:
    return [(damage.kind, damage.uploads) for damage in store.verify()]


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def _blot(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:100] + bytes(len(content) - 100))


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _lose(file: Path) -> None:
    file.unlink()


def test_a_sound_store_has_no_finding(store: Store) -> None:
    assert store.verify() == []
    assert Store(store.folder.parent / "empty").verify() == []


_HARMS = {
    "cut": (_cut, DamageKind.FILE_SIZE),
    "empty": (_empty, DamageKind.FILE_SIZE),
    "lost": (_lose, DamageKind.FILE_LOST),
    "zeroed": (_blot, DamageKind.FILE_UNREADABLE),
}


@pytest.mark.parametrize(("harm", "kind"), _HARMS.values(), ids=_HARMS)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_damaged_file_of_rows_is_named_with_its_upload(
    store: Store, seq: int, harm: Callable[[Path], None], kind: DamageKind
) -> None:
    upload = store.history()[3 - seq]
    file = _rows_file(store, seq)
    harm(file)
    reopened = Store(store.folder)
    with pytest.raises(DamagedStoreError) as caught:
        reopened.observations()
    said = caught.value.message
    assert caught.value.uploads == (upload.id,)
    assert all(fact in said.zh and fact in said.en for fact in (upload.id, file.name, "docs/store.md"))
    assert _found(reopened) == [(kind, (upload.id,))]
    assert reopened.version() == len(reopened.history()) == 3
    assert reopened.raw_file(upload.sha256).exists()


@pytest.mark.parametrize(
    ("harm", "seq"),
    [(harm, seq) for harm in (_cut, _empty, _lose, _blot) for seq in (1, 2, 3) if (harm, seq) != (_lose, 3)],
)
def test_damage_to_the_log_is_told_and_never_taken_for_an_empty_commit(
    store: Store, seq: int, harm: Callable[[Path], None]
) -> None:
    harm(_log(store, seq))
    reopened = Store(store.folder)
    for act in (reopened.observations, reopened.history):
        with pytest.raises(DamagedStoreError) as caught:
            act()
        assert _log(store, seq).name in caught.value.message.zh
    kinds = {damage.kind for damage in reopened.verify()}
    assert (DamageKind.COMMIT_LOST if harm is _lose else DamageKind.COMMIT_CUT) in kinds


def test_a_lost_end_of_the_log_is_told_by_the_check(store: Store) -> None:
    _lose(_log(store, 3))
    reopened = Store(store.folder)
    assert reopened.observations().height == 80
    assert [(damage.kind, damage.file) for damage in reopened.verify()] == [
        (DamageKind.COMMIT_LOST, f"observations/_delta_log/{_log(store, 3).name}")
    ]


def test_nothing_is_written_to_a_damaged_store(store: Store) -> None:
    _cut(_rows_file(store, 2))
    with pytest.raises(DamagedStoreError):
        commit(store, base=3)
    assert store.version() == 3


def test_a_restored_file_mends_all(store: Store) -> None:
    file = _rows_file(store, 2)
    backup = file.read_bytes()
    _cut(file)
    assert store.verify()
    file.write_bytes(backup)
    assert store.verify() == []
    assert store.observations().height == 120


def test_a_backup_taken_while_others_write_is_whole(store: Store, tmp_path: Path) -> None:
    copy = Store(tmp_path / "copy")
    table, copied = store.folder / "observations", copy.folder / "observations"
    copied.mkdir(parents=True)
    shutil.copy(table / "_acknowledged", copied)
    commit(store, observation(area="540123"))
    shutil.copytree(table / "_delta_log", copied / "_delta_log")
    commit(store, observation(area="540124"))
    for file in store.folder.rglob("*"):
        place = copy.folder / file.relative_to(store.folder)
        if file.is_file() and not place.exists() and file.parent.name != "_delta_log":
            place.parent.mkdir(exist_ok=True)
            shutil.copy(file, place)
    assert copy.verify() == []
    assert (copy.version(), copy.observations().height) == (4, 121)
    commit(copy, observation(area="540124"))
    assert copy.verify() == []


def test_changed_figures_are_found_by_their_digest(store: Store) -> None:
    file = _rows_file(store, 2)
    size = file.stat().st_size
    rows = pl.read_parquet(file).with_columns(numerator=pl.lit(4, dtype=pl.Int64))
    rows.write_parquet(file, compression="uncompressed", statistics=False)
    _resize_in_the_log(store, 2, old=size, new=file.stat().st_size)
    assert store.observations().height == 120
    assert _found(store) == [(DamageKind.ROWS, (_second(store).id,))]


def test_figures_of_nobody_are_found(store: Store) -> None:
    first, second = _rows_file(store, 1), _rows_file(store, 2)
    rows = pl.read_parquet(first).with_columns(upload=pl.lit("nobody"))
    size = second.stat().st_size
    pl.concat([pl.read_parquet(second), rows]).write_parquet(second)
    _resize_in_the_log(store, 2, old=size, new=second.stat().st_size)
    assert _found(store) == [(DamageKind.ROWS_OF_NOBODY, ("nobody",))]


def _resize_in_the_log(store: Store, seq: int, *, old: int, new: int) -> None:
    log = _log(store, seq)
    log.write_text(log.read_text().replace(f'"size":{old}', f'"size":{new}'))


@pytest.mark.parametrize("harm", [_cut, _lose, _empty])
def test_raw_files_and_evidence_are_compared_with_their_hash(
    store: Store, harm: Callable[[Path], None]
) -> None:
    upload = _second(store)
    harm(store.raw_file(upload.sha256))
    harm(store.evidence_file(upload.attachments[0].sha256))
    assert store.observations().height == 120
    assert _found(store) == [(DamageKind.RAW_FILE, (upload.id,)), (DamageKind.EVIDENCE, (upload.id,))]


def test_uploads_older_than_the_digests_are_no_damage(store: Store) -> None:
    upload = _second(store)
    log = _log(store, 2)
    log.write_text(log.read_text().replace(upload.digest, ""))
    (finding,) = store.verify()
    assert (finding.kind, finding.uploads, finding.is_damage) == (DamageKind.UNCHECKED, (upload.id,), False)


def test_a_joined_file_that_is_damaged_names_all_its_uploads(store: Store) -> None:
    store.compact()
    _blot(_rows_file(store, 4))
    commit_file = Store(store.folder)
    with pytest.raises(DamagedStoreError) as caught:
        commit_file.observations()
    assert set(caught.value.uploads) == {upload.id for upload in store.history()}


def test_a_lost_spare_is_told_and_nothing_is_missing(store: Store) -> None:
    file = _rows_file(store, 2)
    store.compact()
    file.unlink()
    assert store.observations().height == 120
    assert _found(store) == [(DamageKind.SPARE, (_second(store).id,))]


def test_a_summary_that_does_not_agree_with_the_log_is_found(store: Store) -> None:
    DeltaTable(str(store.folder / "observations")).create_checkpoint()
    assert store.verify() == []
    (checkpoint,) = (store.folder / "observations/_delta_log").glob("*.checkpoint.parquet")
    actions = pl.read_parquet(checkpoint)
    name = pl.col("add").struct.field("path")
    actions.filter(name.is_null() | (name != _rows_file(store, 2).name)).write_parquet(checkpoint)
    (store.folder / "observations/_delta_log/_last_checkpoint").unlink()
    assert [damage.kind for damage in store.verify()] == [DamageKind.SUMMARY]


@pytest.mark.parametrize("kind", DamageKind)
def test_every_finding_has_its_sentence(kind: DamageKind, store: Store) -> None:
    _lose(_rows_file(store, 1))
    (finding,) = store.verify()
    told = type(finding)(kind, finding.file, ("u-1",)).message
    assert told.zh != told.en
    assert "u-1" in told.zh or kind in (DamageKind.COMMIT_LOST, DamageKind.COMMIT_CUT, DamageKind.SUMMARY)


def test_flipped_bits_are_found_wherever_they_are(store: Store) -> None:
    """Polars reads one in seven of such files without a word, and the figures are wrong."""
    file = _rows_file(store, 2)
    content = file.read_bytes()
    whole = store.observations()
    missed = []
    for place in range(4, len(content), 41):
        file.write_bytes(content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :])
        if not store.verify() and not _reads_as(store, whole):
            missed.append(place)
    assert missed == []


def _reads_as(store: Store, whole: pl.DataFrame) -> bool:
    try:
        return store.observations().equals(whole)
    except DamagedStoreError:
        return False


class TestDigest:
    def _of(self, *rows: dict[str, object], op: str = "upsert") -> str:
        return digest(observations(*rows).with_columns(op=pl.lit(op)))

    def test_the_order_of_rows_and_columns_does_not_matter(self) -> None:
        rows = observations(observation(), observation(area="540121")).with_columns(op=pl.lit("upsert"))
        assert digest(rows) == digest(rows.reverse()) == digest(rows.select(sorted(rows.columns)))

    @pytest.mark.parametrize(
        "change", [{"numerator": 4}, {"area": "540121"}, {"note": ""}, {"value": "75"}, {"denominator": None}]
    )
    def test_any_other_cell_gives_another(self, change: dict[str, object]) -> None:
        assert self._of(observation(**change)) != self._of(observation())

    def test_cells_do_not_run_into_each_other(self) -> None:
        assert self._of(observation(na_reason="a1:b", note="c")) != self._of(
            observation(na_reason="a", note="1:bc")
        )
        assert self._of(observation(note="-")) != self._of(observation())

    def test_a_row_that_is_there_twice_counts_twice(self) -> None:
        assert self._of(observation(), observation()) != self._of(observation())

    def test_what_the_row_does_counts(self) -> None:
        assert self._of(observation(), op="delete") != self._of(observation())

    def test_it_never_changes(self) -> None:
        expected = "59ce47521072f9edfb7054b4cb4ad3d864b2fc266737e945fb28110b3dd63ebb"
        assert self._of(observation(note="补报①", value="96.50")) == expected


def test_the_check_reads_and_does_not_write(store: Store) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.folder.rglob("*")}
    store.verify()
    assert {path: path.stat().st_mtime_ns for path in store.folder.rglob("*")} == before
