"""A page in, a reading out: the whole flow in one screen."""

import hashlib
import os
from collections.abc import Iterable, Iterator

from dragoman import articles, coding, languages, pages
from dragoman.model.article import Article
from dragoman.model.errors import UnreadableInput
from dragoman.model.language import Analysis
from dragoman.model.page import Input, Page, Silent
from dragoman.model.parties import Unresolved
from dragoman.model.reading import Reading
from dragoman.model.trace import Explanation
from dragoman.names.lexicon import load

#: What a page may be given as: a path (`-` is standard input), its bytes, an input of `pages.inputs`, or decoded already.
Source = str | os.PathLike[str] | bytes | Input | Page

#: Why a page was left that tells of a game or a show in the words of war and diplomacy.
PLAY = "sport or a show"


def read(source: Source) -> Reading:
    """Reads one page: a path (or `-`), its bytes, an input of `pages.inputs`, or a page already decoded.

    Raises `UnreadableInput` if there is no page in it. An article in a language that is not read yet gives a reading
    with empty lists and says so in `unresolved`.
    """
    return _explained(source, phrases=False).reading


def read_with_terms(source: Source) -> tuple[Reading, tuple[str, ...]]:
    """A reading, and the words that search knows its text by: none where it was told beforehand that nothing is to be recorded.

    Raises `UnreadableInput`.
    """
    found = _explained(source, phrases=False, terms=True)
    return found.reading, found.analysis.terms


def read_telling(source: Source) -> tuple[Reading, tuple[str, ...]] | Silent:
    """As `read_with_terms`, for pages that may tell an act; most of those that tell none are known before the costly steps.

    A page is looked at twice: as it came, and then its article alone, without the headlines that a site puts around it.
    Raises `UnreadableInput`.
    """
    page = _page(source)
    why = languages.silent(page.text, coding.acts)
    if why is not None:
        return Silent(why)
    article = articles.extract(page)
    why = languages.silent(article.text, coding.acts)
    if why is None and coding.plays(article.text, article.language or ""):
        why = PLAY
    if why is not None:
        return Silent(why)
    found = _read(article, phrases=False, terms=True)
    reading = found.reading
    if not (reading.events or reading.statements or reading.positions or reading.measures or reading.ties):
        return Silent("nothing to record" if languages.analyser(reading.language) is not None else languages.UNREAD)
    return reading, found.analysis.terms


def explain(source: Source) -> Explanation:
    """Reads one page and keeps all that led to the reading. Raises `UnreadableInput`."""
    return _explained(source, phrases=True)


def _explained(source: Source, phrases: bool, terms: bool = False) -> Explanation:
    return _read(articles.extract(_page(source)), phrases, terms)


def _read(article: Article, phrases: bool, terms: bool) -> Explanation:
    """An article read; its sentences show their `phrases` only where somebody is to look at them, since that takes time."""
    language = article.language or ""
    analysis = _analysis(article, language, phrases, terms)
    identity = _identity(article)
    coded = coding.code(analysis, language, article.text, article.published, identity)
    reading = Reading(
        id=identity, source=article.source, url=article.url, language=article.language, encoding=article.encoding,
        outlet=article.outlet, agency=article.agency, byline=article.byline, dateline=article.dateline, title=article.title,
        published=article.published, modified=article.modified, text=article.text, parts=article.parts, related=article.related,
        entities=analysis.entities, events=coded.events, statements=coded.statements, positions=coded.positions,
        measures=coded.measures, ties=coded.ties, unresolved=analysis.unresolved, attachments=article.attachments,
    )  # fmt: skip
    return Explanation(article=article, analysis=analysis, reading=reading, notes=coded.notes, grounds=coded.grounds)


def read_many(paths: Iterable[str], columns: pages.Columns | None = None) -> Iterator[Reading | UnreadableInput]:
    """Reads whatever `pages.inputs` takes, in order; an input that cannot be read comes as the error that names it."""
    for found in pages.inputs(paths, columns):
        if isinstance(found, UnreadableInput):
            yield found
            continue
        try:
            yield read(found)
        except UnreadableInput as error:
            yield error


def _page(source: Source) -> Page:
    if isinstance(source, Page):
        return source
    return pages.load_bytes(source, "-") if isinstance(source, bytes) else pages.load(source)


def _analysis(article: Article, language: str, phrases: bool, terms: bool) -> Analysis:
    """The analysis of an article, empty and with the reason where it can be told beforehand that nothing is to be recorded."""
    analyse, gate = languages.analyser(language), languages.gate(language)
    if analyse is None:
        return _unread(article)
    silent = gate(article, coding.signs(language)) if gate is not None else None
    return analyse(article, coding.vocabulary(language), _home(article), phrases, terms) if silent is None else Analysis(notes=(silent,))


def _unread(article: Article) -> Analysis:
    """The analysis of an article in a language that is not read yet, or in none that could be told."""
    why = f"language {article.language} is not read yet" if article.language else "the language could not be told"
    words = article.text[:40].split("\n")[0]
    return Analysis(unresolved=(Unresolved(what="language", text=words, start=0, end=len(words), why=why),))


def _identity(article: Article) -> str:
    """An id from the content: the same article gives the same id wherever and whenever it is read."""
    content = "\x00".join([article.title or "", article.published or "", article.outlet or "", article.text])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _home(article: Article) -> str | None:
    """The state whose government is 우리 정부: the agency's that wrote the text, else the outlet's.

    A Korean page whose outlet is not known is taken to be from Korea: nine in ten are.
    """
    if article.agency is not None:
        for outlet in load().outlets:
            if article.agency in (outlet.name, outlet.label) or any(article.agency in (f if isinstance(f, str) else f.form for f in forms) for forms in outlet.strong.values()):
                return outlet.country
    if article.outlet_country is None and article.language == "ko":
        return "KOR"
    return article.outlet_country


def terms(text: str) -> tuple[str, ...]:
    """The words of a text in dictionary form, as search knows them; none for a text in no language that is read."""
    return languages.terms("ko", text) if any("가" <= c <= "힣" for c in text) else ()
