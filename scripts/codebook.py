"""Writes docs/codebook.md from the tables that coding uses, so that the codebook cannot say anything else than the program does.

usage: python scripts/codebook.py [--check]

Sources: coding/plover.yaml, coding/frames/ko/*.yaml, coding/stances.yaml, exports/tables/*.yaml. `--check` writes nothing and ends with status 1 where
the file is not what the tables give.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coding.frames import Frame, frames
from dragoman.coding.plover import types
from dragoman.coding.stances import PositionRow, stances
from dragoman.exports.columns import FORMATS, Format, Table, describe

TARGET = Path(__file__).parent.parent / "docs" / "codebook.md"

#: What a type is, in a line.
MEANING = {
    "AGREE": "the parties agree, promise or plan to do something: future meetings, invitations, aid to come",
    "CONSULT": "they meet, visit, telephone, take part in talks",
    "SUPPORT": "one praises, thanks, welcomes, endorses or recognises the other, or they sign a treaty",
    "CONCEDE": "one gives way in words: an apology, a pardon, a ceasefire announced",
    "COOPERATE": "they work together in deeds: trade, joint exercises, sharing of information",
    "AID": "one gives the other material help: money, goods, arms, asylum",
    "RETREAT": "one gives way in deeds: withdraws, releases, disarms, lifts sanctions",
    "REQUEST": "one asks, urges or demands",
    "ACCUSE": "one criticises, condemns or blames the other, summons its ambassador, investigates it",
    "REJECT": "one refuses, vetoes, does not recognise, calls off talks",
    "THREATEN": "one warns the other of sanctions or force",
    "PROTEST": "people demonstrate, strike or riot",
    "SANCTION": "one punishes without force: sanctions, expulsions, broken relations, aid stopped",
    "MOBILIZE": "one moves troops or weapons by itself: exercises, deployments, missile tests",
    "COERCE": "one seizes, arrests, restricts, deports, censors, breaks into networks",
    "ASSAULT": "one attacks: kills, invades, bombs, abducts",
}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
ROLES = {
    "agent": "who does it", "patient": "whom or what it is done to (을/를)", "goal": "to whom, where to (에, 에게, 로)",
    "partner": "with whom (와/과)", "source": "from whom (에게서, 로부터)", "about": "on what (에 대해)", "for": "for whose sake (을 위해)",
    "place": "where (에서)", "as": "as what (로, 로서)", "attribute": "what the agent is said to be (…이다)",
    "content": "in what is said, asked or agreed", "modifier": "a noun before the noun of action", "speaker": "who is speaking",
    "addressee": "whom the speaker addresses", "quote": "in the quoted words", "condition": "in the condition named before",
    "met": "whom the actor has just met", "before": "to whom the actor has just spoken",
    "asker": "who asked for something just before", "deed": "who did what a phrase without names speaks of",
    "scene": "the state where the article was last, for crowds whose state nobody names", "topic": "what the quoted words are said about", "any": "anywhere in the clause",
}  # fmt: skip
#: Fields of a frame that have their own place; all others are conditions.
_SHOWN_ELSEWHERE = {"name", "predicates", "type", "mode", "cameo", "contexts", "actors", "recipients", "examples", "not_examples"}

HEAD = """# Codebook

<!-- Written by scripts/codebook.py from the tables of src/dragoman/coding and src/dragoman/exports. Change those and run `make codebook`. -->

What Dragoman records, and by which rule. An event carries its type, mode, quad class and score, and the name of the rule that made
it (`ko/visit`); this page lists them all. [record.md](record.md) explains the record, [architecture.md](architecture.md) how to add
to these tables.

Types, modes and scores follow the draft of PLOVER 2.0 (Open Event Data Alliance, CC BY-SA 4.0). A score runs from −10 (conflict) to
10 (cooperation). In a *mutual* type all parties are actors; in the others an actor does something to a recipient. A CONSULT with the
mode `visit` is directed as well: the visitor is the actor, the host the recipient.
"""


def codebook() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_types(), *_frames(), *_stances(), *_exports()]).rstrip() + "\n"


def _types() -> Iterator[str]:
    yield "## Event types\n"
    yield "| type | is | quad class | score | CAMEO root | modes (score) |\n|---|---|---|---|---|---|"
    for name, row in types().items():
        modes = ", ".join(f"`{mode}` {_number(score)}" for mode, score in row.modes.items()) or "–"
        mutual = " *(mutual)*" if row.mutual else ""
        yield f"| [{name}](#{name.lower()}) | {MEANING[name]}{mutual} | {row.quad} {QUADS[row.quad]} | {_number(row.score)} | {row.cameo} | {modes} |"
    yield """
Contexts say what an event is about (`diplomatic`, `military`, `economic` …). The status of an event is not part of its type: every
type can have `happened`, be `planned` or `possible`, or be `denied`.
"""


def _frames() -> Iterator[str]:
    yield """## Frames: Korean

A frame says which predicate with which roles is which event. Predicates stand in dictionary form: a noun of action stands for its
verb as well (방문: 방문하다, 방문을 하다, 방문). Roles and other places where parties are looked for:
"""
    yield "\n".join(f"- `{role}`: {meaning}" for role, meaning in ROLES.items())
    yield """
`.within` means those who are named inside the phrase without being its head (미국의 노력: the United States), `.place` the country
of a place in it (소치: Russia), `.own` what no other predicate lends, `.force` the state whose force heads the phrase (중국 해경선: China),
`.seat` the state whose seat of power it is (의회로 몰려가),
`.by` and `.to` who did something to it, and to whom, in the clause before it (이란에 억류됐던 미국인: Iran). The first source that names somebody counts; a mutual type takes all. A frame is tried on clauses
whose predicate stands as a finite verb, in a light-verb phrase (회담을 갖다) or at the end of a headline, unless it says otherwise.
In examples, what is in bold must come out; a counter-example must give no event by its frame.
"""
    found = frames("ko")
    for type_ in types():
        mine = [f for f in found if f.type == type_]
        yield f"### {type_}\n"
        yield f"{MEANING[type_][0].upper()}{MEANING[type_][1:]}.\n"
        for frame in mine:
            yield from _frame(frame)
        if not mine:
            yield "No frame yet.\n"


def _frame(frame: Frame) -> Iterator[str]:
    is_ = [f"mode `{frame.mode}`"] if frame.mode else []
    is_ += [f"CAMEO {frame.cameo}"] if frame.cameo else []
    is_ += [", ".join(frame.contexts)] if frame.contexts else []
    yield f"#### ko/{frame.name}\n"
    yield f"{', '.join(frame.predicates)}" + (f" · {' · '.join(is_)}" if is_ else "") + "\n"
    yield f"- actors: {_sources(frame.actors)}" + (f"; recipients: {_sources(frame.recipients)}" if frame.recipients else "")
    for condition in _conditions(frame):
        yield f"- {condition}"
    for line in frame.examples:
        yield f"- ✓ {marked(line)}"
    for line in frame.not_examples:
        yield f"- ✗ {marked(line)}"
    yield ""


def _conditions(frame: Frame) -> Iterator[str]:
    """What else must hold, a sentence a field. Raises KeyError for a field that this page would be silent about."""
    for field in msgspec.structs.fields(frame):
        value = getattr(frame, field.name)
        if field.name not in _SHOWN_ELSEWHERE and value and value != field.default:
            yield _CONDITIONS[field.name](value)


_CONDITIONS: dict[str, Callable[[Any], str]] = {
    "forms": lambda forms: f"stands as {_words(forms)}",
    "optional": lambda _: "recipients may be missing",
    "unaddressed": lambda _: "recipients may be missing where others have just dealt with each other",
    "meets": lambda _: "both sides see each other",
    "as_before": lambda _: "who joins or follows does what was done just before",
    "when_role": lambda rows: "needs " + "; ".join(f"one of {_words(w)} as {_roles(r)}" for r, w in rows.items()),
    "when_role_any": lambda rows: "; ".join(f"if there is a {r}, it names somebody or is one of {_words(w)}" for r, w in rows.items()),
    "not_words": lambda words: f"not with {_words(words)}",
    "not_content": lambda words: f"not where what is said has one of {_words(words)}",
    "content_told": lambda how: f"a clause of what is said is told as {_words(how)}",
    "content_stands": lambda _: "the words stand in what is said to be so, not in what is denied or supposed",
    "only_named": lambda how: "a noun that only names it joins another telling" if how == "joins" else "a noun that only names it tells nothing",
    "content_open": lambda _: "the words are not told as past",
    "when_partner": lambda _: "somebody it is done with must be named",
    "verbal": lambda _: "an act done by speaking: in a quote, the plain present is the act itself",
    "negated": lambda frame: "negated: denied" if frame == "denied" else f"negated: `ko/{frame}`",
    "refusal": lambda mode: f"“will not” is a refusal: `ko/refuse-change` with mode `{mode}`",
    "host": lambda kinds: f"as a noun, only when governed by a predicate of kind {_words(kinds)}",
    "named": lambda _: "the state of an actor must be named",
    "not_told": lambda how: f"not told as {_words(how)}",
    "not_about": lambda matters: f"not in a sentence about {_words(matters)}",
    "not_hosts": lambda words: f"not governed by {_words(words)}",
    "hosts": lambda words: f"as a noun, only when governed by one of {_words(words)}",
    "when_negated": lambda _: "the predicate is negated",
    "alone": lambda _: "one side alone does it",
    "private": lambda _: "private people, firms and the media may act",
    "mutual": lambda _: "two actors and no recipient is enough",
    "mode_words": lambda rows: "mode by words: " + "; ".join(f"`{mode}`: {_words(w)}" for mode, w in rows.items()),
    "not_role": lambda rows: "not with " + "; ".join(f"one of {_words(w)} as {_roles(r)}" for r, w in rows.items()),
    "apart": lambda _: "several recipients are an act each",
    "apart_words": lambda words: f"several partners are an act each where one of {_words(words)} stands in the clause",
    "abroad": lambda _: "the recipient must be a state",
    "organisation": lambda _: "an organisation or at least three parties must take part",
    "entity": lambda which: f"a recipient that few states recognise: {which}",
    "status": lambda status: f"status is always `{status}`",
    "private_note": lambda note: str(note),
}


def _stances() -> Iterator[str]:
    tables = stances("ko")
    yield """## Positions: Korean

A position is where a party stands on something. *Recognition* rows need an object that can be recognised: an entity that few states
recognise, a territory, or a word for one. Membership rows need an organisation.
"""
    yield "| rule | predicates | stance | holder | object | conditions |\n|---|---|---|---|---|---|"
    for row in tables.positions:
        yield (
            f"| ko/{row.name} | {', '.join(row.predicates)} | `{row.stance}` | {_sources(row.holder)} | {_sources(row.object)} | "
            f"{'; '.join(_position_conditions(row)) or '–'} |"
        )
    yield f"\nWords for what can be recognised: {_words(tables.things)}.\n"
    yield "## Ties: Korean\n"
    yield "A tie is a standing relation, told by a noun (카자흐스탄은 집단안보조약기구 회원국이다).\n"
    yield "| kind | nouns |\n|---|---|"
    for tie, nouns in tables.ties.items():
        yield f"| `{tie}` | {', '.join(nouns)} |"
    yield f"""
Some are told by verbs as well. A treaty signed is a `treaty`; whoever puts forward or joins an initiative
({_words(tables.initiatives)}) is a `participant` of it; a chair is taken on ({_words(tables.taking_on)}) and handed on
({_words(tables.handing_on)}). Two names before one of {_words(tables.alliances)} are allies (한미동맹), before one of
{_words(tables.standing_treaties)} bound by a treaty; some of a list are members (독일과 프랑스 등 나토 회원국).

## Measures: Korean

An amount of money or a count of people that stands with a party. Its kind follows from the words of its clause; without any of
them it is `money` or `people`.
"""
    yield "| kind | words |\n|---|---|"
    for kind, nouns in tables.kinds.items():
        yield f"| `{kind}` | {', '.join(nouns)} |"


def _position_conditions(row: PositionRow) -> Iterator[str]:
    if row.negated is not None:
        yield "negated" if row.negated else "not negated"
    for role, words in row.when_role.items():
        yield f"one of {_words(words)} as {_roles(role)}"
    if row.entity:
        yield "recognition"
    if row.organisation:
        yield "membership"
    if row.words:
        yield f"the object is one of {_words(row.words)}"
    if row.adverbs:
        yield f"with {_words(row.adverbs)}"
    if row.vote:
        yield "a vote: without an object, on the resolution spoken of"
    if row.cannot:
        yield "also where it is said that it cannot be"
    if row.said:
        yield "only of the present, by somebody’s word"
    if row.demanded:
        yield "as what somebody demands"


def _exports() -> Iterator[str]:
    yield """
## Exports

Every column of every export ([exports.md](exports.md)). The last column names the field of the record that a value comes from
([record.md](record.md) explains them); a dash stands where a column of somebody else's format is always empty. Columns in bold
are never empty.
"""
    for name in FORMATS:
        yield from _format(describe(name))


def _format(found: Format) -> Iterator[str]:
    yield f"### {found.title}\n"
    yield f"`--as {found.name}`. {found.description} Format: {found.reference}.\n"
    for table in found.tables:
        yield from _table(found, table)


def _table(found: Format, table: Table) -> Iterator[str]:
    key = f" Key: {', '.join(f'`{c}`' for c in table.key)}." if table.key else ""
    joins = " ".join(f"`{r.column}` is `{r.to}` of `{r.table}`." for r in table.references)
    what = "object" if table.within else "table"
    yield f"#### {found.name}: {what} {table.name}\n"
    yield f"{table.description}{key}{' ' + joins if joins else ''}\n"
    yield "| column | type | is | from |\n|---|---|---|---|"
    for column in table.columns:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        yield f"| {name} | {column.type} | {column.description} | {f'`{column.source}`' if column.source else '–'} |"
    yield ""


def marked(line: str) -> str:
    """A marked-up sentence for people: `[러시아|actor]가` becomes **러시아** (actor)가."""
    return re.sub(r"\[([^\[\]|]+)\|([^\[\]|]+)\]", r"**\1**<sub>\2</sub>", line)


def _sources(names: Iterable[str]) -> str:
    for name in names:
        assert name.partition(".")[0] in ROLES, f"no words for the role {name}"
    return ", ".join(f"`{n}`" for n in names)


def _roles(names: str) -> str:
    return " or ".join(f"`{n}`" for n in names.split("|"))


def _words(words: Iterable[str]) -> str:
    return ", ".join(sorted(words) if isinstance(words, frozenset) else words)


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def main(arguments: list[str]) -> int:
    """Writes the page or, with `--check`, compares. Gives the exit status."""
    text = codebook()
    if "--check" in arguments:
        return 0 if TARGET.exists() and TARGET.read_text("utf-8") == text else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
