"""What each tool answers, page by page, and how it answers what it cannot."""

import json
from typing import Any

import pytest
from mcp_asking import SAMPLES, Ask, Call, call_at

from dragoman.mcp.marking import unmarked
from dragoman.mcp.paging import BUDGET
from dragoman.reading import read_with_terms
from dragoman.record import Keeper, open_record


def everything(ask: Ask, tool: str, what: str, **arguments: Any) -> list[dict[str, Any]]:
    """The items of all pages of an answer."""
    found: list[dict[str, Any]] = []
    cursor = None
    for _ in range(500):
        page = ask(tool, **arguments, **({"cursor": cursor} if cursor else {}))
        found += page[what]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("the pages never end")


def is_evidence(one: dict[str, Any]) -> None:
    """Quote, source, date and confidence stand in it."""
    assert unmarked(one["quote"])
    assert one["source"]["article"]
    assert unmarked(one["source"]["outlet"] or "⟦⟧") is not None
    assert one["date"]["basis"] in ("text", "publication", "none")
    assert one["confidence"] is None or 0 <= one["confidence"] <= 1


# -- events ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 3, 25])
def test_events_page_by_page_are_those_of_the_record(ask: Ask, sampled: str, limit: int) -> None:
    found = everything(ask, "events", "events", limit=limit, party="KAZ")
    with open_record(sampled) as record:
        kept = record.events(party="KAZ")
    assert [e["id"] for e in found] == [e.id for e in kept]
    assert len(found) > 20
    for one, event in zip(found, kept, strict=True):
        is_evidence(one)
        assert unmarked(one["quote"]) == event.reports[0].quote
        assert one["confidence"] == event.confidence
        assert [p["code"] for p in one["actors"]] == [p.code for p in event.actors][:6]


def test_an_event_as_an_agent_sees_it(ask: Ask) -> None:
    visit = next(e for e in everything(ask, "timeline", "events", one="중국", other="KAZ") if e["mode"] == "visit" and e["status"] == "happened")
    assert (visit["type"], visit["where"], visit["date"]) == ("CONSULT", "Astana, KAZ", {"start": "2024-07-02", "end": "2024-07-02", "basis": "text"})
    assert visit["actors"] == [{"code": "CHN", "called": "China", "name": "⟦시진핑⟧", "label": "⟦Xi Jinping⟧", "office": "⟦국가주석⟧"}]
    assert visit["recipients"] == [{"code": "KAZ", "called": "Kazakhstan", "name": None, "label": None, "office": None}]
    assert visit["source"]["outlet"] == "⟦견본일보⟧"
    assert visit["source"]["published"] == "2024-07-03T21:14+09:00" or visit["source"]["published"].startswith("2024-07-03")


@pytest.mark.parametrize("limit", [1, 25])
def test_the_newest_come_first_on_every_page(ask: Ask, sampled: str, limit: int) -> None:
    with open_record(sampled) as record:
        kept, between = record.events(party="KAZ", newest=True), record.timeline("KAZ", "CHN", type="CONSULT", newest=True)
    assert [e["id"] for e in everything(ask, "events", "events", party="KAZ", newest=True, limit=limit)] == [e.id for e in kept]
    found = everything(ask, "timeline", "events", one="KAZ", other="CHN", type="CONSULT", newest=True, limit=limit)
    assert [e["id"] for e in found] == [e.id for e in between]
    assert len(found) > 1


def test_conditions_are_those_of_the_record(ask: Ask, sampled: str) -> None:
    found = everything(ask, "events", "events", **{"actor": "KAZ", "with": "CHN", "type": ["CONSULT", "AGREE"], "status": "planned", "since": "2024"})
    with open_record(sampled) as record:
        kept = record.events(actor="KAZ", with_="CHN", type=["CONSULT", "AGREE"], status="planned", since="2024")
    assert [e["id"] for e in found] == [e.id for e in kept]
    sure = everything(ask, "events", "events", quad=1, min_confidence=0.8)
    assert sure
    assert all(e["confidence"] >= 0.8 and e["quad"] == 1 for e in sure)


def test_one_event_by_its_id(ask: Ask, sampled: str) -> None:
    with open_record(sampled) as record:
        event = max(record.all_events(), key=lambda e: len(e.reports))
    pages = [ask("events", id=event.id, limit=1)]
    while pages[-1]["next"]:
        pages.append(ask("events", id=event.id, limit=1, cursor=pages[-1]["next"]))
    told = [pages[0]["events"][0], *(r for page in pages for r in page["events"][0]["other_reports"])]
    assert [t["source"]["article"] for t in told] == [r.article for r in event.reports]
    for one in told:
        is_evidence(one)


def test_nothing_found_says_what_else_to_try(ask: Ask) -> None:
    found = ask("timeline", one="KAZ", other="ISL")
    assert (found["events"], found["next"]) == ([], None)
    assert "find_parties" in found["hint"]
    assert "quotes and events" in ask("positions", holder="ISL")["hint"]
    assert "no page has all" in ask("article_excerpt", words="존재하지않는낱말")["hint"]
    assert "nobody of this name" in ask("quotes", speaker="Nobody")["hint"]


# -- parties --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "code", "kind"), [
    ("카자흐스탄", "KAZ", "state"), ("kazakh", "KAZ", "state"), ("KAZ", "KAZ", "state"), ("집단안보조약기구", "CSTO", "organisation"),
    ("Tokayev", "KAZ", "person"), ("토카예프", "KAZ", "person"),
])  # fmt: skip
def test_parties_are_found_by_any_name(ask: Ask, words: str, code: str, kind: str) -> None:
    best = ask("find_parties", words=words)["parties"][0]
    assert (best["code"], best["kind"]) == (code, kind)


def test_a_party_comes_with_words_of_it(ask: Ask) -> None:
    state = ask("find_parties", words="KAZ")["parties"][0]
    is_evidence(state["evidence"])
    assert state["event"] == ask("events", party="KAZ", newest=True)["events"][0]["id"]
    person = ask("find_parties", words="Tokayev")["parties"][0]
    is_evidence(person["evidence"])
    assert person["label"] == "Kassym-Jomart Tokayev"
    assert {"office": "President", "of": "KAZ", "since": "2019-03-20", "until": None} in person["offices"]


def test_a_party_nobody_knows(ask: Ask) -> None:
    found = ask("find_parties", words="Kazakstan")
    assert found["parties"] == []
    assert "did you mean KAZ (Kazakhstan)?" in found["hint"]


def test_many_parties_page_by_page(ask: Ask) -> None:
    all_of_them = everything(ask, "find_parties", "parties", words="stan", limit=25)
    assert {"KAZ", "UZB", "KGZ", "TJK", "TKM", "PAK", "AFG"} <= {p["code"] for p in all_of_them}
    assert all_of_them == everything(ask, "find_parties", "parties", words="stan", limit=2)


# -- words, positions, balance, articles ----------------------------------------------------------------------------------


def test_quotes_page_by_page(ask: Ask, sampled: str) -> None:
    found = everything(ask, "quotes", "quotes", speaker="토카예프", limit=2)
    with open_record(sampled) as record:
        kept = record.quotes(speaker="토카예프")
    assert [unmarked(q["quote"]) for q in found] == [q.statement.text for q in kept]
    assert len(found) > 3
    for one in found:
        is_evidence(one)
        assert one["speaker"]["code"] == "KAZ"
        article = ask("article_excerpt", article=one["source"]["article"], start=one["start"], length=one["end"] - one["start"])["excerpts"][0]
        assert unmarked(one["quote"]) in unmarked(article["quote"])


def test_positions_tell_what_was_held_before(ask: Ask, sampled: str) -> None:
    with open_record(sampled) as record:
        holders = {s.position.holder.code: s for s in record.positions()}
        kept = {code: record.positions(code) for code in holders}
    assert kept
    for code, stands in kept.items():
        found = everything(ask, "positions", "positions", holder=code, limit=1)
        assert [(p["stance"], p["before"] and p["before"]["stance"]) for p in found] == [(s.position.stance, s.before) for s in stands]
        for one in found:
            is_evidence(one)
            if one["before"]:
                is_evidence(one["before"]["evidence"])
    assert any(s.before for stands in kept.values() for s in stands)


def test_balance_is_that_of_relations(ask: Ask) -> None:
    first = ask("balance", state="KAZ", toward=["중국", "RUS", "USA"], limit=1)
    assert (first["state"], first["toward"], first["by"]) == ("KAZ", ["CHN", "RUS", "USA"], "year")
    assert first["whole"]["acts"] > 10
    assert {p["partner"] for p in first["whole"]["partners"]} >= {"CHN", "RUS", "USA"}
    for one in first["instances"]:
        is_evidence(one["evidence"])
        assert one["partner"] in {"CHN", "RUS", "USA"}
    periods = everything(ask, "balance", "periods", state="KAZ", toward=["중국", "RUS", "USA"], limit=1)
    assert periods == everything(ask, "balance", "periods", state="KAZ", toward=["중국", "RUS", "USA"], limit=25)
    assert sum(p["acts"] for p in periods) + first["undated"] == first["whole"]["acts"]
    assert ask("balance", state="KAZ", toward=["중국", "RUS", "USA"], limit=1, cursor=first["next"])["whole"] is None


def test_an_instance_of_own_acts_is_one(ask: Ask) -> None:
    for one in ask("balance", state="KAZ", own=True)["instances"]:
        (event,) = ask("events", id=one["event"])["events"]
        assert "KAZ" in {p["code"] for p in event["actors"]}


def test_an_article_is_read_on_to_its_end(ask: Ask, sampled: str) -> None:
    with open_record(sampled) as record:
        article = next(record.articles())
    pieces = everything(ask, "article_excerpt", "excerpts", article=article.id, length=300)
    assert "".join(unmarked(p["quote"]) for p in pieces) == article.text
    assert [(p["start"], p["end"]) for p in pieces] == [(n, min(n + 300, len(article.text))) for n in range(0, len(article.text), 300)]
    for one in pieces:
        is_evidence(one)
        assert one["length"] == len(article.text)


def test_articles_by_words(ask: Ask) -> None:
    found = everything(ask, "article_excerpt", "excerpts", words="정상회담", limit=1)
    assert len(found) > 1
    assert len({f["source"]["article"] for f in found}) == len(found)
    for one in found:
        is_evidence(one)
        assert ask("events", id=one["events"][0])["events"] if one["events"] else True


# -- what cannot be answered ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tool", "arguments", "helps"), [
    ("timeline", {"one": "KAZ", "other": "Rusia"}, "did you mean RUS (Russia)?"),
    ("timeline", {"one": "KAZ"}, "missing required field `other`. Arguments are: limit, cursor, one (required), other (required), type"),
    ("events", {"actor": "xyzzy"}, "write a code of ISO 3166-1 (KAZ) or a name"),
    ("events", {"type": "VISIT"}, "One of: ACCUSE, AGREE"),
    ("events", {"type": ["CONSULT", 3]}, "One of: ACCUSE, AGREE"),
    ("events", {"status": "maybe"}, "One of: denied, happened, planned, possible"),
    ("events", {"quad": 5}, "1 verbal cooperation"),
    ("events", {"since": "2023-02-30"}, "there is no such day; write it as 2023-02-28, 2023-02 or 2023"),
    ("events", {"since": "last week"}, "write it as 2023-02-28, 2023-02 or 2023"),
    ("events", {"since": "2024", "until": "2023"}, "ends before it begins"),
    ("events", {"limit": 0}, "1 to 25"),
    ("events", {"limit": 26}, "1 to 25"),
    ("events", {"min_confidence": 2}, "below this confidence, 0 to 1"),
    ("events", {"with_": "KAZ"}, "unknown field `with_`. Arguments are: limit, cursor, id, actor, with,"),
    ("events", {"id": "0123456789abcdef"}, "no event of this id"),
    ("events", {"id": "0123456789abcdef", "party": "KAZ"}, "leave the other conditions out"),
    ("events", {"cursor": "zzz"}, "or leave it out to begin anew"),
    ("events", {"cursor": "\u202e⟧"}, "or leave it out to begin anew"),
    ("quotes", {"about": "Nobodyland"}, "no party of this code or name"),
    ("positions", {"holder": "KAZ", "stance": "likes"}, "One of: abstains"),
    ("balance", {"state": "KAZ", "toward": ["KAZ"]}, "is among its own poles"),
    ("balance", {"state": "KAZ", "by": "week"}, "One of: day, month, quarter, year"),
    ("article_excerpt", {}, "give either `article`"),
    ("article_excerpt", {"article": "x", "words": "y"}, "give either `article`"),
    ("article_excerpt", {"article": "0123456789"}, "of articles in `source`"),
    ("article_excerpt", {"words": "?!"}, "no word to look for"),
    ("find_parties", {"words": "x" * 401}, "length <= 400"),
    ("drop_tables", {}, "there are find_parties, timeline, events, quotes, positions, balance, article_excerpt"),
])  # fmt: skip
def test_errors_help(call: Call, tool: str, arguments: dict[str, Any], helps: str) -> None:
    found = call(tool, **arguments)
    assert found.is_error
    assert found.structured_content is None
    text = found.content[0].text  # type: ignore[union-attr]
    assert helps in text
    assert len(text) < 1500
    assert "\u202e" not in text


def test_a_cursor_fits_its_own_question_alone(ask: Ask, call: Call) -> None:
    cursor = ask("events", party="KAZ", limit=1)["next"]
    assert ask("events", party="KAZ", limit=5, cursor=cursor)["events"]  # how many may change
    for tool, other in (("events", {"party": "CHN"}), ("quotes", {"speaker": "KAZ"})):
        assert "not one of this question" in call(tool, **other, cursor=cursor).content[0].text  # type: ignore[union-attr]


def test_a_start_behind_the_end_of_an_article(ask: Ask, call: Call, sampled: str) -> None:
    with open_record(sampled) as record:
        article = next(record.articles())
    assert f"has {len(article.text)} code points" in call("article_excerpt", article=article.id, start=10**6).content[0].text  # type: ignore[union-attr]


def test_an_event_that_is_gone(tmp_path: Any) -> None:
    page, path = tmp_path / "page.txt", str(tmp_path / "kept.db")
    page.write_bytes((SAMPLES / "s01.txt").read_bytes())
    with Keeper(path) as keeper:
        keeper.keep(*read_with_terms(str(page)))
    with open_record(path) as record:
        gone = record.events()[0].id
    page.write_bytes((SAMPLES / "s34.txt").read_bytes())
    with Keeper(path) as keeper:
        keeper.keep(*read_with_terms(str(page)))
    found = call_at(path, "events", {"id": gone})
    assert found.is_error
    assert "withdrawn on" in found.content[0].text  # type: ignore[union-attr]


def test_answers_are_bounded(ask: Ask) -> None:
    for tool, arguments in (("events", {}), ("quotes", {}), ("balance", {"state": "KAZ", "by": "day"}), ("find_parties", {"words": "a"})):
        assert len(json.dumps(ask(tool, limit=25, **arguments), ensure_ascii=False, separators=(",", ":"))) < BUDGET + 1500
