"""An article taken out of its page."""

from typing import Literal

import msgspec

PartKind = Literal["title", "subtitle", "caption", "body"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph-sized piece of `Article.text`.

    `start` and `end` are code-point offsets in the article's text; `page` the same stretch in the decoded page,
    or None where markup or doubled blanks broke the correspondence.
    """

    kind: PartKind
    start: int
    end: int
    page: tuple[int, int] | None = None


class Teaser(msgspec.Struct, frozen=True, kw_only=True):
    """A headline (or first words) of another article that the page advertises. Kept apart, never coded."""

    title: str
    date: str | None = None


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the page offers with its article; only told of, never fetched.

    `name` is the page's own word for it, mostly the file's name, `format` the ending of that in lower case (`hwp`, `pdf`), `url` its
    address where the page links it; None where it is only named, or linked by a script.
    """

    name: str
    format: str
    url: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says, and nothing of its furniture.

    `text` is title, subtitles, captions and body in page order, joined by blank lines; each `Part` places one of them.
    `published` and `modified` are ISO 8601: a date alone (`2022-08-21`), a local minute (`2022-08-21T06:05`), or one
    with the outlet's UTC offset (`2023-03-01T09:41+09:00`); None where the page does not say, never guessed.
    `outlet`, `agency`, `byline` and `dateline` are the page's own words; `outlet_country` is the ISO 3166-1 alpha-3
    code of the outlet where the lexicon knows it.
    """

    source: str
    url: str | None = None
    encoding: str = "utf-8"
    language: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    agency: str | None = None
    byline: str | None = None
    dateline: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    text: str = ""
    parts: tuple[Part, ...] = ()
    related: tuple[Teaser, ...] = ()
    attachments: tuple[Attachment, ...] = ()
