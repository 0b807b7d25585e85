"""Marked-up sentences and the events that they tell, from words to PLOVER (the labels are explained on top of `acts.txt`)."""

from functools import cache
from pathlib import Path

import pytest
from markup import Case, Mark, article, cases

from dragoman import coding
from dragoman.languages.ko.reader import analyse
from dragoman.model.reading import Event


@cache
def events(case: Case) -> tuple[Event, ...]:
    """The events of a case, told by a Korean paper of 1 March 2023."""
    page = article(case)
    return coding.code(
        analyse(page, coding.vocabulary("ko"), "KOR"), "ko", page.text, page.published, "case"
    ).events


def unlike(event: Event, label: str) -> list[str]:
    """How an event differs from a label."""
    type_, *words = label.split()
    got = {"type": event.type, "status": event.status}
    wanted = {"type": type_.split("/")[0]}
    if "/" in type_:
        wanted["mode"], got["mode"] = type_.split("/")[1], str(event.mode)
    for word in words:
        key, _, value = word.partition(":")
        if key in ("happened", "planned", "possible", "denied"):
            wanted["status"] = key
        elif key == "on":
            wanted["on"], got["on"] = value, str(event.when.start)
        elif key == "where":
            wanted["where"], got["where"] = value.replace("_", " "), event.where.label if event.where else "none"
        elif key == "voice":
            wanted["voice"], got["voice"] = value, event.voices[0].name if event.voices else "none"
        else:
            actors, _, recipients = word.partition(">")
            wanted["actors"], got["actors"] = (
                _codes(actors.split("+")),
                _codes([p.code for p in event.actors]),
            )
            wanted["recipients"] = _codes(recipients.split("+") if recipients else [])
            got["recipients"] = _codes([p.code for p in event.recipients])
    return [f"{key} is {got[key]}, not {value}" for key, value in wanted.items() if got[key] != value]


def _codes(codes: list[str]) -> str:
    return "+".join(sorted(codes))


def wrong(case: Case, mark: Mark) -> str:
    """What is wrong with the events at a mark; empty if one is as it says."""
    here = [e for e in events(case) if mark.overlaps(e.trigger.start, e.trigger.end)]
    if mark.label == "none":
        return "; ".join(f"tells {e.type} {[p.code for p in (*e.actors, *e.recipients)]}" for e in here)
    differences = [unlike(event, mark.label) for event in here]
    if [] in differences:
        return ""
    return (
        "; ".join(min(differences, key=len))
        if differences
        else f"no event; there are {[(e.type, e.trigger.text) for e in events(case)]}"
    )


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("acts.txt")))
def test_tells_the_events_marked(case: Case) -> None:
    found = [f"[{mark.words}|{mark.label}]: {why}" for mark in case.marks if (why := wrong(case, mark))]
    assert not found, "\n".join([case.why, case.text, *found])


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("acts.txt"), gaps=False))
def test_every_record_quotes_its_place(case: Case) -> None:
    for event in events(case):
        assert event.trigger.text == case.text[event.trigger.start : event.trigger.end]
        assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end
        for party in (*event.actors, *event.recipients):
            assert 0 <= party.start < party.end <= len(case.text)
        for voice in event.voices:
            assert voice.name
            assert 0 <= voice.start < voice.end <= len(case.text)
        assert 0 < event.confidence < 1
