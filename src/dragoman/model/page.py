"""A page as it came: decoded, not yet understood."""

from typing import Literal

import msgspec


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a container (a table, a feed) says of a page beside it; it stands above what the page's own text shows. `published` is as written there."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One page that somebody handed in, not yet decoded.

    `source` names it: a path as the user wrote it, `-` for standard input, for a page in a container the container's path, `#`, and
    its place there. `data` are its bytes, None for the file at `source` itself. `encoding` is the character set that its container
    claims, `url` the address it was fetched from.
    """

    source: str
    data: bytes | None = None
    url: str | None = None
    encoding: str | None = None
    given: Given | None = None


class Silent(msgspec.Struct, frozen=True):
    """A page of which there is nothing to record, and why in a few words."""

    why: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page, decoded. `text` is the page's plain text or its HTML source, as `kind` says.

    `source` is the input as the user named it, `url` the address where the page itself or its container gave one,
    `encoding` the name of the character set it was decoded from; `given` is what its container says of it.
    """

    source: str
    kind: Literal["text", "html"]
    text: str
    encoding: str
    url: str | None = None
    given: Given | None = None
