"""Containers of invented pages, as bytes."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable

from fastwarc import ZstdWriter

NOTE = "외교부는 3일 몽골과 협정을 맺었다고 밝혔다."


def http(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """An HTTP response."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(block: bytes, url: str = "https://garam.example/1", type_: str = "response", kind: str = "application/http; msgtype=response", length: object = None) -> bytes:
    """A WARC record; `length` is what it claims where that is not the truth."""
    head = f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-03-05T00:00:00Z\r\nContent-Type: {kind}\r\n"
    return f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def page(n: int) -> bytes:
    """A small HTML page with a number."""
    return f"<html><body><h1>기사 {n}</h1><p>{NOTE} {n}</p></body></html>".encode()


def crawl(count: int) -> list[bytes]:
    """Records of pages, each behind its request."""
    return [record(http(page(n)), f"https://garam.example/{n}") for n in range(count)]


def gzipped(records: Iterable[bytes]) -> bytes:
    """Each record packed by itself."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zstd(*pieces: bytes) -> bytes:
    """Each piece a frame of zstd."""
    out = b""
    for piece in pieces:
        kept = io.BytesIO()
        with ZstdWriter(kept) as packer:
            for at in range(0, len(piece), 65_536):
                packer.write(piece[at : at + 65_536])
        out += kept.getvalue()
    return out


def lines(rows: Iterable[object]) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
