"""What the package hands out: every name is there, functions win over modules of their name."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import indicators

_HEAVY = """
import sys
import indicators
sys.exit(sorted({"scipy", "streamlit", "pandas", "pyarrow"} & set(sys.modules)) or 0)
"""


def test_every_name_is_there_once() -> None:
    assert len(set(indicators.__all__)) == len(indicators.__all__)
    assert [name for name in indicators.__all__ if not hasattr(indicators, name)] == []


@pytest.mark.parametrize("name", ["aggregate", "course", "progress", "status", "transitions"])
def test_a_function_and_its_module_share_a_name(name: str) -> None:
    function = getattr(indicators, name)
    module = import_module(f"indicators.{name}")
    assert callable(function)
    assert function is getattr(module, name)
    assert getattr(indicators, name) is function


def test_heavy_packages_are_left_to_those_who_need_them() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _HEAVY],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
