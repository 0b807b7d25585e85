"""The interface for programs as an OpenAPI document, with examples that work on this very record."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import FastAPI

from dragoman.record import Record, listing
from dragoman.web.problems import Problem
from dragoman.web.twins import VIEWS

_SCHEMAS = "#/components/schemas/{name}"
_PROBLEM = "application/problem+json"
_PROBLEMS = {
    "404": "There is no such thing: an id or a party that the record does not know",
    "410": "It was there and was withdrawn; `tombstone` is what is left of it",
    "422": "A parameter cannot be understood; `detail` says which and what to write",
    "503": "The record cannot be read just now, or another process is writing to it",
}
#: What parameters mean wherever they do not say it themselves.
_MEANS = {
    "identity": "The id, as lists and links give it; an older one is found as well",
    "ending": "bib (BibTeX) or ris",
    "key": "The key of a person of the lexicon, or the name as articles write it",
    "one": "A party: a code (KAZ, UN) or a name in Korean or English",
    "other": "The other party",
    "party": "Names this party: a code or a name",
    "name": "A part of a name",
    "of": "The party they speak for, where several people have one name",
    "about": "Is named in it: a code or a name",
    "to": "Is spoken to: a code or a name",
    "kind": "One kind alone",
    "speaker": "The party that speaks: a code or a name",
    "q": "Words to look for; words between quotation marks as they follow each other",
    "outlet": "The outlet of the article",
    "toward": "A pole of the balance, or several: a code or a name",
    "type": "A type of PLOVER, or several",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "status": "happened, planned, possible or denied, or several",
    "direction": "to, from or mutual: what the first does to the second, the other way round, or both together",
    "voice": "A part of the name of somebody on whose word it is told",
    "source": "A part of the name of an outlet or agency, or of an address",
    "since": "From then on: a day, a month or a year (2023-02-28, 2023-02, 2023); between versions of an article, the id of the older one",
    "until": "Until then, that day included",
    "order": "new (the newest first) or old",
    "by": "The periods that are counted: day, month, quarter or year",
    "after": "Where the page before ended: its `after`",
}
#: What stands for path parameters where a record is empty.
_ELSE = {"event": "9e6afeae90bd8599", "article": "1f0c2d3e4b5a69788796", "party": "KAZ", "other": "RUS", "person": "kassym-jomart-tokayev"}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One address of the interface: `example` is one that can be followed, `parameters` are (name, is it required, what it means)."""

    path: str
    tag: str
    summary: str
    description: str
    example: str
    parameters: tuple[tuple[str, bool, str], ...]


def document(app: FastAPI, record: Record) -> dict[str, Any]:
    """The OpenAPI document of the room, its examples taken from `record`."""
    described = msgspec.json.decode(msgspec.json.encode(app.openapi()))
    found = examples(record)
    schemas, components = msgspec.json.schema_components([Problem, *VIEWS.values()], ref_template=_SCHEMAS)
    described["components"] = {"schemas": components}
    refs = dict(zip([None, *VIEWS], schemas, strict=True))
    for path, operations in described["paths"].items():
        for operation in operations.values():
            _parameters(path, operation, found)
            _answers(operation, refs)
    _example_of_events(described, record)
    return dict(described)


def examples(record: Record) -> dict[str, str]:
    """Something of each kind that a record holds: an event, an article, two parties that deal with each other, a person."""
    found = dict(_ELSE)
    some = record.events(newest=True, limit=50)
    event = next((e for e in some if e.actors and e.recipients and e.actors[0].code != e.recipients[0].code), None)
    if event is not None:
        found |= {"event": event.id, "article": event.reports[0].article, "party": event.actors[0].code, "other": event.recipients[0].code}
    for said in listing.last_said(record, limit=20):
        kind, _, key = said.statement.speaker.entity.partition(":")
        if kind == "person":
            found["person"] = key
            break
    return found


def operations(described: Mapping[str, Any]) -> list[Operation]:
    """The addresses of a document for people to read, those that differ in their form alone told once."""
    out: list[Operation] = []
    for path, methods in described["paths"].items():
        operation = methods.get("get")
        if operation is None or path.endswith((".jsonl", ".csv", ".feed.json")):
            continue
        given = operation.get("parameters", [])
        filled = path
        for p in given:
            if p["in"] == "path":
                filled = filled.replace(f"{{{p['name']}}}", quote(str(p.get("example", "")), safe=""))
        query = urlencode([(p["name"], p.get("example", "")) for p in given if p["in"] == "query" and p.get("required")])
        out.append(
            Operation(
                path=path, tag=(operation.get("tags") or ["Pages"])[0], summary=operation.get("summary", ""), description=operation.get("description", ""),
                example=filled + (f"?{query}" if query else ""),
                parameters=tuple((p["name"], bool(p.get("required")), p.get("description", "")) for p in given),
            )
        )  # fmt: skip
    return out


def _parameters(path: str, operation: dict[str, Any], found: Mapping[str, str]) -> None:
    for parameter in operation.get("parameters", []):
        schema = _plain(parameter["schema"])
        some = schema.pop("examples", None) or []
        parameter["schema"] = schema
        if not parameter.get("description") and parameter["name"] in _MEANS:
            parameter["description"] = _MEANS[parameter["name"]]
        if parameter["name"] == "ending":
            parameter["example"] = "bib"
        elif parameter["in"] == "path":
            parameter["example"] = found[_meaning(path, parameter["name"])]
        elif some:
            parameter["example"] = some[0]


def _meaning(path: str, name: str) -> str:
    """What a path parameter is, by the word before it."""
    if name in ("other", "b", "second"):
        return "other"
    for word, meaning in (("/events/", "event"), ("/articles/", "article"), ("/people/", "person")):
        if path.startswith(word):
            return meaning
    return "party"


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without the null that stands for a parameter that is left out: an address has no null."""
    some = [s for s in schema.get("anyOf", []) if s.get("type") != "null"]
    rest = {k: v for k, v in schema.items() if k not in ("anyOf", "title", "default")}
    return {**some[0], **rest} if len(some) == 1 else rest if not some else {"anyOf": some, **rest}


def _answers(operation: dict[str, Any], refs: Mapping[str | None, Any]) -> None:
    answers = operation.setdefault("responses", {})
    view = refs.get(operation["operationId"].rpartition("_")[0])
    told = answers.get("200", {}).get("content", {})
    if view is not None and "application/json" in told:
        told["application/json"]["schema"] = view
    answers["304"] = {"description": "What you have (`If-None-Match`) is what there is"}
    for status, words in _PROBLEMS.items():
        answers[status] = {"description": words, "content": {_PROBLEM: {"schema": refs[None]}}}


def _example_of_events(described: dict[str, Any], record: Record) -> None:
    """The answer of the list of events, as far as one event."""
    found = record.events(newest=True, limit=1)
    answers = described["paths"].get("/events.json", {}).get("get", {}).get("responses", {})
    if found and "200" in answers:
        example = {"events": msgspec.to_builtins(list(found)), "after": found.after, "next": None}
        answers["200"]["content"]["application/json"]["example"] = example


def tags(some: Iterable[Operation]) -> list[str]:
    """The groups of addresses in the order in which they come."""
    return list(dict.fromkeys(one.tag for one in some))
