"""What an upload would change, seen before it is stored."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import TypeAlias

import polars as pl
import pytest

from data import (
    CheckReport,
    Directory,
    Op,
    StalePreviewError,
    Store,
    area_frame,
    check_file,
    preview_as_json,
    preview_lines,
    state_after,
)
from data.previewing import COMPLETED_SCHEMA, OVERWRITTEN_SCHEMA, Preview, preview
from indicators import CHANGE_SCHEMA, SUSPICION_SCHEMA, status, suspicions
from tests.factories import commit, csv_file, observation, observations

_AS_OF = date(2016, 12, 31)
_Row: TypeAlias = Mapping[str, object]
_See: TypeAlias = Callable[..., Preview]


def checked(directory: Directory, *rows: _Row) -> CheckReport:
    report = check_file(csv_file(*rows), file="q1.csv", directory=directory)
    assert not report.rejected_rows
    return report


@pytest.fixture
def see(store: Store, directory: Directory) -> _See:
    def run(*rows: _Row, as_of: date = _AS_OF) -> Preview:
        return preview(checked(directory, *rows), store=store, directory=directory, as_of=as_of)

    return run


def quarters(*passes: int, area: str = "540102") -> list[dict[str, object]]:
    """One row a quarter of 2016, each of 50 samples."""
    return [
        observation(area=area, period=f"2016Q{place}", numerator=number, denominator=50)
        for place, number in enumerate(passes, start=1)
    ]


def prefecture(directory: Directory, code: str) -> list[dict[str, object]]:
    """A row for each county of a prefecture."""
    return [observation(area=county.code) for county in directory.register.counties_of(code)]


def test_it_has_the_documented_columns_and_stores_nothing(see: _See, store: Store) -> None:
    seen = see(observation())
    assert seen.changes.schema == CHANGE_SCHEMA
    assert seen.overwritten.schema == OVERWRITTEN_SCHEMA
    assert seen.completed.schema == COMPLETED_SCHEMA
    assert seen.suspicions.schema == SUSPICION_SCHEMA
    assert (seen.base, seen.as_of, store.folder.exists()) == (0, _AS_OF, False)


def test_lights_change_up_to_the_region(see: _See) -> None:
    changes = see(observation(numerator=4)).changes
    assert changes.select("area", "light_before", "light_after").rows() == [
        ("540102", "no_data", "met"),
        ("540100", "no_data", "at_risk"),
        ("540000", "no_data", "at_risk"),
    ]


def test_periods_after_the_date_change_no_light(see: _See) -> None:
    assert see(observation(), as_of=date(2016, 3, 30)).changes.is_empty()


def test_the_frame_that_the_caller_has_is_used(see: _See, store: Store, directory: Directory) -> None:
    commit(store)
    rows = observation(numerator=4)
    now = status(
        store.observations(), plan=directory.plan, hierarchy=area_frame(directory.register), as_of=_AS_OF
    )
    given = {"store": store, "directory": directory, "as_of": _AS_OF}
    same = preview(checked(directory, rows), before=now, **given)  # type: ignore[arg-type]
    assert same.changes.equals(see(rows).changes)
    emptied = now.with_columns(light=pl.lit("no_data"))
    other = preview(checked(directory, rows), before=emptied, **given)  # type: ignore[arg-type]
    assert other.changes.height == now.height - now.filter(light="no_data").height


class TestOverwritten:
    def test_it_names_the_old_and_the_new_figure_and_who_wrote_the_old(self, see: _See, store: Store) -> None:
        commit(store, by="卓玛")
        newer = commit(store, observation(numerator=1), by="李")
        (row,) = see(observation(), observation(area="540121")).overwritten.iter_rows(named=True)
        assert (row["area"], row["period"]) == ("540102", "2016Q1")
        assert (row["before"], row["after"]) == ("1/4", "3/4")
        assert (row["upload"], row["by"]) == (newer.id, "李")

    def test_equal_figures_are_left_out(self, see: _See, store: Store) -> None:
        commit(store, observation(note="old"))
        assert see(observation(note="new")).overwritten.is_empty()

    def test_words_stand_behind_the_counts(self, see: _See, store: Store) -> None:
        commit(store, observation(numerator=None, denominator=0, na_reason="no_object"))
        (row,) = see(observation()).overwritten.iter_rows(named=True)
        assert (row["before"], row["after"]) == ("0 no_object", "3/4")

    def test_made_up_figures_are_nobodys(self, see: _See, store: Store) -> None:
        commit(store, op=Op.ILLUSTRATIVE)
        seen = see(observation(numerator=4))
        assert seen.replaces_illustrative
        assert seen.overwritten.is_empty()

    def test_a_file_without_a_sound_row_leaves_them(self, store: Store, directory: Directory) -> None:
        commit(store, op=Op.ILLUSTRATIVE)
        report = check_file(csv_file(observation(area="nowhere")), file="q1.csv", directory=directory)
        seen = preview(report, store=store, directory=directory, as_of=_AS_OF)
        assert (seen.replaces_illustrative, seen.changes.height) == (False, 0)

    def test_real_data_are_not_called_illustrative(self, see: _See, store: Store) -> None:
        assert not see(observation()).replaces_illustrative
        commit(store)
        assert not see(observation()).replaces_illustrative


class TestCompleted:
    def test_the_last_missing_county_completes_its_prefecture(
        self, see: _See, store: Store, directory: Directory
    ) -> None:
        *most, last = prefecture(directory, "540100")
        commit(store, *most)
        (row,) = see(last).completed.iter_rows(named=True)
        assert (row["indicator"], row["area"], row["level"]) == ("agri_pass_rate", "540100", "prefecture")
        assert row["reported"] == len(most) + 1

    def test_what_was_complete_before_is_not_told_again(
        self, see: _See, store: Store, directory: Directory
    ) -> None:
        commit(store, *prefecture(directory, "540100"))
        assert see(observation(numerator=4)).completed.is_empty()

    def test_a_county_alone_completes_nothing(self, see: _See) -> None:
        assert see(observation()).completed.is_empty()

    def test_made_up_reports_complete_nothing_before(
        self, see: _See, store: Store, directory: Directory
    ) -> None:
        rows = prefecture(directory, "540100")
        commit(store, *rows, op=Op.ILLUSTRATIVE)
        assert see(*rows).completed["area"].to_list() == ["540100"]


class TestSuspicions:
    def test_an_odd_figure_is_told(self, see: _See, store: Store) -> None:
        commit(store, *quarters(49, 48, 50))
        (row,) = see(quarters(49, 48, 50, 20)[-1]).suspicions.iter_rows(named=True)
        assert (row["area"], row["period"], row["check"]) == ("540102", "2016Q4", "jump")

    def test_what_was_odd_before_is_not_this_uploads(self, see: _See, store: Store) -> None:
        commit(store, *quarters(49, 48, 50, 20))
        assert see(observation(area="540121"), *quarters(49, 48, 50, 20)).suspicions.is_empty()

    def test_an_area_that_was_odd_before_is_not_this_uploads(self, see: _See, store: Store) -> None:
        spotless = [
            observation(indicator=goal, numerator=150, denominator=150)
            for goal in ("agri_pass_rate", "industrial_pass_rate")
        ]
        (found,) = see(*spotless).suspicions.iter_rows(named=True)
        assert (found["indicator"], found["area"], found["check"]) == (None, "540102", "perfect_area")
        commit(store, *spotless)
        assert see(*spotless).suspicions.is_empty()

    def test_figures_of_other_areas_count_too(self, see: _See, store: Store, directory: Directory) -> None:
        rows = [row | {"numerator": 60, "denominator": 60} for row in prefecture(directory, "540100")]
        commit(store, *rows[:4])
        (found,) = see(rows[4]).suspicions.iter_rows(named=True)
        assert (found["indicator"], found["area"]) == ("agri_pass_rate", "540000")
        assert found["check"] == "perfect_goal"

    def test_looking_at_what_is_touched_finds_all(
        self, see: _See, store: Store, directory: Directory
    ) -> None:
        random = Random(4)
        rows = [
            observation(
                indicator=goal,
                area=area,
                period=f"2016Q{quarter}",
                numerator=random.choice([20, 45, 50]),
                denominator=50,
            )
            for goal in ("agri_pass_rate", "industrial_pass_rate")
            for area in ("540102", "540121", "540122", "540123", "540100")
            for quarter in (1, 2, 3, 4)
        ]
        random.shuffle(rows)
        commit(store, *rows[:20])
        seen = see(*rows[20:]).suspicions
        whole = state_after(store.observations(), observations(*rows[20:]), is_illustrative=False)
        hierarchy = area_frame(directory.register)
        old, new = (
            suspicions(frame, directory.plan, hierarchy, as_of=_AS_OF).rows()
            for frame in (store.observations(), whole)
        )
        assert set(seen.rows()) == set(new) - set(old)
        assert seen.height > 3


def test_after_a_conflict_the_same_report_is_previewed_again(
    see: _See, store: Store, directory: Directory
) -> None:
    first = see(observation())
    commit(store, observation(numerator=1), by="李")
    details = {"by": "王", "note": "", "file": "q1.csv", "content": b"q1"}
    with pytest.raises(StalePreviewError):
        store.commit(first.report.observations, base=first.base, **details)  # type: ignore[arg-type]
    again = preview(first.report, store=store, directory=directory, as_of=_AS_OF)
    assert again.base == 1
    assert again.overwritten["by"].to_list() == ["李"]
    store.commit(again.report.observations, base=again.base, **details)  # type: ignore[arg-type]
    assert store.observations()["numerator"].to_list() == [3]


def test_deliverables_that_would_stand_elsewhere_are_told(
    see: _See, store: Store, directory: Directory
) -> None:
    def said(name: str, state: str) -> dict[str, object]:
        about = {"indicator": name, "area": "540000", "period": "2016-10", "period_type": "snapshot"}
        return observation(**about, numerator=None, denominator=None, state=state, evidence="x")

    commit(store, said("A10-01", "in_progress"), said("A10-02", "done"))
    seen = see(said("A10-01", "done"), said("A10-02", "done"), said("A10-03", "not_started"))
    assert seen.changes.is_empty()
    assert seen.stages.rows() == [
        ("A10-01", "in_progress", "done"),
        ("A10-03", "not_reported", "not_started"),
    ]
    lines = [line.en for line in preview_lines(seen, directory)]
    assert "Deliverable A10-03, “Process tuning in key trades”: no report yet → not started" in lines
    assert preview_as_json(seen)["stages"][0] == {
        "indicator": "A10-01",
        "before": "in_progress",
        "after": "done",
    }
    assert see(said("A10-01", "done"), as_of=date(2016, 9, 30)).stages.is_empty()
