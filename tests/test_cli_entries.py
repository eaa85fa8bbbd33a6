"""`quality entries`: the form, the dry run, the import of all rows or none, and the list."""

from pathlib import Path

import pytest

from data import Ledger, Store
from deploy import verbs
from tests.commands import Command
from tests.factories import commit

_HEADER = "登记类别,编号,事项,地区,日期,名称,说明\n"
_SOUND = "案件,7,agri_pass_rate,城关区,2016-10-05,蔬菜,农残\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "案件.csv"
    path.write_text(_HEADER + _SOUND, encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.csv"
    path.write_text(_HEADER + _SOUND + _SOUND.replace("城关区", "城关"), encoding="utf-8")
    return path


def test_a_sound_file_is_stored_whole(quality: Command, listed: Path, store: Store) -> None:
    answer = quality("entries", "import", listed, "--by", "扎西", "--note", "十月")
    assert (answer.code, answer.err) == (verbs.OK, "")
    assert answer.out.splitlines()[0] == "案件.csv：共 1 条登记，接受 1 条，退回 0 条"
    (upload,) = Ledger(store.folder).history()
    assert (upload.by, upload.note, upload.file) == ("扎西", "十月", "案件.csv")
    assert store.raw_file(upload.sha256).read_bytes() == listed.read_bytes()
    again = quality("entries", "list", "--kind", "case", "--json").json
    assert [(row["id"], row["area"], row["state"]) for row in again] == [("7", "540102", "open")]
    assert quality("entries", "list").out.startswith("case\t7\tagri_pass_rate\t540102")
    assert quality("verify").out == "核对了 1 次上传，发现 0 处损坏\n"


@pytest.mark.parametrize("verb", ["check", "import"])
def test_a_faulty_file_is_stored_not_at_all(quality: Command, faulty: Path, store: Store, verb: str) -> None:
    answer = quality("entries", verb, faulty)
    assert answer.code == verbs.REJECTED
    assert answer.err.splitlines()[0].startswith("[area] 第 3 行（D3）：“城关”不是")
    assert Ledger(store.folder).version() == 0


def test_only_the_own_prefecture_is_written_of(quality: Command, listed: Path, store: Store) -> None:
    answer = quality("entries", "import", listed, "--prefecture", "日喀则市")
    assert answer.code == verbs.REJECTED
    assert "[not_yours]" in answer.err
    assert quality("entries", "import", listed, "--prefecture", "拉萨市").code == verbs.OK
    assert Ledger(store.folder).history()[0].prefecture == "540100"


def test_a_table_of_figures_is_sent_elsewhere(quality: Command, sound: Path) -> None:
    answer = quality("--language", "en", "entries", "import", sound)
    assert answer.code == verbs.UNUSABLE
    assert "holds no entries" in answer.err


def test_the_form_is_written(quality: Command, tmp_path: Path) -> None:
    assert quality("entries", "template", tmp_path / "登记.xlsx").code == verbs.OK
    assert (tmp_path / "登记.xlsx").read_bytes().startswith(b"PK")
    assert quality("entries", "template", tmp_path / "登记.txt").code == verbs.UNUSABLE


def test_the_demo_holds_entries_until_real_data_come(quality: Command, store: Store) -> None:
    assert quality("demo").code == verbs.OK
    assert len(quality("entries", "list", "--json").json) > 200
    assert quality("compact").code == verbs.OK
    commit(store)
    assert quality("entries", "list", "--json").json == []
