"""How a reading room is set up."""

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`rows` are the rows of a page of a list, `most` the rows a reader may ask for at a time, `name` what the room calls itself, `embedders` the sites in whose
    frames the pages under `/embed` may be shown, as `frame-ancestors` of a Content-Security-Policy has them: `*` for all, `'none'` for no one.
    """

    rows: int = 40
    most: int = 1000
    name: str = "Dragoman"
    embedders: str = "*"
