"""What lists can be asked for in their addresses, as documented parameters. A field that a form leaves empty asks for nothing."""

from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from dragoman.model.reading import Stance
from dragoman.record.questions import Wanted
from dragoman.web.asking import Asking


def _given(value: object) -> object:
    """Nothing for an empty field."""
    if isinstance(value, list):
        return [v for v in value if not (isinstance(v, str) and not v.strip())]
    return None if isinstance(value, str) and not value.strip() else value


_EMPTY = BeforeValidator(_given)
_NAMES = "a code (KAZ, UN) or a name in Korean or English (카자흐스탄, Kazakhstan)"
_DAY = "A day, a month or a year: 2023-02-28, 2023-02, 2023"
Text = Annotated[Annotated[str, Field(max_length=200)] | None, _EMPTY]

Party = Annotated[Text, Query(description=f"Takes part on any side: {_NAMES}", examples=["KAZ"])]
Actor = Annotated[Text, Query(description=f"Acts: {_NAMES}", examples=["RUS"])]
With = Annotated[Text, Query(alias="with", description=f"Takes part besides: {_NAMES}", examples=["RUS"])]
Types = Annotated[Annotated[list[str], Field(max_length=40)], _EMPTY, Query(alias="type", description="A type of PLOVER, or several", examples=[["CONSULT"]])]
Quads = Annotated[
    Annotated[list[Annotated[int, Field(ge=1, le=4)]], Field(max_length=4)], _EMPTY,
    Query(alias="quad", description="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", examples=[[1]]),
]  # fmt: skip
Statuses = Annotated[Annotated[list[str], Field(max_length=8)], _EMPTY, Query(alias="status", description="happened, planned, possible or denied, or several", examples=[["happened"]])]
Since = Annotated[Text, Query(description=f"From then on. {_DAY}", examples=["2022-06"])]
Until = Annotated[Text, Query(description=f"Until then, that day included. {_DAY}", examples=["2023-12-31"])]
Outlet = Annotated[Text, Query(description="A part of the name of an outlet or agency, or of an address", examples=["연합뉴스"])]
Voice = Annotated[Text, Query(description="A part of the name of somebody on whose word it is told", examples=["로이터"])]
Least = Annotated[Annotated[float, Field(ge=0, le=1)] | None, _EMPTY, Query(description="Only events of this confidence or more", examples=[0.5])]
Speaker = Annotated[Text, Query(description="Who speaks: a party, or a part of a person's name", examples=["KAZ"])]
About = Annotated[Text, Query(description=f"Is named in it or spoken to: {_NAMES}", examples=["RUS"])]
Stand = Annotated[Stance | None, _EMPTY, Query(description="One stance alone", examples=["supports"])]
Language = Annotated[Text, Query(description="The language of the article", examples=["ko"])]
Direction = Annotated[
    Literal["to", "from", "mutual"] | None, _EMPTY, Query(description="What the first does to the second, the other way round, or both together", examples=["to"])
]  # fmt: skip
After = Annotated[Text, Query(description="Where the page before ended: its `after`")]
Limit = Annotated[Annotated[int, Field(ge=1, le=1000)] | None, _EMPTY, Query(description="How many at a time", examples=[40])]


def _events(
    party: Party = None, actor: Actor = None, with_: With = None, type_: Types = [], quad: Quads = [], status: Statuses = [],  # noqa: B006
    since: Since = None, until: Until = None, source: Outlet = None, voice: Voice = None, min_confidence: Least = None,
) -> Wanted:  # fmt: skip
    return Wanted(
        party=party, actor=actor, other=with_, types=tuple(type_), quads=tuple(quad), statuses=tuple(status), since=since, until=until,
        source=source, voice=voice, min_confidence=min_confidence or 0.0,
    )  # fmt: skip


#: Which events a list of them asks for.
WantedEvents = Annotated[Wanted, Depends(_events)]


def size(asking: Asking, limit: int | None, rows: int | None = None) -> int:
    """How many rows a page has: as many as were asked for, up to what the room allows."""
    return min(limit or rows or asking.settings.rows, asking.settings.most)


def following(asking: Asking, after: str | None) -> str | None:
    """The address of the next page of a list, None where there is none."""
    return None if after is None else asking.here(after=after)
