"""What kind of data bytes are, told from their content."""

import re
from itertools import islice

#: First bytes of formats that are often found under the name of a page.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"(\xb5/\xfd", "zstd-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"PAR1", "a Parquet file"),
)

#: Magic numbers of printable letters only: these also need a control byte near the start to be believed.
_WORDLIKE = (b"BM", b"BZh", b"ID3", b"OggS", b"PAR1", b"GIF87a", b"GIF89a")

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))

_COMMENT = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>)", re.DOTALL)
_FIRST_TAG = re.compile(
    r"\s*<(?:!doctype\s+html|(?:html|head|body|meta|title|script|div|p|article|section|main|table|center|h[1-6])(?=[\s>/]))",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|a|b|strong|table|tr|td|ul|li|br|img|script|style|meta|link|article|section|h[1-6])"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def binary_kind(data: bytes) -> str | None:
    """What `data` is, in words, where its first bytes tell a format that is no page; None otherwise."""
    for magic, name in _MAGIC:
        if data.startswith(magic) and (magic not in _WORDLIKE or data[:64].translate(None, _CONTROLS) != data[:64]):
            return name
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "an audio file", b"AVI ": "a video file"}[data[8:12]]
    if data[4:8] == b"ftyp" and data[:1] == b"\x00":
        return "an audio, video or HEIF image file"
    return None


def is_html(text: str) -> bool:
    """Whether `text` is HTML source: it opens with a tag of HTML, or tags are dense in it."""
    head = text[:200_000].lstrip("\ufeff")
    at = 0
    while match := _COMMENT.match(head, at):
        at = match.end()
    if _FIRST_TAG.match(head, at) is not None:
        return next(islice(_TAG.finditer(head, 0, 50_000), 1, None), None) is not None
    tags = sum(1 for _ in _TAG.finditer(head, 0, 50_000))
    return tags >= 6 and tags * 400 >= min(len(head), 50_000)
