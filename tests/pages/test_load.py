"""One page from a file, standard input or bytes, and what bad input gets."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.errors import UnreadableInput
from dragoman.pages import LIMIT, load, load_bytes

NOTE = "외교부는 3일 몽골과 협정을 맺었다고 밝혔다.\n"


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, "utf-8")
    page = load(str(path))
    assert (page.source, page.kind, page.text, page.encoding) == (str(path), "text", NOTE, "utf-8")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode("cp949"))))
    assert load("-").text == NOTE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 5000, "empty"),
    ],
    ids=lambda v: v if isinstance(v, str) else "bytes",
)
def test_what_is_no_page_is_named_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        load_bytes(data, "odd\nname.html")
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


def test_text_that_begins_like_a_format_is_text() -> None:
    assert load_bytes(b"BMW and OggS and ID3 are words here. " * 5, "x").kind == "text"


def test_missing_folder_and_odd_names(tmp_path: Path) -> None:
    for source in (str(tmp_path / "missing.txt"), str(tmp_path), "nul\x00name", ""):
        with pytest.raises(UnreadableInput):
            load(source)


def test_too_large_is_told_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableInput, match=r"too large for a page: 50 MB, the limit is 10 MB"):
        load(str(path))
    with pytest.raises(UnreadableInput, match="too large"):
        load_bytes(b"a" * (LIMIT + 1), "huge")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype html><html><body><p>" + NOTE, "html"),
        ("\n<!-- made by hand -->\n<HTML><BODY>" + NOTE, "html"),
        ('<?xml version="1.0"?><html xmlns="x"><body><p>' + NOTE, "html"),
        ("<div><p>" + NOTE + "</p></div>", "html"),
        ("<속보> " + NOTE, "text"),
        ("Write <b> for bold. " * 3, "text"),
        ("<환구시보>는 <p> 태그를 " + NOTE, "text"),
    ],
)
def test_html_is_told_by_content(text: str, kind: str) -> None:
    assert load_bytes(text.encode(), "page.txt").kind == kind


@given(st.binary(max_size=2000))
def test_any_bytes_give_a_page_or_one_clear_error(data: bytes) -> None:
    try:
        page = load_bytes(data, "any")
    except UnreadableInput:
        return
    assert page == load_bytes(data, "any")
    assert page.text.strip()
    page.text.encode("utf-8")  # no lone surrogates
