"""Feeds: read back by a parser of others (Atom), held to the specification's schema (JSON Feed), and safe with any words."""

import json as stdlib
from datetime import UTC, datetime
from typing import Any

import feedparser
import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_record import event, party
from lxml import etree

from dragoman.exports import feeds
from dragoman.exports.feeds import Feed, Item
from dragoman.exports.plain import in_paragraphs, on_one_line
from dragoman.model.kept import Correction
from dragoman.model.reading import Statement
from dragoman.model.when import When
from dragoman.record.answers import Page, Quote

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SEEN = "2026-11-21T10:00:00Z"
VISIT = event("CONSULT", ["USA"], ["KAZ"], mode="visit", articles=("a1", "a2"))
#: What https://www.jsonfeed.org/version/1.1/ asks for, as far as a schema can say it.
SCHEMA: dict[str, Any] = {
    "type": "object", "required": ["version", "title", "items"], "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": {"type": "string"}, "language": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"}, "feed_url": {"type": "string", "format": "uri"},
        "authors": {"$ref": "#/$defs/authors"}, "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "$defs": {
        "authors": {"type": "array", "minItems": 1, "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}}}},
        "moment": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "item": {
            "type": "object", "required": ["id", "content_text"], "additionalProperties": False, "patternProperties": {"^_[a-z]+$": {"type": "object"}},
            "properties": {
                "id": {"type": "string"}, "url": {"type": "string", "format": "uri"}, "external_url": {"type": "string", "format": "uri"},
                "title": {"type": "string"}, "content_text": {"type": "string"}, "language": {"type": "string"},
                "date_published": {"$ref": "#/$defs/moment"}, "date_modified": {"$ref": "#/$defs/moment"},
                "authors": {"$ref": "#/$defs/authors"}, "tags": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}  # fmt: skip


def whole(*items: Item) -> Feed:
    return feeds.feed(
        feeds.tag("feed", "KAZ/RUS"), "카자흐스탄 – 러시아", items, NOW, url="https://reading.example/KAZ/RUS.atom", home="https://reading.example/KAZ/RUS",
        language="ko", version="0.1.0",
    )  # fmt: skip


def as_json(found: Feed) -> dict[str, Any]:
    """The feed as JSON Feed, held to the schema."""
    told: dict[str, Any] = stdlib.loads(feeds.json(found))
    jsonschema.validate(told, SCHEMA, format_checker=jsonschema.FormatChecker())
    return told


def as_atom(found: Feed) -> Any:
    """The feed as feedparser reads it."""
    data = feeds.atom(found)
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    for entry in etree.fromstring(data).iterfind("{*}entry"):  # what RFC 4287 4.1.2 asks of an entry
        assert all(len(entry.findall(f"{{*}}{name}")) == 1 for name in ("id", "title", "updated", "content"))
    return parsed


def test_an_event() -> None:
    found = whole(feeds.of_event(VISIT, "미국이 카자흐스탄을 방문하다", seen=SEEN, url="https://reading.example/events/1"))
    atom = as_atom(found)
    assert (atom.feed.id, atom.feed.title, atom.feed.updated) == ("tag:dragoman.invalid,2026:feed/KAZ/RUS", "카자흐스탄 – 러시아", "2023-03-01T09:41:00+09:00")
    assert (atom.feed.author, atom.feed.language, atom.feed.generator_detail.version) == ("Dragoman", "ko", "0.1.0")
    assert [(link.rel, link.href) for link in atom.feed.links] == [
        ("self", "https://reading.example/KAZ/RUS.atom"), ("alternate", "https://reading.example/KAZ/RUS"),
    ]  # fmt: skip
    (entry,) = atom.entries
    assert (entry.id, entry.title, entry.author) == (f"tag:dragoman.invalid,2026:event/{VISIT.id}", "미국이 카자흐스탄을 방문하다", "아시아투데이")
    assert (entry.updated, entry.published) == ("2023-03-01T09:41:00+09:00", "2023-03-01T09:41:00+09:00")
    assert [(link.rel, link.href) for link in entry.links] == [("alternate", "https://reading.example/events/1"), ("related", "https://example.org/a1")]
    assert [t.term for t in entry.tags] == ["CONSULT", "happened", "USA", "KAZ"]
    assert entry.content[0].type == "text/plain"
    assert "“a2: 방문했다.”\n— 아시아투데이, 미 국무, 카자흐 방문, 2023-03-01, https://example.org/a2" in entry.content[0].value
    (item,) = as_json(found)["items"]
    assert (item["id"], item["url"], item["external_url"], item["title"]) == (entry.id, "https://reading.example/events/1", "https://example.org/a1", entry.title)
    assert (item["content_text"], item["tags"], item["authors"]) == (entry.content[0].value, ["CONSULT", "happened", "USA", "KAZ"], [{"name": "아시아투데이"}])
    assert item["_dragoman"]["event"] == VISIT.id
    assert item["_dragoman"]["confidence"] == 0.9


def test_a_correction_makes_an_event_new_again() -> None:
    said = Correction(id="c1", event=VISIT.id, verdict="accept", by="A", at="2026-01-02T03:04:05.678901Z")
    later = msgspec.structs.replace(VISIT, corrections=(said,))
    assert feeds.of_event(later, "x", seen=SEEN).updated == "2026-01-02T03:04:05Z"
    assert feeds.of_event(later, "x", seen=SEEN, updated="2026-05-05T00:00:00Z").updated == "2026-05-05T00:00:00Z"


def test_what_has_no_date_and_no_address() -> None:
    bare = event("CONSULT", ["USA"], ["KAZ"], published=None)
    bare = msgspec.structs.replace(bare, reports=tuple(msgspec.structs.replace(r, url=None, outlet=None) for r in bare.reports))
    found = whole(feeds.of_event(bare, "x", seen=SEEN))
    (entry,) = as_atom(found).entries
    assert entry.updated == SEEN
    assert "published" not in entry
    assert "links" not in entry or not entry.links
    assert "url" not in as_json(found)["items"][0]


def test_words_said() -> None:
    said = Statement(
        speaker=party("KAZ", "Kassym-Jomart Tokayev"), addressees=(party("RUS"),), kind="direct", verb="말하다", text="우리는 평화를\n원한다",
        start=20, end=35, when=When(), voices=(),
    )  # fmt: skip
    page = Page(article="a1", story="a1", source="a.txt", outlet="아시아투데이", agency=None, url="https://example.org/a1", title="제목", published="2023-03-01")
    item = feeds.of_quote(Quote(statement=said, page=page, copies=3), "토카예프 대통령이 말하다", seen=SEEN)
    (entry,) = as_atom(whole(item)).entries
    assert entry.id == "tag:dragoman.invalid,2026:statement/a1/20-35"
    assert entry.updated == "2023-03-01T00:00:00Z"
    assert entry.content[0].value == "토카예프 대통령이 말하다\n\n“우리는 평화를\n원한다”\n— 아시아투데이, 제목, 2023-03-01, https://example.org/a1"
    assert as_json(whole(item))["items"][0]["_dragoman"] == {"article": "a1", "kind": "direct", "speaker": "KAZ", "copies": 3}


def test_a_feed_without_items_is_one() -> None:
    assert as_atom(whole()).feed.updated == "2026-11-21T10:00:00Z"
    assert as_json(whole())["items"] == []


def test_a_feed_is_as_new_as_its_newest_item() -> None:
    items = [Item(id=f"tag:x:{n}", title="t", text="x", updated=u) for n, u in enumerate(["2024-01-01T08:00:00+09:00", "2023-12-31T23:30:00Z"])]
    assert whole(*items).updated == "2023-12-31T23:30:00Z"


@pytest.mark.parametrize(("iso", "told"), [
    ("2023-03-01T09:41+09:00", "2023-03-01T09:41:00+09:00"), ("2023-03-01T09:41", "2023-03-01T09:41:00Z"), ("2023-03-01", "2023-03-01T00:00:00Z"),
    ("2023-03", None), ("2023-02-30", None), ("2023-03-01T25:00", None), (None, None), ("gestern", None),
])  # fmt: skip
def test_moments(iso: str | None, told: str | None) -> None:
    assert feeds.moment(iso) == told


@pytest.mark.parametrize("words", [
    "<script>alert(1)</script> & ]]> <!-- --> &amp; &lt;", "\x00\x08\x1b\ud800\ufffe control", "\u202eturned\u2066", "가" * 10_000, "a\r\nb\u2028c", "",
], ids=["markup", "control", "bidi", "long", "lines", "none"])  # fmt: skip
def test_nasty_words_stay_words(words: str) -> None:
    item = Item(id="tag:x:1", title=words, text=words, updated=SEEN, url="javascript:alert(1)", article="data:text/html,x", authors=(words,), tags=(words,))
    (entry,) = as_atom(whole(item)).entries
    assert entry.title == on_one_line(words)
    assert entry.content[0].value == in_paragraphs(words)
    assert not entry.get("links")
    assert as_json(whole(item))["items"][0]["content_text"] == in_paragraphs(words)
    assert b"javascript:" not in feeds.atom(whole(item)) + feeds.json(whole(item))


@given(st.text(max_size=60))
def test_any_words_make_a_feed(words: str) -> None:
    item = Item(id=feeds.tag("event", words), title=words, text=words, updated=SEEN, url="https://example.org/" + words)
    root = etree.fromstring(feeds.atom(whole(item)))
    assert root.findtext("{*}entry/{*}title") == on_one_line(words)
    assert root.findtext("{*}entry/{*}id", "").isascii()
    assert as_json(whole(item))["items"][0]["title"] == on_one_line(words)
