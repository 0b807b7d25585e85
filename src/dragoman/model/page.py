"""A page as it came: decoded, not yet understood."""

from typing import Literal

import msgspec


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page, decoded. `text` is the page's plain text or its HTML source, as `kind` says.

    `source` is the input as the user named it, `url` the address where the page itself or its container gave one,
    `encoding` the name of the character set it was decoded from.
    """

    source: str
    kind: Literal["text", "html"]
    text: str
    encoding: str
    url: str | None = None
