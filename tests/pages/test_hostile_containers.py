"""Containers made to do harm: each gets one clear line, the rest is read, time and memory stay bounded."""

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from making import NOTE, crawl, gzipped, http, lines, page, record, tarred, zipped, zstd

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Input
from dragoman.pages import LIMIT, inputs, load

HTML = http(page(9))
CRLF = b"\r\n"


def found(path: Path, data: bytes) -> list[Input | UnreadableInput]:
    path.write_bytes(data)
    return list(inputs([str(path)]))


def errors(of: list[Input | UnreadableInput]) -> list[str]:
    """The lines that name what is wrong, without the path of the file; each is one line."""
    said = [os.path.basename(str(i)) if "#" not in str(i) else "#" + str(i).split("#", 1)[1] for i in of if isinstance(i, UnreadableInput)]
    assert all("\n" not in s for s in said)
    return said


def texts(of: list[Input | UnreadableInput]) -> int:
    return sum(isinstance(i, Input) for i in of)


# -- records that lie --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [10**10, 10**25, 4_294_967_296, 300, 20, -5, "many", ""], ids=str)
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_lies_about_its_length_does_not_hide_others(length: object, packed: bool, tmp_path: Path) -> None:
    records = [*crawl(2), record(HTML, "https://liar.example/", length=length), *crawl(2)]
    of = found(tmp_path / "c.warc", gzipped(records) if packed else b"".join(records))
    assert [i.url for i in of if isinstance(i, Input) and i.url != "https://liar.example/"] == [f"https://garam.example/{n}" for n in (0, 1, 0, 1)]
    assert len(errors(of)) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_swallows_the_next_is_cut_where_that_begins(packed: bool, tmp_path: Path) -> None:
    records = [record(HTML, length=len(HTML) + 500), *crawl(3)]
    of = found(tmp_path / "c.warc", gzipped(records) if packed else b"".join(records))
    assert [i.data for i in of if isinstance(i, Input)] == [page(9), page(0), page(1), page(2)]
    assert len(errors(of)) == 1


def test_a_thousand_lies_take_seconds(tmp_path: Path) -> None:
    began = time.monotonic()
    of = found(tmp_path / "c.warc.gz", gzipped(record(http(page(n)), length=9_000_000) for n in range(1000)))
    assert len(of) > 900
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("junk", [b"garbage", b"\x00" * 5000, b"WARC/1.0\r\n" * 500, b"\r\nWARC/1.0\r\n\r\n" * 500, b"\x1f\x8b\x08\x00" * 500, b"a" * 3_000_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000], ids=range(7))  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_damage_between_records_is_one_line(junk: bytes, packed: bool, tmp_path: Path) -> None:
    one, two, three = (gzip.compress(r) if packed else r for r in crawl(3))
    began = time.monotonic()
    of = found(tmp_path / "c.warc", one + junk + two + three)
    assert texts(of) == 3
    assert len(errors(of)) <= 1
    assert time.monotonic() - began < 5


def test_a_truncated_crawl_gives_what_stands_before(tmp_path: Path) -> None:
    for data in (gzipped(crawl(3))[:-20], b"".join(crawl(3))[:-20], zstd(*crawl(3))[:-20]):
        of = found(tmp_path / "c.warc", data)
        assert texts(of) == 2
        assert len(errors(of)) == 1


def test_a_page_that_is_too_large_is_named_and_passed(tmp_path: Path) -> None:
    of = found(tmp_path / "c.warc.gz", gzipped([*crawl(1), record(http(b"x" * (LIMIT + 2_000_000))), *crawl(1)]))
    assert texts(of) == 2
    assert [e.split(": ", 1)[1] for e in errors(of)] == ["too large for a page: 12 MB, the limit is 10 MB"]


def test_a_page_that_unpacks_to_a_bomb_is_named(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\x00" * 200_000_000)
    (one,) = found(tmp_path / "c.warc", record(http(bomb, more="Content-Encoding: gzip\r\n")))
    assert isinstance(one, Input)
    with pytest.raises(UnreadableInput, match="too large"):
        load(one)


# -- compressed data ---------------------------------------------------------------------------------------------------------

ZEROS = b"\x00" * 100_000_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lambda d: lzma.compress(d, preset=0), zstd], ids=["gz", "bz2", "xz", "zst"])
def test_a_bomb_for_each_way_of_packing(pack: object, tmp_path: Path) -> None:
    began = time.monotonic()
    assert callable(pack)
    rows = lines([{"text": NOTE}])
    for data in (pack(ZEROS), pack(rows + ZEROS)):
        of = found(tmp_path / "page.txt.gz", data)
        assert len(errors(of)) == 1
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd], ids=["gz", "bz2", "xz", "zst"])
def test_truncated_data_is_named_and_its_beginning_is_read(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    noise = os.urandom(200_000).hex()
    data = pack(lines([{"text": NOTE + noise}, *({"text": NOTE} for _ in range(9))]))
    of = found(tmp_path / "t.jsonl.gz", data[:-40])
    assert [e for e in errors(of) if "damaged" in e]
    assert len(errors(of)) <= 2


def test_data_packed_twice_is_named(tmp_path: Path) -> None:
    assert errors(found(tmp_path / "x.gz", gzip.compress(gzip.compress(NOTE.encode())))) == ["x.gz: compressed twice: unpack it once"]


# -- archives ----------------------------------------------------------------------------------------------------------------


def test_a_zip_bomb_of_many_members_ends(tmp_path: Path) -> None:
    of = found(tmp_path / "b.zip", zipped([(f"{n}.txt", b"x" * LIMIT) for n in range(12)]))
    assert any("decompression bomb" in e for e in errors(of))
    assert texts(of) < 10


@pytest.mark.parametrize("claims", [10 << 30, 20], ids=["10 GB", "20 bytes"])
def test_a_zip_with_a_member_of_ten_gigabytes(claims: int, tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b"\x00" * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = piece * (10 << 10) + packer.flush()
    name, extra = b"a.txt", struct.pack("<2H2Q", 1, 16, claims, len(packed))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 45, 0, 8, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)) + name + extra
    listed = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 45, 45, 0, 8, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, 0) + name + extra
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), len(local) + len(packed), 0)
    began = time.monotonic()
    of = found(tmp_path / "b.zip", local + packed + listed + end)
    assert texts(of) == 0 or claims < LIMIT
    assert claims < LIMIT or len(errors(of)) == 1
    assert sum(len(i.data or b"") for i in of if isinstance(i, Input)) <= 20
    assert time.monotonic() - began < 10


def test_a_zip_with_a_million_members_is_one_line(tmp_path: Path) -> None:
    listed = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    count = 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed) * count, 0, 0)
    began = time.monotonic()
    assert errors(found(tmp_path / "m.zip", b"PK\x03\x04" + b"\x00" * 26 + listed * count + end))[0].startswith("m.zip: damaged, and not read to its end: too many members")
    assert time.monotonic() - began < 5


def test_members_are_never_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    members = [("../up.txt", b"x"), ("/tmp/dragoman-was-here.txt", b"x"), ("a\nb.txt", b"x"), ("\udcff.txt", b"x"), ("C:\\x.txt", b"x")]
    for data in (zipped(m for m in members if "\udcff" not in m[0]), tarred(members)):
        of = found(tmp_path / "in" / "x", data)
        assert texts(of) >= 4
        assert errors(of) == []
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "x"]
    assert not Path("/tmp/dragoman-was-here.txt").exists()


def test_encrypted_and_broken_members_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", NOTE.encode() * 9), ("b.txt", NOTE.encode()), ("c.txt", NOTE.encode())]))
    data[45] ^= 0xFF  # within what a.txt was packed to
    listing = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    data[listing + 8] |= 1
    of = found(tmp_path / "x.zip", bytes(data))
    assert texts(of) == 1
    assert [e.partition(":")[0] for e in errors(of)] == ["#a.txt", "#b.txt"]
    assert errors(of)[1] == "#b.txt: encrypted"


def test_links_in_a_tar_archive_are_passed_over(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for type_, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.CHRTYPE, "dev.txt"), (tarfile.FIFOTYPE, "pipe.txt")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type_, "/etc/hostname"
            archive.addfile(info)
    assert errors(found(tmp_path / "x.tar", out.getvalue()))[0].startswith("x.tar: no pages in this archive")


def test_a_tar_header_that_claims_gigabytes(tmp_path: Path) -> None:
    for type_ in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME):
        info = tarfile.TarInfo("x")
        info.type, info.size = type_, 5_000_000_000
        of = found(tmp_path / "x.tar", info.tobuf(tarfile.GNU_FORMAT) + b"\x00" * 100_000)
        assert texts(of) == 0
        assert len(errors(of)) == 1


# -- tables ------------------------------------------------------------------------------------------------------------------


def test_json_nested_deep_and_strange(tmp_path: Path) -> None:
    rows = [b'{"text": ' + b"[" * 200_000, b'{"a":' * 100_000, b'{"text": "\xff\xfe"}', b'{"text": "\\ud800 x"}', b'{"text": 1e999}', b'{"text": ' + b"9" * 5000 + b"}", json.dumps({"text": NOTE}).encode()]
    of = found(tmp_path / "t.jsonl", b"\n".join(rows))
    assert isinstance(of[-1], Input)
    assert len(of) == len(rows)


def test_a_field_without_an_end_does_not_hide_the_rows_behind_it(tmp_path: Path) -> None:
    head, row = "text,title\n", f'"{NOTE}",제목\n'
    of = found(tmp_path / "t.csv", (head + row + '"' + ("글 " * 100 + "\n") * 60_000 + '",x\n' + row * 3).encode())
    assert texts(of) >= 3
    assert [e.partition(":")[0] for e in errors(of)] == ["#3"]


def test_zeros_and_carriage_returns_in_a_table(tmp_path: Path) -> None:
    of = found(tmp_path / "t.csv", f"text,title\n{NOTE}\x00,a\x00b\nan\rother,x\r\n".encode())
    assert [load(i).text.replace(" ", "") for i in of if isinstance(i, Input)] == [NOTE.replace(" ", ""), "another"]


def test_a_carriage_return_in_the_first_line(tmp_path: Path) -> None:
    assert found(tmp_path / "page", f"{NOTE}\rtext,title\n{NOTE}".encode()) == [Input(source=str(tmp_path / "page"))]
    assert texts(found(tmp_path / "t", f"te\rxt,text,title\nx,{NOTE},제목\n".encode())) == 1


# -- files -------------------------------------------------------------------------------------------------------------------


def test_odd_names_and_loops(tmp_path: Path) -> None:
    for name in (b"a\nb.txt", b"\xff\xfe.txt", b"x#y.txt"):
        (Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))).write_text(NOTE, "utf-8")
    os.symlink("self.txt", tmp_path / "self.txt")
    os.symlink(".", tmp_path / "again")
    of = list(inputs([str(tmp_path)]))
    assert len(of) == 4
    assert len([i for i in of if isinstance(i, Input) and i.source.endswith("self.txt")]) == 1
    with pytest.raises(UnreadableInput):
        load(str(tmp_path / "self.txt"))


# -- memory ------------------------------------------------------------------------------------------------------------------

COUNT = """
import resource, sys
from dragoman.pages import inputs
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
n = sum(1 for _ in inputs(sys.argv[1:]))
print(n, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def _grown(path: Path) -> tuple[int, int]:
    """How many inputs a process of its own finds in a file, and by how many MB its memory grew."""
    done = subprocess.run([sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, timeout=60, check=True)
    count, grown = done.stdout.split()
    return int(count), int(grown)


def test_memory_for_a_bomb_in_a_crawl(tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    zeros = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join([zeros.compress(record(http(b""), length=4_000_000_000)[:-4]), *(zeros.compress(b"\x00" * 10_000_000) for _ in range(30)), zeros.flush()])
    path.write_bytes(bomb + gzipped(crawl(1)))
    count, grown = _grown(path)
    assert count == 2
    assert grown < 60


def test_memory_for_a_field_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("wb") as file:
        file.write(b'text,title\n"')
        file.truncate(300_000_000)
    assert _grown(path)[1] < 250


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t"
    noise = os.urandom(50_000).hex()
    with gzip.open(path, "wb", compresslevel=1) as packed:
        for n in range(300):
            packed.write(lines([{"text": NOTE + noise[n:], "title": str(n)}]))
    count, grown = _grown(path)
    assert count == 300
    assert grown < 60


def test_memory_does_not_grow_with_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    noise = os.urandom(50_000).hex()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for n in range(100):
            archive.writestr(f"{n}.txt", noise * 5)
    count, grown = _grown(path)
    assert count == 100
    assert grown < 60
