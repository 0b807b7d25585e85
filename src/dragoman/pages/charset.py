"""Bytes to text, whatever the page says about itself.

Order: a byte order mark; UTF-16 told by its zero bytes; UTF-8, which other text is never by accident; what the page
declares, else what its container does (the header of an HTTP response); Korean CP949 (which holds EUC-KR) where the result is
Hangul; a page of both UTF-8 and CP949, piece by piece; and last a guess by charset-normalizer. The same bytes always give the same text.
"""

import codecs
import re
import unicodedata

import charset_normalizer

#: Byte order marks, longest first.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{2,40})""", re.IGNORECASE
)

#: Declared names that mean a larger set in practice (WHATWG Encoding Standard), and Python's name for it.
_LARGER = {
    **dict.fromkeys(("euc_kr", "ks_c_5601_1987", "ks_c_5601_1989", "ksc5601", "ksc_5601", "korean", "windows_949", "ms949", "uhc", "cp949"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x_gbk"), "gb18030"),
    **dict.fromkeys(("iso_8859_1", "iso8859_1", "latin_1", "latin1", "us_ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "sjis", "x_sjis", "windows_31j"), "cp932"),
    **dict.fromkeys(("tis_620", "iso_8859_11", "windows_874"), "cp874"),
}

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: Runs of the letters that Hangul syllables are made of.
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]+")

#: The syllables that every Korean text is full of: at least one in twenty of its syllables, even in headlines.
_USUAL = frozenset("이다는을의에가고하지로기사한대은를도인")

#: Sets whose every byte means something: fitting one of them proves nothing.
_SINGLE_BYTE = re.compile(r"cp12\d\d|cp874|cp866|iso8859|koi8|mac|latin")

#: What charset-normalizer may choose from when nothing else fits.
_GUESSES = ["cp949", "gb18030", "big5", "cp932", "euc_jp", "cp1251", "koi8_r", "cp874", "cp1256", "cp1252", "cp1250", "cp1254"]

_ESCAPED = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))

#: `<`, `>` and line breaks are never the second byte of a character in UTF-8 or CP949: a page may be cut there.
_CUTS = re.compile(rb"([\n<>])")


def decode(data: bytes, claimed: str | None = None) -> tuple[str, str] | None:
    """The text of `data` and the name of its character set; None where it is no text.

    `claimed` is the character set that its container says it has. Servers say so of all their pages at once, so what the page itself
    declares goes before it, and either counts only where the bytes fit.
    Half a character at the end is dropped, undecodable bytes become U+FFFD, zero characters become blanks, and Hangul
    written as separate letters (as some systems store it) becomes syllables.
    """
    found = _decode(data, known(claimed) if claimed else None)
    if found is None:
        return None
    text, encoding = found
    if not _is_text(text):
        return None
    return _in_syllables(text.replace("\x00", " ")), encoding


def _in_syllables(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):  # ten times as fast as looking for letters
        return text
    return _JAMO.sub(lambda run: unicodedata.normalize("NFC", run.group()), text)


def declared(data: bytes) -> str | None:
    """Python's name of the character set that `data` declares in its first 4 kB; None where there is none, or an unknown one."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    return known((match.group(1) or match.group(2)).decode("ascii", "replace"))


def known(name: str) -> str | None:
    """Python's name of a character set as pages and servers call it; None for an unknown one."""
    name = name.strip().lower().replace("-", "_").replace(":", "_")
    name = _LARGER.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _decode(data: bytes, claimed: str | None) -> tuple[str, str] | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = _lenient(data[len(mark) :], name)
            if name.startswith("utf-16") or text.count("\ufffd") * 20 <= len(text):
                return text, name
    if data.count(0) * 50 > len(data):
        return _utf16(data)
    if any(mark in data for mark, _ in _ESCAPED):
        name = next(name for mark, name in _ESCAPED if mark in data)
        text = data.decode(name, "replace")
        if text.count("\ufffd") * 50 < len(text):
            return text, name
    if (text_or_none := _strict(data, "utf-8")) is not None:
        return text_or_none, "utf-8"
    return _legacy(data, claimed)


def _legacy(data: bytes, claimed: str | None) -> tuple[str, str] | None:
    """Text that is not UTF-8 throughout."""
    says = declared(data) or claimed
    korean = _strict(data, "cp949")
    if korean is not None and ((_hangul_share(korean) > 0.75 and _is_usual(korean)) or (says == "cp949" and _hangul_share(korean) > 0.2)):
        return korean, "cp949"
    if says and says != "utf-8" and not says.startswith(("utf-16", "utf-32")):
        text = _strict(data, says)
        if text is not None and not (_SINGLE_BYTE.match(says) and _mostly_utf8(data)):
            return text, says
    if (mixed := _mixed(data)) is not None:
        return mixed
    if says and says not in ("utf-8", "cp949"):
        try:
            text = data.decode(says, "replace")
        except (UnicodeError, LookupError):
            text = "\ufffd"
        if text.count("\ufffd") * 50 < len(text):
            return text, says
    return _guess(data)


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with pieces of CP949 or broken bytes in it, or the other way round."""
    pieces = _CUTS.split(data)
    utf8 = sum(_is_multibyte(p) for p in pieces if not p.isascii() and _fits(p, "utf-8"))
    legacy = sum(_is_multibyte(p) for p in pieces if not p.isascii() and not _fits(p, "utf-8") and _fits(p, "cp949"))
    neither = sum(_is_multibyte(p) for p in pieces if not p.isascii() and not _fits(p, "utf-8") and not _fits(p, "cp949"))
    if _mostly_utf8(data):
        first = "utf-8"
    elif neither > 4 * (utf8 + legacy):
        text = data.decode("cp949", "replace")
        return (text, "cp949") if _hangul_share(text) > 0.6 and _is_usual(text) and text.count("\ufffd") * 50 < len(text) else None
    else:
        first = "utf-8" if utf8 >= legacy else "cp949"
    text = "".join(_piece(p, first) for p in pieces)
    if text.count("\ufffd") * 20 > len(text):
        return None
    if first == "cp949" and (_hangul_share(text) < 0.5 or not _is_usual(text)):
        return None
    return text, first


def _piece(piece: bytes, main: str) -> str:
    for name in ("utf-8", "cp949"):
        try:
            return piece.decode(name)
        except UnicodeError:
            continue
    return piece.decode(main, "replace")


def _guess(data: bytes) -> tuple[str, str] | None:
    best = charset_normalizer.from_bytes(data[:100_000], cp_isolation=_GUESSES, threshold=0.3).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    return None if text.count("\ufffd") * 20 > len(text) else (text, best.encoding)


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: the byte order in which more of it is letters, blanks and punctuation of living scripts."""
    read = [(_lenient(data, name), name) for name in ("utf-16-le", "utf-16-be")]
    text, name = max(read, key=lambda r: (_plausible(r[0]), r[1] == "utf-16-le"))
    return (text, name) if _plausible(text) > 0.9 else None


def _plausible(text: str) -> float:
    usual = sum(1 for c in text if (c.isalnum() and ord(c) < 0xD7A4) or c.isspace() or 0x20 <= ord(c) < 0x7F or 0x2010 <= ord(c) <= 0x203B or 0x3000 <= ord(c) <= 0x303F)
    common = sum(1 for c in text if ord(c) < 0x600 or 0xAC00 <= ord(c) < 0xD7A4 or 0x4E00 <= ord(c) < 0xA000 or 0x3000 <= ord(c) < 0x3100)
    return min(usual, common) / max(1, len(text))


def _lenient(data: bytes, name: str) -> str:
    """Decoded with U+FFFD for what does not fit, without what an unfinished last character would give."""
    return codecs.getincrementaldecoder(name)("replace").decode(data, False)


def _strict(data: bytes, name: str) -> str | None:
    """Decoded, or None where a byte does not fit; an unfinished last character is dropped."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data, False)
    except (UnicodeError, LookupError):
        return None


def _fits(piece: bytes, name: str) -> bool:
    return _strict(piece, name) is not None


def _is_multibyte(piece: bytes) -> int:
    return sum(1 for b in piece if b >= 0x80)


def _mostly_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII belong to whole UTF-8 characters."""
    text = data.decode("utf-8", "replace")
    beyond = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return beyond > 0 and text.count("\ufffd") * 10 <= beyond


def _hangul_share(text: str) -> float:
    """The share of Hangul syllables among the letters beyond ASCII."""
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    return sum(1 for c in letters if "가" <= c <= "힣") / max(1, len(letters))


def _is_usual(text: str) -> bool:
    """Whether Hangul reads as Korean: other character sets (Thai) fall on syllables too, but on rare ones."""
    syllables = [c for c in text if "가" <= c <= "힣"]
    return len(syllables) < 20 or sum(1 for c in syllables if c in _USUAL) * 20 >= len(syllables)


def _is_text(text: str) -> bool:
    """Few control characters, and something other than them."""
    controls = len(_CONTROLS.findall(text))
    lost = text.count("\ufffd")
    return controls * 100 <= len(text) and lost * 5 <= len(text)
