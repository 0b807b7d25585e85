"""How an article, or an event as an article tells it, is cited: BibTeX, RIS, and a line of Korean or English.

A citation names what a reader needs to find the words again (outlet, byline, title, day, address, when they were looked at) and what
found them (version of Dragoman, id of the event).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, get_args

import msgspec

from dragoman.exports.plain import address, on_one_line
from dragoman.model.kept import KeptEvent
from dragoman.model.reading import Reading

Form = Literal["bibtex", "ris", "ko", "en"]
FORMS: tuple[Form, ...] = get_args(Form)

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: BibTeX's names of languages; what is not among them is left out.
_LANGUAGES = {"ko": "korean", "en": "english", "ru": "russian"}
#: Signs that mean something to TeX. Braces are written as commands: BibTeX counts them even behind a backslash.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "%": r"\%", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What is cited, in the page's own words. `event` is the id of an event that the article tells, None for the article itself.

    `published` is ISO 8601, a day or longer; the day counts as the outlet gives it. `byline` has commas between names.
    `reports` is the number of articles that tell the event.
    """

    article: str
    event: str | None = None
    reports: int = 0
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """When it was looked at, with which version of Dragoman, and where this record shows it (a permalink, if it is on the web)."""

    on: date
    version: str
    permalink: str | None = None


def of_article(article: Reading) -> Cited:
    """An article, to be cited."""
    return Cited(
        article=article.id, outlet=article.outlet, agency=article.agency, byline=article.byline, title=article.title,
        published=article.published, url=article.url, language=article.language,
    )  # fmt: skip


def of_event(event: KeptEvent, article: Reading | None = None) -> Cited:
    """An event, to be cited by the report that tells it best. `article` is the reading of that report's article: it knows the byline.

    Raises `ValueError` where `article` is another one.
    """
    report = event.reports[0]
    if article is None:
        return Cited(
            article=report.article, event=event.id, reports=len(event.reports), outlet=report.outlet, agency=report.agency,
            title=report.title, published=report.published, url=report.url,
        )  # fmt: skip
    if article.id != report.article:
        raise ValueError(f"{article.id}: not the article of the best report of event {event.id}, which is {report.article}")
    return msgspec.structs.replace(of_article(article), event=event.id, reports=len(event.reports))


def citation(cited: Cited, form: Form, looked: Looked) -> str:
    """A citation in one of `FORMS`. Ends with a line break (CR LF in RIS, as its definition asks); the words hold no other one of pages."""
    forms: dict[Form, Callable[[_Words], str]] = {"bibtex": _bibtex, "ris": _ris, "ko": _korean, "en": _english}
    return forms[form](_Words(cited, looked))


class _Words:
    """The parts of a citation, each on one line; None for what is not known."""

    def __init__(self, cited: Cited, looked: Looked) -> None:
        self.article, self.event, self.reports, self.looked = cited.article, cited.event, cited.reports, looked
        self.outlet, self.agency, self.title = (_said(w) for w in (cited.outlet, cited.agency, cited.title))
        names = [_said(name) for name in (cited.byline or "").split(",")]
        self.authors = [name for name in names if name is not None]
        self.published = _day(cited.published)
        self.url = address(cited.url)
        self.permalink = address(looked.permalink)
        self.language = _said(cited.language)

    @property
    def publisher(self) -> str | None:
        """The outlet, with the agency its text comes from behind it where that is another one."""
        if self.outlet is None or self.agency is None or self.outlet == self.agency:
            return self.outlet or self.agency
        return f"{self.outlet} ({self.agency})"


def _said(words: str | None) -> str | None:
    return on_one_line(words or "") or None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


# -- for programs ---------------------------------------------------------------------------------------------------------


def _bibtex(words: _Words) -> str:
    """A @misc, which old and new styles know: `url` and `urldate` are read by those that can, `note` by all."""
    fields: list[tuple[str, str]] = []

    def add(name: str, value: str | None, pattern: str = "{%s}") -> None:
        if value is not None:
            fields.append((name, pattern % value))

    # a second pair of braces keeps names whole and capitals as they are
    add("author", " and ".join(f"{{{_tex(name)}}}" for name in words.authors) or None)
    add("title", _tex(words.title) if words.title else None, "{{%s}}")
    add("howpublished", _tex(words.publisher) if words.publisher else None)
    if words.published is not None:
        add("year", f"{words.published.year:04}")
        add("month", _MONTHS[words.published.month - 1][:3].lower(), "%s")
    add("url", words.url or words.permalink)
    add("urldate", words.looked.on.isoformat())
    add("langid", _LANGUAGES.get(words.language or ""))
    published = [f"Published {words.published}."] if words.published is not None else []
    add("note", _tex(" ".join([*published, f"Accessed {words.looked.on}.", _found(words)])))
    lines = ",\n".join(f"  {name:<12} = {value}" for name, value in fields)
    return f"@misc{{dragoman-{words.event or words.article},\n{lines},\n}}\n"


def _tex(words: str) -> str:
    return "".join(_TEX.get(c, c) for c in words)


def _ris(words: _Words) -> str:
    """A newspaper article (NEWS). No line of a value can begin another field: values have no line breaks."""
    on = words.looked.on
    tags: list[tuple[str, str | None]] = [("TY", "NEWS"), *(("AU", name) for name in words.authors), ("TI", words.title), ("T2", words.outlet or words.agency)]
    if words.agency is not None and words.agency != words.outlet:
        tags.append(("PB", words.agency))
    if words.published is not None:
        day = words.published
        tags += [("PY", f"{day.year:04}"), ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/")]
    tags += [("UR", words.url or words.permalink), ("Y2", f"{on.year:04}/{on.month:02}/{on.day:02}/"), ("LA", words.language)]
    tags += [("AN", words.event or words.article), ("DB", f"Dragoman {on_one_line(words.looked.version)}"), ("N1", _found(words)), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value is not None)


def _found(words: _Words) -> str:
    """How it was found, in English: for the notes of programs."""
    told = f" (told by {words.reports} articles)" if words.reports > 1 else ""
    what = f"event {words.event}{told}" if words.event is not None else f"article {words.article}"
    at = f", {words.permalink}" if words.permalink is not None else ""
    return f"Dragoman {on_one_line(words.looked.version)}, {what}{at}."


# -- for people -----------------------------------------------------------------------------------------------------------


def _english(words: _Words) -> str:
    def day(when: date) -> str:
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

    def parts() -> Iterator[str]:
        if words.authors:
            yield ", ".join(words.authors)
        yield f"“{words.title}”" if words.title else "[untitled]"
        if words.publisher:
            yield words.publisher
        yield day(words.published) if words.published else "n.d."
        if words.url:
            yield words.url

    return f"{', '.join(parts())} (accessed {day(words.looked.on)}). {_found(words)}\n"


def _korean(words: _Words) -> str:
    def day(when: date) -> str:
        return f"{when.year}년 {when.month}월 {when.day}일"

    def parts() -> Iterator[str]:
        if words.authors:
            yield ", ".join(words.authors)
        yield f"“{words.title}”" if words.title else "[제목 없음]"
        if words.outlet or words.agency:
            agency = f"({words.agency})" if words.outlet and words.agency and words.agency != words.outlet else ""
            yield f"『{words.outlet or words.agency}』{agency}"
        yield day(words.published) if words.published else "날짜 없음"
        if words.url:
            yield words.url

    told = f"(기사 {words.reports}건)" if words.reports > 1 else ""
    what = f"사건 {words.event}{told}" if words.event is not None else f"기사 {words.article}"
    at = f", {words.permalink}" if words.permalink else ""
    return f"{', '.join(parts())} (검색일: {day(words.looked.on)}). Dragoman {on_one_line(words.looked.version)}, {what}{at}.\n"
