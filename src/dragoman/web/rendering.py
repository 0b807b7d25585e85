"""Templates: one environment of Jinja a language, with the filters that pages need."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import quote

import jinja2
from babel import Locale
from fastapi import Request
from markupsafe import Markup, escape

from dragoman import __version__
from dragoman.model.when import When
from dragoman.web import entries, periods, phrasing, statics, twins
from dragoman.web import language as languages
from dragoman.web.errors import N_
from dragoman.web.language import Language
from dragoman.wording import Wording, day, sentences, stamp, words
from dragoman.wording import when as told_when
from dragoman.wording.quoting import quoted


def page(request: Request, language: Language, template: str, **given: Any) -> str:
    """A page as HTML. `given` is what the template shows."""
    return environment(language).get_template(template).render(request=request, settings=request.app.state.settings, **given)


def part(language: Language, template: str, **given: Any) -> Markup:
    """A part of a page, which a page shows as it is."""
    return Markup(environment(language).get_template(template).render(**given))


@cache
def environment(language: Language) -> jinja2.Environment:
    """The templates in a language. Everything is escaped; a name that is not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dragoman.web"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )  # fmt: skip
    made.install_gettext_translations(languages.translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals["_"] = made.globals["gettext"] = partial(_message, language=language)
    made.globals["ngettext"] = partial(_messages, language=language)
    wording, none = words(language), languages.say(language, N_("no articles in the record"))
    cells = partial(_cells, none=none)
    made.globals.update(
        language=language, other="en" if language == "ko" else "ko", wording=wording, version=__version__,
        static=statics.address, twin=twins.twin, other_address=_other_address, party_address=phrasing.party_address,
    )  # fmt: skip
    made.filters.update(
        entry=partial(entries.entry, language=language), pieces=entries.pieces, type_sign=partial(entries.kind, language=language),
        verdict_sign=partial(entries.verdict, language=language),
        sentence=partial(phrasing.sentence, language=language), headline=partial(phrasing.headline, language=language),
        parties=partial(phrasing.parties, language=language), party=partial(phrasing.name, language=language),
        days=partial(phrasing.days, language=language), day=partial(day, wording=wording), stamp=partial(stamp, wording=wording),
        type_name=partial(phrasing.type_name, language=language), quad_name=partial(phrasing.quad_name, language=language),
        context_name=partial(phrasing.context_name, language=language), reason=partial(phrasing.reason, language=language),
        attested=partial(phrasing.attested, language=language), plain=sentences.plain, link=phrasing.address_of, number=_number, cells=cells, period_rows=partial(periods.table_rows, cells=cells, none=none, undated=languages.say(language, N_("undated"))), quoted=quoted, marked=marked, segment=partial(quote, safe=""),
        person_link=phrasing.person_address, told=partial(_told, wording=wording), amount=partial(phrasing.amount, language=language),
        language_name=partial(_language_name, language=language),
    )  # fmt: skip
    return made


def _message(message: str, language: Language, **values: object) -> Markup:
    """A message in a language with its values, escaped. As Jinja's own, which takes four times as long; pages have a hundred."""
    return _plain(message, language) if not values else _pattern(message, language) % values


def _messages(one: str, many: str, number: int, *, language: Language) -> Markup:
    """A message with a number in it, written as numbers are."""
    return Markup(languages.say_many(language, one, many, number))


@lru_cache(4096)
def _pattern(message: str, language: Language) -> Markup:
    return Markup(languages.say(language, message))


@lru_cache(4096)
def _plain(message: str, language: Language) -> Markup:
    return _pattern(message, language) % {}


def marked(text: str, places: Sequence[tuple[int, int]]) -> Markup:
    """A text with some places of it marked; places are code points, half-open; those that overlap an earlier one are left out."""
    out, end = Markup(), 0
    for start, stop in sorted(places):
        if start < end or stop <= start:
            continue
        out += Markup("{}<mark>{}</mark>").format(text[end:start], text[start:stop])
        end = stop
    return out + text[end:]


def _number(value: float) -> str:
    """A number as both languages write it: 1,176 and 4.5."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _cells(values: Iterable[periods.Cell], none: str) -> Markup:
    """Numbers as cells of a table; what is not known is said, not shown as nothing. Made here, since a page has a thousand of them."""
    return Markup("".join([_gap(none) if value is None else f'<td class="num">{escape(value) if isinstance(value, str) else _number(value)}</td>' for value in values]))


@cache
def _gap(none: str) -> Markup:
    return Markup('<td class="num"><span class="gap" title="{0}">—<span class="unseen">{0}</span></span></td>').format(none)


def _told(when: When, wording: Wording) -> str:
    return told_when(when, wording) or wording.undated


def _language_name(code: str, language: Language) -> str:
    return str(Locale(language).languages.get(code, code))


def _other_address(request: Request) -> str:
    """This page in the other language."""
    from dragoman.web.asking import address_with, language_of

    return address_with(request, {languages.CHOICE: "en" if language_of(request) == "ko" else "ko"})
