"""How a reading room is set up."""

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`rows` are the rows of a page of a list, `most` the rows a reader may ask for at a time, `name` what the room calls itself."""

    rows: int = 40
    most: int = 1000
    name: str = "Dragoman"
