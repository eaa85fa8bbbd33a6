"""What the coverage of `indicators` is measured on: its own plain cases."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all other tests untraced: tracing doubles the time of tables drawn at random and adds no line."""
    for item in items:
        is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if item.path.parent != _HERE or is_property or "random_tables" in item.name:
            item.add_marker(pytest.mark.no_cover)
