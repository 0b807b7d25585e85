"""The sample pages are complete, and their gold is well formed and literally in the text.

Nothing here runs the reader: these tests hold the measure itself. The tables below are typed from the PLOVER 2.0 draft
manual (Open Event Data Alliance), not read from a file, so that a slip in the project's own tables cannot hide one here.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.names import lexicon

SAMPLES = Path(dragoman.__file__).parent / "samples"

MODES: dict[str, set[str]] = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}
STATUSES = {"happened", "planned", "possible", "denied"}
STANCES = {
    "recognises",
    "does_not_recognise",
    "supports",
    "opposes",
    "abstains",
    "neutral",
    "joins",
    "leaves",
}
BOUNDS = {"exact", "about", "at_least", "at_most"}
TIES = {"member", "chair", "host", "ally", "treaty", "trade_partner", "participant"}
SECTORS = {"GOV", "MIL", "OPP", "CVL", "BUS", "MED", "REB", "PRM", "REF", "PTY", "LEG", "JUD", "COP", "EDU", "LAB", "CRM"}

STATES = {row.code for row in lexicon.load().states}
ORGANISATIONS = {row.code for row in lexicon.load().organisations}
#: Every page says it in words of its own, as publishers do.
SAMPLE = re.compile("(?:드래고먼|Dragoman).*견본|견본.*Dragoman")
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ISO_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


def load(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def decoded(path: Path) -> str:
    """The page as a reader sees it: decoded as it declares (UTF-8 where it says nothing), entities resolved."""
    raw = path.read_bytes()
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw[:2000])
    text = raw.decode(declared.group(1).decode("ascii") if declared else "utf-8")
    return html.unescape(text) if path.suffix == ".html" else text


def is_party(code: str) -> bool:
    base, _, sector = code.partition(":")
    return (base in STATES or base in ORGANISATIONS) and (not sector or sector in SECTORS)


GOLD = load(SAMPLES)
pages = pytest.mark.parametrize("gold", [pytest.param(gold, id=gold["page"]) for gold in GOLD])


def test_every_page_has_gold_and_every_gold_line_a_page() -> None:
    files = sorted((path.name for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html"}), key=lambda name: int(name[1:].split(".")[0]))
    assert files == [gold["page"] for gold in GOLD]


def test_the_blind_pages_are_those_that_the_folder_says() -> None:
    blind = [int(gold["page"][1:].split(".")[0]) for gold in GOLD if gold.get("blind", False)]
    assert blind == list(range(85, 115))
    assert len(GOLD) == 204


def test_one_sample_is_in_euc_kr() -> None:
    raw = (SAMPLES / "s12.html").read_bytes()
    assert "유엔총회" in raw.decode("euc_kr")
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")


@pages
def test_the_page_says_that_it_is_a_sample_outside_the_article(gold: dict[str, Any]) -> None:
    text = decoded(SAMPLES / gold["page"])
    mark = SAMPLE.search(text, text.index(gold["body_ends"]))
    assert mark is not None


@pages
def test_what_frames_the_article_is_in_the_page(gold: dict[str, Any]) -> None:
    text = decoded(SAMPLES / gold["page"])
    framed = [gold["title"], gold["body_starts"], gold["body_ends"], *gold["captions"]]
    framed += [gold[field] for field in ("outlet", "agency", "byline", "dateline") if gold[field]]
    assert [words for words in framed if words not in text] == []
    assert gold["language"] == "ko"
    assert ISO_PUBLISHED.fullmatch(gold["published"])
    assert isinstance(gold["related"], int)


@pages
def test_events_are_of_the_codebook(gold: dict[str, Any]) -> None:
    for event in gold["events"]:
        assert event["type"] in MODES
        assert event["mode"] is None or event["mode"] in MODES[event["type"]], event
        assert event["status"] in STATUSES
        assert event["actors"] or not event["must"], event
        assert all(is_party(code) for code in event["actors"] + event["recipients"]), event
        assert event["place"] is None or event["place"] in STATES, event
        assert isinstance(event["must"], bool)
        if event["type"] in {"AGREE", "COOPERATE"} and len(event["actors"]) > 1:
            assert len(set(event["actors"])) == len(event["actors"])
        if event["type"] == "COOPERATE":
            assert event["recipients"] == [], "mutual: all parties are actors"


@pages
def test_no_event_is_written_twice(gold: dict[str, Any]) -> None:
    keys = [json.dumps(event, sort_keys=True, ensure_ascii=False) for event in gold["events"]]
    assert len(keys) == len(set(keys))


@pages
def test_triggers_heads_and_voices_are_in_the_page(gold: dict[str, Any]) -> None:
    text = decoded(SAMPLES / gold["page"])
    words = [event["trigger"] for event in gold["events"]]
    words += [voice for event in gold["events"] for voice in event["voices"]]
    words += [statement["head"] for statement in gold["statements"]]  # a name may describe who speaks
    assert [word for word in words if not word or word not in text] == []


@pages
def test_dates_are_iso_and_in_order(gold: dict[str, Any]) -> None:
    dated = [*gold["events"], *gold["positions"], *gold["measures"], *gold["ties"]]
    for entry in dated:
        start, end = entry.get("start"), entry.get("end")
        assert all(value is None or ISO_DATE.fullmatch(value) for value in (start, end)), entry
        assert not (start and end) or start <= end, entry
    for event in gold["events"]:
        if event["status"] == "happened" and event["start"]:
            assert event["start"] <= gold["published"][:10], event


@pages
def test_statements_positions_measures_and_ties(gold: dict[str, Any]) -> None:
    for statement in gold["statements"]:
        assert statement["speaker"] is None or is_party(statement["speaker"]), statement
        assert statement["kind"] in {"direct", "reported"}
        assert len(statement["head"]) <= 15
    for position in gold["positions"]:
        assert is_party(position["holder"]), position
        assert position["stance"] in STANCES
    for measure in gold["measures"]:
        assert isinstance(measure["value"], int)
        assert measure["unit"] == "people" or re.fullmatch("[A-Z]{3}", measure["unit"])
        assert all(is_party(code) for code in measure["between"]), measure
        assert measure["bound"] in BOUNDS
    for tie in gold["ties"]:
        assert tie["kind"] in TIES
        assert is_party(tie["holder"])
        assert is_party(tie["object"])


@pytest.mark.parametrize("page", ["s15.txt", "s16.html", "s28.html"])
def test_sport_and_weather_hold_nothing(page: str) -> None:
    (gold,) = [gold for gold in GOLD if gold["page"] == page]
    assert all(gold[kind] == [] for kind in ("events", "statements", "positions", "measures", "ties"))
