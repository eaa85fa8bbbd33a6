"""The results of an upload before it is stored, as the page shows them."""

from datetime import date

import pytest

from data import Directory, Preview, Store, check_file, preview
from indicators import Light
from pages.upload.results import ResultsView, county_lights, results_view
from tests.factories import commit, csv_file, observation
from tests.pages.builders import FARM, judged, plan, register, scope

DAY = date(2016, 12, 31)


@pytest.fixture
def found(store: Store, directory: Directory) -> Preview:
    """One figure of two is corrected, one is new."""
    commit(store, observation(numerator=4), by="王")
    content = csv_file(observation(numerator=1), observation(area="540121", numerator=4))
    report = check_file(content, file="q1.csv", directory=directory)
    return preview(report, store=store, directory=directory, as_of=DAY)


def view(found: Preview, language: str = "en") -> ResultsView:
    return results_view(found, plan=plan(), register=register(), scope=scope(language=language))


def test_lights_are_counted_by_level(found: Preview) -> None:
    shown = view(found)
    assert shown.headline == "Confirming would change 4 figures and 4 lights (as of Dec 31, 2016)."
    assert shown.levels == "region: 1, prefecture: 1, county: 2"


def test_lights_come_first_and_larger_areas_before_smaller(found: Preview) -> None:
    changes = view(found).changes
    assert changes["Area"].to_list()[:2] == ["Tibet", "Lhasa"]
    assert set(changes["Goal"]) == {"Farm products"}
    assert "✖ not met  62.5" in changes["After"].to_list()


def test_overwritten_figures_name_who_brought_the_old_ones(found: Preview) -> None:
    (row,) = view(found).overwritten.rows()
    assert row == ("Farm products", "Chengguan", "2016Q1", "", "4/4", "1/4", "王")


def test_the_maps_show_the_counties_before_and_after(found: Preview) -> None:
    before, after = county_lights(judged(observation(numerator=4)), found, FARM)
    assert view(found).mapped == (FARM,)
    assert (before["540102"], after["540102"]) == (Light.MET, Light.NOT_MET)
    assert (before["540121"], after["540121"]) == (Light.NO_DATA, Light.MET)
    assert len(before) == len(after) == 74


def test_it_speaks_chinese(found: Preview) -> None:
    assert view(found, "zh").headline == "确认后会改变 4 个数、4 个状态（截至 2016年12月31日）。"


def test_deliverables_that_would_stand_elsewhere_are_listed(store: Store, directory: Directory) -> None:
    about = {"indicator": "A10-01", "area": "540000", "period": "2016-10", "period_type": "snapshot"}
    row = observation(**about, numerator=None, denominator=None, state="done", evidence="x")
    report = check_file(csv_file(row), file="a.csv", directory=directory)
    shown = view(preview(report, store=store, directory=directory, as_of=DAY))
    assert shown.stages.rows() == [("A10-01 Quality benchmarks and model firms", "— no report yet", "✔ done")]
    assert shown.changes.is_empty()
