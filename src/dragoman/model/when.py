"""Times and places of what is told."""

from typing import Literal

import msgspec

Precision = Literal["day", "month", "year", "period"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The days of an event. `start` and `end` are ISO 8601 prefixes (`2022-08-19`, `2022-06`, `1992`), inclusive.

    `basis` tells where they come from: words of the text (`text` holds them), the day of publication, or none
    (then both are None). An open interval has one of the two None (`since 1991`: start 1991, end None).
    """

    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    text: str | None = None
    basis: Literal["text", "publication", "none"] = "none"


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """A place that the text names. `country` is ISO 3166-1 alpha-3; degrees are WGS 84, None above city level."""

    name: str
    label: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    precision: Literal["city", "region", "country"] = "country"
