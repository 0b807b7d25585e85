"""Which pages a list of paths names."""

import os
from pathlib import Path

from dragoman.model.errors import UnreadableInput
from dragoman.pages import inputs


def test_a_folder_gives_its_pages_sorted_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "photo.jpg", "README.md", "deep/c.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [i.source for i in inputs([str(tmp_path)])] == [str(tmp_path / n) for n in ("a.HTML", "b.txt", "deep/c.htm")]


def test_files_streams_and_missing_paths_pass_through_in_order(tmp_path: Path) -> None:
    odd = tmp_path / "page.odd"
    odd.write_text("x")
    assert [i.source for i in inputs(["-", str(odd), "missing.txt"])] == ["-", str(odd), "missing.txt"]


def test_a_folder_without_pages_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (found,) = inputs([str(tmp_path)])
    assert isinstance(found, UnreadableInput)
    assert str(found).startswith(f"{tmp_path}: no pages in this folder")


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    os.symlink(tmp_path, tmp_path / "again")
    assert [i.source for i in inputs([str(tmp_path)])] == [str(tmp_path / "a.txt")]


def test_a_link_to_a_folder_given_by_name_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    os.symlink(tmp_path / "real", tmp_path / "link")
    assert [i.source for i in inputs([str(tmp_path / "link")])] == [str(tmp_path / "link" / "a.txt")]


def test_pipes_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("x")
    assert [i.source for i in inputs([str(tmp_path)])] == [str(tmp_path / "a.txt")]
