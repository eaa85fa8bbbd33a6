"""The typefaces for print: told apart by name, and unpacked once."""

from pathlib import Path

from geo.typefaces import typefaces


def test_typefaces_are_named_apart_and_unpacked_once(tmp_path: Path) -> None:
    faces = typefaces(tmp_path)
    assert [(face.family, face.weight) for face in faces] == [
        ("Noto Sans SC Latin", 400),
        ("Noto Sans SC Latin", 700),
        ("Noto Sans SC Chinese", 400),
        ("Noto Sans SC Chinese", 700),
    ]
    assert all(face.file.read_bytes()[:4] == b"\0\1\0\0" for face in faces)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert typefaces(tmp_path) == faces
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before
    assert len(before) == len(faces)
