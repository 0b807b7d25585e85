"""Which fields of a table hold a page and what is said of it."""

from collections.abc import Iterable, Mapping
from typing import cast

from dragoman.model.errors import UnreadableInput
from dragoman.model.page import Given, Input

#: What a page in a table may have, and the names that columns usually have for it, the likeliest first. Case does not count.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "maintext", "full_text", "fulltext", "article_text", "contents", "본문", "기사본문", "기사내용", "내용"),
    "html": ("html", "raw_html", "content_html"),
    "title": ("title", "headline", "제목", "기사제목"),
    "published": ("published", "published_at", "publish_date", "date_published", "published_date", "pubdate", "date", "datetime", "일자", "날짜", "작성일", "입력일", "게시일"),
    "url": ("url", "link", "uri", "article_url", "page_url", "주소", "링크"),
    "outlet": ("outlet", "publisher", "newspaper", "press", "media", "site_name", "sitename", "언론사", "매체", "신문사"),
    "byline": ("byline", "author", "authors", "reporter", "기자", "기고자", "작성자"),
}  # fmt: skip

#: Which column, by its own name, holds what.
Columns = Mapping[str, str]


class NoPages(UnreadableInput):
    """A file that is well but of which no page can come: a table without a column of text, a sitemap."""


def parse(text: str) -> dict[str, str]:
    """`text=content,title=headline` as `Columns`. Raises `ValueError` with one line that says what is wrong."""
    named: dict[str, str] = {}
    for pair in filter(None, (p.strip() for p in text.split(","))):
        what, equals, column = (s.strip() for s in pair.partition("="))
        if what not in USUAL or not equals or not column:
            raise ValueError(f"{pair!r}: say WHAT=COLUMN, where WHAT is one of {', '.join(USUAL)}")
        if what in named:
            raise ValueError(f"{what} is named twice")
        named[what] = column
    if not named:
        raise ValueError(f"say WHAT=COLUMN, where WHAT is one of {', '.join(USUAL)}")
    return named


def chosen(have: Iterable[str], columns: Columns | None, source: str) -> dict[str, str]:
    """Which column of those a table has holds what: as `columns` says, else by the usual names.

    Raises `NoPages` where a column that `columns` names is missing, or there is none of text or HTML.
    """
    by_name: dict[str, str] = {}
    for name in have:
        by_name.setdefault(name.strip().casefold(), name)
    found: dict[str, str] = {}
    for what, name in (columns or {}).items():
        if name.casefold() not in by_name:
            raise NoPages(source, f"no column {name!r} for {what}; there are {_listed(by_name.values())}")
        found[what] = by_name[name.casefold()]
    taken = set(found.values())
    for what, names in USUAL.items():
        if what not in found and not (what in ("text", "html") and ("text" in found or "html" in found)):
            usual = next((by_name[n] for n in names if n in by_name and by_name[n] not in taken), None)
            if usual is not None:
                found[what] = usual
                taken.add(usual)
    if "text" not in found and "html" not in found:
        raise NoPages(source, f"no column of text; there are {_listed(by_name.values())}: name it with --columns text=…")
    return found


def page(row: Mapping[str, object], held: Mapping[str, str], source: str) -> Input:
    """The page in a row. What `held` names and the row lacks is left out; a page without text is for `load` to refuse."""
    said = {what: words for what, column in held.items() if (words := _words(row.get(column)))}
    given = Given(**{what: " ".join(said[what].split()) for what in ("title", "published", "outlet", "byline") if what in said})
    text = said.get("html") or said.get("text") or ""
    return Input(
        source=source, data=text.encode("utf-8", "replace"), url=said["url"].strip() if "url" in said else None, encoding="utf-8", given=given if given != Given() else None
    )


def _words(value: object) -> str | None:
    """What a field says; a list (of authors, of paragraphs) as one text."""
    if isinstance(value, str):
        return value.replace("\x00", " ") if value.strip() else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return (", " if max(map(len, value), default=0) < 40 else "\n").join(cast(list[str], value)) or None
    return None


def _listed(names: Iterable[str]) -> str:
    shown = [n[:40] for n in names]
    return (", ".join(shown[:12]) + (f" and {len(shown) - 12} more" if len(shown) > 12 else "")) or "none"
