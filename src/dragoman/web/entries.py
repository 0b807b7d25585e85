"""Events as entries of lists. Made here and not in a template: pages have fifty of them, and a macro of Jinja takes ten times as long."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape

from dragoman.model.kept import KeptEvent
from dragoman.model.reading import Event
from dragoman.web import phrasing
from dragoman.web.errors import N_
from dragoman.web.language import Language, say
from dragoman.wording import sentences, words
from dragoman.wording.sentences import Piece

_SIGNS = {1: "○", 2: "●", 3: "△", 4: "▲"}
_SEPARATED = ' <span class="sep">·</span> '


def entry(event: KeptEvent, language: Language) -> Markup:
    """An event as an entry of a list: day, sentence, how it is told. The last words link to the event."""
    told = phrasing.sentence(event, language)
    more, differ = _said(language)
    facts = [kind(event, language), Markup(f'<span class="attested">{escape(phrasing.attested(event, language))}</span>')]
    if event.contradictions:
        facts.append(Markup(f'<span class="differ">{differ}</span>'))
    facts.append(Markup(f'<a class="more" href="/events/{quote(event.id, safe="")}">{more}<span class="unseen">: {escape(sentences.plain(told))}</span></a>'))
    assumed = "" if event.when.basis == "text" else " assumed"
    return Markup(
        f'<article class="entry quad-{event.quad}" id="e-{escape(event.id)}">\n<p class="when{assumed}">{escape(phrasing.days(event, language))}</p>\n'
        f'<div class="told">\n<p class="sentence">{pieces(told)} {verdict(event.verdict, language)}</p>\n<p class="facts">{_SEPARATED.join(facts)}</p>\n</div>\n</article>\n'
    )


def pieces(some: Iterable[Piece]) -> Markup:
    """A sentence in pieces, its parties and people linked."""
    out: list[str] = []
    for piece in some:
        to = phrasing.address_of(piece)
        text = escape(piece.text)
        if to:
            out.append(f'<a class="{piece.kind}" href="{escape(to)}">{text}</a>')
        else:
            out.append(text if piece.kind == "words" else f'<span class="{piece.kind}">{text}</span>')
    return Markup("".join(out))


def kind(event: KeptEvent | Event, language: Language) -> Markup:
    """Type in words and mode by its code, with the quad class as a sign and in words."""
    return _kind(event.type, event.mode if language == "en" else None, event.quad, language)


@lru_cache(1024)
def _kind(type: str, mode: str | None, quad: int, language: Language) -> Markup:
    shown = f' <span class="mode">{escape(mode)}</span>' if mode else ""
    return Markup(
        f'<span class="type quad-{quad}"><span class="quad-sign" aria-hidden="true">{_SIGNS[quad]}</span> {escape(phrasing.type_name(type, language))}{shown}'
        f'<span class="unseen">, {escape(phrasing.quad_name(quad, language))}</span></span>'
    )


def verdict(word: str | None, language: Language) -> Markup:
    """What corrections say of an event, as a badge; nothing where they say nothing."""
    return Markup(f'<span class="badge verdict-{escape(word)}">{escape(words(language).kept.verdicts[word])}</span>') if word else Markup()


@lru_cache(8)
def _said(language: Language) -> tuple[Markup, Markup]:
    return escape(say(language, N_("Reports and words"))), escape(say(language, N_("reports differ")))
