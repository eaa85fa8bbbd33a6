"""What a second process does in the tests of the store: found by name, because processes are spawned."""

from multiprocessing.connection import Connection
from pathlib import Path

from data import StalePreviewError, Store
from geo import load_register
from tests.factories import observation, observations

__all__ = ["commit_counties", "commit_until_killed"]


def commit_counties(folder: Path, *, areas: list[str], by: str, base: int) -> list[str]:
    """Commit one upload for each area behind the same preview; `stored` or `stale` for each."""
    return [_commit(Store(folder), area, by=by, base=base) for area in areas]


def _commit(store: Store, area: str, *, by: str, base: int) -> str:
    rows = observations(observation(area=area, reported_by=by))
    try:
        store.commit(rows, by=by, note="", file="f.csv", content=b"same bytes", base=base)
    except StalePreviewError:
        return "stale"
    return "stored"


def commit_until_killed(folder: Path, acknowledged: Connection) -> None:
    """Commit one county after the other and say so each time."""
    store = Store(folder)
    for county in load_register().counties:
        rows = observations(observation(area=county.code))
        upload = store.commit(rows, by="", note="", file="f.csv", content=county.code.encode(), base=0)
        acknowledged.send((upload.seq, county.code, upload.sha256))
