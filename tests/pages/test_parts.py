"""Files in parts: together they are the file, whatever the size of a part and whatever is damaged in it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import NOTE, crawl, gzipped, http, lines, page, record, zipped, zstd

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages import Part, inputs, inputs_of, parts

MIXED = [*crawl(4), record(b"GET / HTTP/1.1\r\n\r\n", type_="request"), record(http(b"x" * 3000, "image/png")), *crawl(3)]
CSV = "제목,본문,url\n" + "".join(f'기사 {n},"{NOTE}\n""둘째"" 줄, {n}",https://x.example/{n}\n' for n in range(12))
WHOLE = {
    "plain.warc": b"".join(MIXED),
    "a.warc.gz": gzipped(MIXED),
    "a.warc.zst": zstd(*MIXED),
    "packed as one.warc.gz": gzipped([b"".join(MIXED), *MIXED]),
    "rows.jsonl": lines({"content": f"{NOTE}\n{n}", "title": f"기사 {n}"} for n in range(12)) + b"\nnot json\n" + lines([{"content": NOTE}]),
    "rows.csv": CSV.encode("utf-8-sig"),
    "rows cp949.csv": CSV.encode("cp949"),
    "rows.tsv": CSV.replace(",", "\t").encode("utf-16"),
    "pages.zip": zipped((f"{n}.html", page(n)) for n in range(5)),
    "page.html": page(1),
}


def told(found: Input | UnreadableInput) -> tuple[object, ...]:
    return (found.source, found.why) if isinstance(found, UnreadableInput) else (found.source, found.data, found.url, found.given, found.encoding)


@pytest.mark.parametrize("name", WHOLE)
def test_parts_of_any_size_give_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name])
    whole = [told(i) for i in inputs([str(path)])]
    assert whole
    assert len({t[0] for t in whole}) == len(whole)
    counts = set()
    for size in (1, 100, 600, 1500, 10_000):
        split = parts(str(path), size)
        assert [p.start for p in split[1:]] == [p.end for p in split[:-1]]
        assert (split[0].start, split[-1].end) == (0, len(WHOLE[name]))
        assert [told(i) for part in split for i in inputs_of(part)] == whole
        counts.add(len(split))
    assert (len(counts) > 2) == (Path(name).suffix not in (".tsv", ".zip", ".html"))


@settings(max_examples=80, deadline=None)
@given(data=st.data(), name=st.sampled_from([n for n in WHOLE if not n.endswith(("zip", "html", "tsv"))]))
def test_parts_of_damaged_files_give_what_the_file_gives(data: st.DataObject, name: str) -> None:
    content = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        match data.draw(st.sampled_from(["flip", "cut", "insert", "copy", "end"])):
            case "flip":
                content[at : at + 1] = data.draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 300))]
            case "insert":
                content[at:at] = data.draw(st.binary(max_size=40) | st.sampled_from([b"\r\n\r\nWARC/1.0\r\n", b'"', b"\n", b"{", b"\x1f\x8b\x08\x00"]))
            case "copy":
                content[at:at] = content[: data.draw(st.integers(0, 500))]
            case "end":
                del content[at:]
    with tempfile.NamedTemporaryFile(suffix=name.replace(" ", "")) as file:
        file.write(content)
        file.flush()
        whole = [told(i) for i in inputs([file.name])]
        for size in (1, data.draw(st.integers(1, 3000))):
            assert [told(i) for part in parts(file.name, size) for i in inputs_of(part)] == whole


def test_the_last_part_says_that_there_is_no_page_in_any(tmp_path: Path) -> None:
    record = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 400\r\n\r\n" + b"x" * 400 + b"\r\n\r\n"
    path = tmp_path / "x.warc"
    path.write_bytes(record * 3)
    split = parts(str(path), 400)
    assert len(split) == 3
    assert [[told(i) for i in inputs_of(part)] for part in split] == [[], [], [told(i) for i in inputs([str(path)])]]


def test_columns_reach_the_parts(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + f"{NOTE},1\n" * 9, "utf-8")
    split = parts(str(path), 50, {"text": "a"})
    assert len(split) > 3
    assert sum(isinstance(i, Input) for part in split for i in inputs_of(part, {"text": "a"})) == 9


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (str(tmp_path / "missing"), str(tmp_path), "nul\x00"):
        with pytest.raises(UnreadableInput):
            parts(path, 10)
    assert parts(__file__, 10) == [Part(path=__file__, start=0, end=Path(__file__).stat().st_size)]
